import path from 'node:path';
import { toProblem } from '../../../shared/kit/problem.ts';
import { readCommandLine } from '../../core/launch/command-line.ts';
import type { Language } from '../../core/launch/language.ts';
import { refuse, type StartOptions } from '../../core/launch/options.ts';
import type { Machine } from '../../core/launch/profile.ts';
import { prepareStart } from '../../core/launch/run-console.ts';
import { launchText, problemLine } from '../../core/launch/text.ts';
import { ownArguments } from './command-line.ts';
import { startDesktop, type DesktopHost, type ElectronParts } from './host.ts';
import { APP_SCHEME } from './scheme.ts';
import { TITLE, WEAK_WINDOW } from './text.ts';

export interface DesktopApp {
  readonly electron: ElectronParts;
  readonly argv: readonly string[];
  readonly machine: Machine;
  readonly programs: string;
  readonly renderer: string;
  readonly preload: string;
  readonly resources: string;
  print(line: string): void;
  printError(line: string): void;
}

/** The life of the desktop program, from its command line to its exit code. */
export async function runDesktopApp(parts: DesktopApp): Promise<void> {
  const { app, dialog } = parts.electron;
  const commandLine = readCommandLine(ownArguments(parts.argv, app.isPackaged), parts.machine.env);
  if (commandLine.kind === 'say') {
    (commandLine.code === 0 ? parts.print : parts.printError)(commandLine.text);
    return app.exit(commandLine.code);
  }
  const { options, language } = commandLine;
  try {
    await run(parts, options, language);
  } catch (error) {
    const line = problemLine(language, toProblem(error, 'launch'));
    parts.printError(line);
    // An installed console has no terminal to read.
    if (app.isPackaged) dialog.showErrorBox(TITLE, line);
    app.exit(1);
  }
}

async function run(parts: DesktopApp, options: StartOptions, language: Language): Promise<void> {
  const { app, protocol } = parts.electron;
  if (app.commandLine.hasSwitch('no-sandbox')) throw refuse('sandbox-off');
  // All of these count only before the app is ready, so nothing may be awaited before them.
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([APP_SCHEME]);
  const start = prepareStart(options, parts.machine);
  // Chromium's own data goes with the profile, and with it the lock that makes a second start raise the first (R8).
  app.setPath('userData', path.join(start.profile, 'browser'));
  if (!app.requestSingleInstanceLock()) {
    parts.print(launchText(language, 'raised-first'));
    return app.exit(0);
  }

  let host: DesktopHost | null = null;
  let isEnding = false;
  async function end(): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    await host?.stop();
    app.exit(0);
  }
  app.on('second-instance', () => host?.windows.focusFirst());
  app.on('window-all-closed', () => void end());
  app.on('before-quit', (event) => {
    // Quitting would not wait for the core to close its store.
    event.preventDefault();
    void end();
  });

  await app.whenReady();
  host = await startDesktop({
    ...parts,
    start,
    appVersion: app.getVersion(),
    env: parts.machine.env,
    onTrouble: (problem) => parts.printError(problemLine(language, problem)),
    onWeakWindow: (names) => parts.printError(`${WEAK_WINDOW[language]}${names.join(', ')}`),
  });
}
