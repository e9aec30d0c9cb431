import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DATABASE_FILE } from '../../../electron/core/store/open.ts';
import type { Bench, Fault } from '../fault.ts';
import { Console } from '../kit/console.ts';
import { Refused } from '../kit/window.ts';
import { untilCurrent } from '../kit/heal.ts';
import { Hub } from '../kit/hub.ts';
import { readOutbox } from '../kit/model.ts';
import { damage, WAYS, type Target } from '../kit/mutate.ts';
import { Officer } from '../kit/officer.ts';
import { Reporter } from '../kit/reporter.ts';
import { Tally } from '../tally.ts';

const START_BAR = 10_000;
const TARGETS: readonly Target[] = ['db', 'wal', 'both'];

/** How a start on a damaged profile went. */
type After =
  /** It works and the outbox is whole. */
  | 'whole'
  /** It refuses by a name of the database, and leaves the files as they are. */
  | 'refused'
  /** It works, and outbox rows are missing that nobody mentions. */
  | 'silent'
  | 'failed';

/**
 * R5, R6: the database, its WAL or both are damaged while the console is off. It may work or refuse by name; it may not die
 * without a word, hang, delete the original, or go on with less than there was and say nothing.
 */
export const corruption: Fault = {
  name: 'corruption',
  title: 'damage to database, WAL and both, then a start',
  rules: ['R5', 'R6'],
  async run(bench) {
    const tally = new Tally();
    const { profile: base, feed } = await makeProfile(bench);
    const wanted = readOutbox(copyOf(base, path.join(bench.folder, 'reading')));
    const outcomes = new Map<string, number>();
    const silentWays = new Map<string, number>();
    for (let count = 0; count < (bench.full ? 200 : 30); count += 1) {
      const target = TARGETS[count % TARGETS.length] ?? 'db';
      // Bit flips are the quiet kind: as many as of all others.
      const way = bench.random.next() < 0.4 ? 'bit flip' : bench.random.pick(WAYS);
      const profile = copyOf(base, path.join(bench.folder, `damaged-${count}`));
      damage(profile, target, way, bench.random);
      tally.tries += 1;
      const after = await startOn(new Console(profile, [feed]), wanted, tally, `${way} of ${target}`, target);
      outcomes.set(after, (outcomes.get(after) ?? 0) + 1);
      if (after === 'silent') silentWays.set(`${way} of ${target}`, (silentWays.get(`${way} of ${target}`) ?? 0) + 1);
      if (after !== 'failed') rmSync(profile, { recursive: true, force: true });
    }
    tally.fact(
      `${wanted.size} commands in the outbox before; ${[...outcomes].map(([after, times]) => `${after} ${times}`).join(', ')}`,
    );
    if (silentWays.size > 0)
      tally.fact(`silent: ${[...silentWays].map(([way, times]) => `${way} ${times}`).join(', ')}`);
    if (outcomes.has('refused')) {
      tally.fallsShort(
        'a damaged database is refused by name and kept; nothing is salvaged, no backup is restored, no usable degraded mode (R5)',
      );
    }
    return tally.counted();
  },
};

/** A profile with half of its data in the database and half in the WAL, killed. */
async function makeProfile(bench: Bench): Promise<{ profile: string; feed: string }> {
  const hub = await Hub.start(path.join(bench.folder, 'hub'));
  const profile = path.join(bench.folder, 'profile');
  const seat = new Console(profile, [hub.url('fault')]);
  const reporter = new Reporter(hub, bench.random);
  const officer = new Officer(bench.random);
  for (const isLast of [false, true]) {
    await seat.start();
    officer.start(seat, 100);
    await reporter.burst(300);
    await untilCurrent(seat, hub, 'fault');
    await sleep(300);
    await officer.stop();
    await (isLast ? seat.kill9() : seat.stop());
  }
  await hub.kill9();
  return { profile, feed: hub.url('fault') };
}

function copyOf(base: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  cpSync(base, folder, { recursive: true, filter: (file) => !file.endsWith('-shm') });
  return folder;
}

async function startOn(
  seat: Console,
  wanted: ReadonlyMap<string, string>,
  tally: Tally,
  what: string,
  target: Target,
): Promise<After> {
  const before = bytesOf(seat.profile);
  const start = performance.now();
  const late = sleep(START_BAR, 'late' as const, { ref: false });
  try {
    const outcome = await Promise.race([seat.start().then(() => 'ready' as const), late]);
    if (outcome === 'late') {
      tally.fail(`${what}: no answer within ${START_BAR} ms`);
      return 'failed';
    }
    const answered = await Promise.race([seat.call('session', {}).then(() => 'answered' as const), late]);
    if (answered === 'late') {
      tally.fail(`${what}: ready, but the session is never told`);
      return 'failed';
    }
    tally.recovered(performance.now() - start, START_BAR);
    const rows = await outboxOf(seat, wanted.size);
    if (rows === 'unreadable') return 'refused';
    const missing = [...wanted.keys()].filter((id) => !rows.has(id)).length;
    tally.lost += missing;
    return missing > 0 ? 'silent' : 'whole';
  } catch (error) {
    tally.recovered(performance.now() - start, START_BAR);
    if (!(error instanceof Refused)) {
      tally.fail(`${what}: the core ends without a named reason: ${String(error).slice(0, 300)}`);
      return 'failed';
    }
    if (error.problem.code === 'unexpected')
      tally.fail(`damage is told as “unexpected”: ${error.problem.detail ?? ''}`);
    for (const [file, bytes] of bytesOf(seat.profile)) {
      // What was there may be all that a salvage has.
      if (bytes.equals(before.get(file) ?? bytes)) continue;
      tally.fail(
        `${target}: a start that was refused ${bytes.length === 0 ? 'emptied or deleted' : 'changed'} ${file}`,
      );
      return 'failed';
    }
    return 'refused';
  } finally {
    await seat.kill9();
  }
}

/** The outbox as a window sees it; `unreadable` when the query ended with a named problem. */
async function outboxOf(seat: Console, most: number): Promise<ReadonlySet<string> | 'unreadable'> {
  const outbox = seat.watch('outbox', {});
  const end = performance.now() + 3_000;
  while (performance.now() < end && !outbox.complete && outbox.ended === null) await sleep(10);
  if (outbox.ended) return 'unreadable';
  // The window shows the newest ones only; the rest is read from the file.
  if (outbox.rows.size >= most) return new Set(outbox.rows.keys());
  try {
    return new Set(readOutbox(seat.profile).keys());
  } catch {
    return 'unreadable';
  }
}

function bytesOf(profile: string): ReadonlyMap<string, Buffer> {
  const read = (file: string): Buffer => (existsSync(file) ? readFileSync(file) : Buffer.alloc(0));
  return new Map([DATABASE_FILE, `${DATABASE_FILE}-wal`].map((file) => [file, read(path.join(profile, file))]));
}
