import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { requireNode } from './require-node.mjs';

requireNode();

/** The one entry of the npm scripts: `node tools/run.mjs start|hub|inspect|build|bench …`. */
const ROOT = path.resolve(import.meta.dirname, '..');
const [command, ...args] = process.argv.slice(2);

// npm runs scripts in the package's folder; a path on the command line means the folder in which it was typed.
if (process.env.npm_lifecycle_event === command && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);

/** Runs a program in this process, so that signals and the exit code are its own. */
async function become(file) {
  const program = path.join(ROOT, file);
  process.argv = [process.execPath, program, ...args];
  await import(pathToFileURL(program).href);
}

async function build() {
  const { ensureBuilt } = await import('./ensure-built.mjs');
  await ensureBuilt();
}

/** @returns {Promise<boolean>} false when Electron ended as a crash does, before anybody can have used it. */
function runElectron(program) {
  const env = { ...process.env };
  delete env.ELECTRON_RUN_AS_NODE;
  delete env.NODE_OPTIONS;
  const began = performance.now();
  return new Promise((resolve) => {
    const child = spawn(program, [ROOT, ...args], { stdio: 'inherit', env });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
    child.on('error', () => resolve(false));
    child.on('exit', (code, signal) => {
      const crashed = code === null ? signal !== 'SIGTERM' && signal !== 'SIGINT' : code >= 126;
      if (crashed && performance.now() - began < 15_000) return resolve(false);
      process.exitCode = code ?? 1;
      resolve(true);
    });
  });
}

async function start() {
  // Refused before anything is built: a wrong option or a missing file is known at once.
  const { readCommandLine } = await import('../electron/core/launch/command-line.ts');
  const commandLine = readCommandLine(args, process.env);
  if (commandLine.kind === 'say') {
    console[commandLine.code === 0 ? 'log' : 'error'](commandLine.text);
    process.exit(commandLine.code);
  }
  const { options, language } = commandLine;
  const { host } = options;
  const { resolveSource } = await import('../electron/core/launch/sources.ts');
  const { launchText, problemLine } = await import('../electron/core/launch/text.ts');
  try {
    resolveSource(options.source, process.cwd());
  } catch (error) {
    if (!error.problem) throw error;
    console.error(problemLine(language, error.problem));
    process.exit(1);
  }
  const { ensureElectron } = await import('./electron-binary.mjs');
  const [electron] = await Promise.all([host === 'loopback' ? null : ensureElectron(host === 'desktop'), build()]);

  let reason = electron?.reason;
  if (electron?.program) {
    if (await runElectron(electron.program)) return;
    reason = 'electron-ended';
  }
  if (reason) {
    const params = { reason: launchText(language, reason) };
    if (host === 'desktop') {
      console.error(launchText(language, 'electron-needed', params));
      process.exit(1);
    }
    console.error(launchText(language, 'electron-missing', params));
  }
  await become('out/main/loopback.js');
}

async function bench() {
  const file = `tests/bench/${args[0]}.ts`;
  if (!/^[a-z-]+$/.test(args[0] ?? '') || !existsSync(path.join(ROOT, file))) {
    console.error('npm run bench -- ingest|glass|start|catchup|map|route|detect|storm|log|plan');
    process.exit(1);
  }
  args.shift();
  await build();
  await become(file);
}

const commands = {
  start,
  bench,
  build,
  // Straight from their sources: they have no window to build, and to look into a profile must not rebuild what runs on it.
  hub: () => become('hub/main.ts'),
  inspect: () => become('tools/inspect.ts'),
  verify: () => become('tools/verify.ts'),
  roads: () => become('tools/roads/build.ts'),
};

const run = Object.hasOwn(commands, command ?? '') ? commands[command] : null;
if (!run) {
  console.error(`node tools/run.mjs ${Object.keys(commands).join('|')}`);
  process.exit(1);
}
await run();
