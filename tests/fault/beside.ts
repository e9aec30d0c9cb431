import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Outcome } from './fault.ts';

/** A fault that runs in a process of its own beside the others. */
export interface Beside {
  readonly end: Promise<{ readonly outcome: Outcome; readonly seconds: number }>;
  /** What it has printed. */
  readonly output: () => string;
  stop(): void;
}

/** @param folder where its result is put. */
export function startBeside(name: string, seed: number, folder: string): Beside {
  const json = path.join(folder, `${name}.json`);
  const args = ['--full', '--only', name, '--seed', String(seed), '--json', json];
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const take = (data: Buffer): void => void (output += data.toString());
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return { end: outcomeOf(child, json, () => output), output: () => output, stop: () => child.kill('SIGINT') };
}

async function outcomeOf(child: ChildProcess, json: string, output: () => string): Promise<Awaited<Beside['end']>> {
  const start = performance.now();
  await once(child, 'close');
  const seconds = (performance.now() - start) / 1_000;
  try {
    const { results } = JSON.parse(readFileSync(json, 'utf8')) as { results: (Outcome & { seconds: number })[] };
    const [result] = results;
    if (result) return { outcome: result, seconds: result.seconds };
  } catch {
    // It ended before it could say; its output does.
  }
  const nothing = { tries: 0, lost: 0, doubled: 0, falseClaims: 0, worstRecovery: null, shortfalls: [], facts: [] };
  return {
    outcome: { kind: 'counted', ...nothing, failures: [`the test ended early: ${output().slice(-2_000)}`] },
    seconds,
  };
}
