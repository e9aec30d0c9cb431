import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import path from 'node:path';
import { ROOT } from '../fixtures/processes.ts';

export interface Goal {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly least: boolean;
}

/** Prints a table and its goals, and writes both with the machine's description and `details` as JSON to out/bench/NAME.json. */
export function report(
  name: string,
  rows: readonly Readonly<Record<string, string | number>>[],
  goals: readonly Goal[],
  details: Readonly<Record<string, unknown>> = {},
): void {
  console.table(rows);
  for (const goal of goals) {
    const met = goal.least ? goal.value >= goal.limit : goal.value <= goal.limit;
    const sign = goal.least ? '≥' : '≤';
    console.log(`${met ? 'met   ' : 'MISSED'} ${goal.name}: ${goal.value} (goal ${sign} ${goal.limit})`);
  }
  const machine = {
    cores: cpus().length,
    cpu: cpus()[0]?.model,
    arch: arch(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  const file = path.join(ROOT, 'out/bench', `${name}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    `${JSON.stringify({ name, at: new Date().toISOString(), machine, rows, goals, ...details }, null, 2)}\n`,
  );
  console.log(`written: ${path.relative(process.cwd(), file)}`);
}

/** The middle value; of an even number, the lower middle. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

/** The value that `share` (0…1) of all values do not exceed (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? Number.NaN;
}
