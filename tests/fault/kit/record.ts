import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { ROOT } from '../../fixtures/processes.ts';
import { own } from './children.ts';
import { readRecording, recordArgs, type Act } from './strace.ts';

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program of this kit, under strace when arguments for it are given; resolves with its output. */
export async function runProgram(
  script: string,
  args: readonly string[],
  strace: readonly string[] = [],
): Promise<Ended> {
  const command = [process.execPath, path.join(ROOT, 'tests/fault/kit', script), ...args];
  return runCommand(strace.length > 0 ? ['strace', ...strace, ...command] : command, {});
}

/** Runs a script of Node with more in its environment; resolves with its output. */
export function runTool(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  return runCommand([process.execPath, ...args], env);
}

async function runCommand([file = '', ...rest]: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  const child = own(
    spawn(file, rest, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
  let output = '';
  const take = (data: Buffer): void => void (output += data.toString());
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  await once(child, 'close');
  return { code: child.exitCode, output };
}

/** Runs a program of this kit and resolves with everything that it did to files under `folder`. */
export async function recordProgram(
  script: string,
  args: readonly string[],
  folder: string,
  trace: string,
): Promise<Act[]> {
  const { code, output } = await runProgram(script, args, recordArgs(trace));
  if (code !== 0) throw new Error(`${script} ended with ${code}:\n${output}`);
  return readAll(trace, folder);
}

export async function readAll(trace: string, folder: string): Promise<Act[]> {
  const acts: Act[] = [];
  for await (const act of readRecording(trace, folder)) acts.push(act);
  return acts;
}
