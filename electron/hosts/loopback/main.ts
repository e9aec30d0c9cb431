import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { toProblem } from '../../../shared/kit/problem.ts';
import { readCommandLine } from '../../core/launch/command-line.ts';
import type { Language } from '../../core/launch/language.ts';
import type { StartOptions } from '../../core/launch/options.ts';
import { prepareStart } from '../../core/launch/run-console.ts';
import { launchText, problemLine } from '../../core/launch/text.ts';
import { openBrowser } from './browser.ts';
import { startLoopback, type LoopbackStart } from './host.ts';

// Built into out/main/, two folders below the project.
const programs = import.meta.dirname;
const root = path.resolve(programs, '../..');

async function run(options: StartOptions, language: Language): Promise<void> {
  let stopping = false;
  let started: LoopbackStart | null = null;

  async function stop(): Promise<void> {
    // The second signal does not wait; the children end with their channel.
    if (stopping) process.exit(130);
    stopping = true;
    if (started?.state === 'running') await started.stop();
    process.exit(0);
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());

  const machine = { platform: process.platform, home: homedir(), env: process.env, cwd: process.cwd() };
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  started = await startLoopback({
    start: prepareStart(options, machine),
    port: options.port,
    programs,
    renderer: path.join(root, 'out/renderer'),
    resources: path.join(root, 'resources'),
    appVersion: version,
    onTrouble: (problem) => console.error(problemLine(language, problem)),
  });

  const { link } = started;
  if (started.state === 'already-running') console.log(launchText(language, 'already-running', { link }));
  else console.log(`ready ${link}`);
  if (options.open && !(await openBrowser(link))) console.error(launchText(language, 'browser-not-opened'));
  if (started.state === 'already-running') process.exit(0);
}

const commandLine = readCommandLine(process.argv.slice(2), process.env);
if (commandLine.kind === 'say') {
  if (commandLine.code === 0) console.log(commandLine.text);
  else console.error(commandLine.text);
  process.exit(commandLine.code);
} else {
  const { options, language } = commandLine;
  run(options, language).catch((error: unknown) => {
    console.error(problemLine(language, toProblem(error, 'launch')));
    process.exit(1);
  });
}
