import type { MessagePortMain } from 'electron';
import type * as Electron from 'electron';
import type { Problem } from '../../../shared/kit/problem.ts';
import { betterSqlite } from '../../core/kernel/better-sqlite.ts';
import { systemClock } from '../../core/kernel/system-ports.ts';
import { BytesDoor } from '../../core/launch/bytes-door.ts';
import { removeHostRecord, writeHostRecord } from '../../core/launch/host-file.ts';
import { refuse } from '../../core/launch/options.ts';
import { profileFiles } from '../../core/launch/profile.ts';
import { runConsole, takeProfile, type PreparedStart, type RunningConsole } from '../../core/launch/run-console.ts';
import { StaticFiles } from '../../core/launch/static-files.ts';
import { confine, denyPermissions } from './hardening.ts';
import { menuTemplate } from './menu.ts';
import { serveApp } from './scheme.ts';
import { TITLE } from './text.ts';
import { utilityLauncher } from './utility-child.ts';
import { Windows } from './windows.ts';

/** The parts of Electron that the host uses. They come as a parameter, so that the wiring runs in a test without Electron. */
export type ElectronParts = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'Menu'
  | 'MessageChannelMain'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'utilityProcess'
>;

export interface DesktopParts {
  readonly electron: ElectronParts;
  readonly start: PreparedStart;
  /** Files and folders: the built programs, window, preload; the read-only resources. */
  readonly programs: string;
  readonly renderer: string;
  readonly preload: string;
  readonly resources: string;
  readonly appVersion: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  onTrouble(problem: Problem): void;
  onWeakWindow(names: readonly string[]): void;
}

export interface DesktopHost {
  readonly windows: Windows;
  stop(): Promise<void>;
}

/** Starts the console in Electron windows. Call it when the app is ready. Throws a `ProblemError`. */
export async function startDesktop(parts: DesktopParts): Promise<DesktopHost> {
  const { app, BrowserWindow, Menu, MessageChannelMain, protocol, screen, session, utilityProcess } = parts.electron;
  const { profile } = parts.start;
  const files = profileFiles(profile);
  const renderer = StaticFiles.load(parts.renderer);
  const lock = takeProfile(parts.start, betterSqlite);
  if (!lock) throw refuse('profile-in-use', { profile });
  removeHostRecord(files.host);

  let running: RunningConsole<MessagePortMain> | null = null;
  const devTools = !app.isPackaged;
  const windows = new Windows({
    BrowserWindow,
    MessageChannelMain,
    preload: parts.preload,
    boundsFile: files.window,
    devTools,
    title: TITLE,
    screens: () => screen.getAllDisplays().map((display) => display.workArea),
    toCore: (message, ports) => running?.core.send(message, ports) ?? false,
    onWeak: parts.onWeakWindow,
  });

  const bytes = new BytesDoor((message) => running?.core.send(message) ?? false, systemClock);
  denyPermissions(session.defaultSession);
  serveApp(protocol, renderer, bytes);
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(() => windows.open(), devTools)));
  app.on('web-contents-created', (_event, contents) => confine(contents, () => windows.open()));

  // The window first: it says itself that it is connecting, while hub and core start behind it.
  windows.open();
  try {
    running = await runConsole<MessagePortMain>({
      start: parts.start,
      resources: parts.resources,
      appVersion: parts.appVersion,
      launch: utilityLauncher(utilityProcess, parts.programs, profile, parts.env),
      clock: systemClock,
      events: {
        onReady: () => windows.connectAll(),
        onLost: () => {
          windows.loseAll();
          bytes.loseAll();
        },
        onBytes: (id, answer) => bytes.take(id, answer),
        // A window's messages go through its own port.
        onWindowMessage: () => undefined,
        onTrouble: parts.onTrouble,
      },
    });
  } catch (error) {
    lock.release();
    throw error;
  }
  // Ready was said before there was a `running` to send ports to.
  windows.connectAll();
  writeHostRecord(files.host, { pid: process.pid, kind: 'desktop', origin: null, hub: running.hubOrigin });

  return {
    windows,
    stop: async () => {
      removeHostRecord(files.host);
      await running.stop();
      lock.release();
    },
  };
}
