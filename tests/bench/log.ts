import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { commandOf, LogDesk } from '../../electron/core/records/testing/log-desk.ts';
import { verifyLog } from '../../electron/core/records/verify.ts';
import { ROOT } from '../fixtures/processes.ts';
import { median, percentile, report } from './report.ts';

/**
 * The decision log: 100,000 entries verified (chain, tree, checkpoints; then every signature too), by us and by the Python
 * verifier in a package; and appending one entry with its commit and fsync, beside the same commit without an entry.
 */
const ENTRIES = 100_000;
const RUNS = 3;
const APPENDS = 2_000;
const VERIFY_MS = 5_000;
const APPEND_MS = 5;

const desk = new LogDesk();
const folder = mkdtempSync(path.join(tmpdir(), 'lianzhi-bench-log-'));
try {
  const appended = appends();
  while ((desk.store.read.log.last()?.no ?? 0) < ENTRIES) {
    desk.fill(500);
    desk.keeper.notes();
  }
  const lines = desk.store.read.log.after(0, ENTRIES).map(({ line }) => line);
  const checkpoints = desk.keeper.notes();
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
  const runs = Array.from({ length: RUNS }, () =>
    timed(() => verifyLog({ lines, checkpoints: checkpoints.slice(0, -1) })),
  );
  const every = timed(() => verifyLog({ lines, checkpoints: checkpoints.slice(0, -1), everySignature: true }));
  const theirs = byPython(lines, checkpoints.slice(0, -1));
  const size = `${Math.round(bytes / 2 ** 20)} MiB`;
  report(
    'log',
    [
      { what: `verify ${ENTRIES} entries (${size}), median of ${RUNS}`, ms: Math.round(median(runs)) },
      { what: 'the same with every signature', ms: Math.round(every) },
      { what: 'the same by verify_record.py', ms: theirs === null ? 'python3 is not here' : Math.round(theirs) },
      { what: 'append with fsync, p50', ms: appended.with.p50 },
      { what: 'append with fsync, p99', ms: appended.with.p99 },
      { what: 'the commit without an entry, p50', ms: appended.without.p50 },
      { what: 'the commit without an entry, p99', ms: appended.without.p99 },
    ],
    [
      { name: `verify ${ENTRIES} entries, ms`, value: Math.round(median(runs)), limit: VERIFY_MS, least: false },
      { name: 'append p99, ms', value: appended.with.p99, limit: APPEND_MS, least: false },
    ],
  );
} finally {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Taken in turns, so that what else the disk does meets both alike. */
function appends() {
  const withEntry: number[] = [];
  const without: number[] = [];
  const { store, recorder } = desk;
  for (let no = 0; no < APPENDS; no += 1) {
    const command = commandOf(`append-${no}`);
    withEntry.push(timed(() => store.transact((unit) => recorder.intent(unit, command, 'fire'))));
    without.push(timed(() => store.transact(({ write }) => write.station.setMeta('bench', String(no)))));
  }
  const of = (values: readonly number[]) => ({
    p50: round(percentile(values, 0.5)),
    p99: round(percentile(values, 0.99)),
  });
  return { with: of(withEntry), without: of(without) };
}

function byPython(lines: readonly string[], checkpoints: readonly string[]): number | null {
  if (spawnSync('python3', ['--version']).status !== 0) return null;
  const log = path.join(folder, 'log');
  mkdirSync(log);
  writeFileSync(path.join(log, 'log.txt'), lines.map((line) => `${line}\n`).join(''));
  writeFileSync(path.join(log, 'checkpoints.jsonl'), checkpoints.map((note) => `${JSON.stringify(note)}\n`).join(''));
  const keys = path.join(folder, 'keys.txt');
  writeFileSync(keys, '');
  const many = path.join(ROOT, 'tests/fixtures/verify_many.py');
  const verifier = path.join(ROOT, 'resources/record/verify_record.py');
  return timed(() => {
    const { stdout } = spawnSync('python3', [many, verifier, keys], { input: JSON.stringify([log]), encoding: 'utf8' });
    if (stdout.trim() !== 'null') throw new Error(`python: ${stdout}`);
  });
}

function timed(run: () => unknown): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
