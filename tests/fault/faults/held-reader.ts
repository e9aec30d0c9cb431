import { statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { DATABASE_FILE } from '../../../electron/core/store/open.ts';
import type { Fault } from '../fault.ts';
import { Console } from '../kit/console.ts';
import { untilCurrent, untilSettled } from '../kit/heal.ts';
import { Hub } from '../kit/hub.ts';
import { compareCommands, compareReports, compareStore, readHubLog } from '../kit/model.ts';
import { Officer } from '../kit/officer.ts';
import { Reporter } from '../kit/reporter.ts';
import { until } from '../kit/wait.ts';
import { Tally } from '../tally.ts';

/** R8: as long as another program holds its view of the database, the WAL cannot begin again from its start. */
const HELD = 600_000;
const WAL_BAR = 64 * 1024 * 1024;
const WRITE_BAR = 50;
/** The store looks at its WAL every ten seconds. */
const WAL_BACK = 30_000;
const RATE = 20;
const ORDERS = 2;
/** The size from which the console is slowest (feeds/held-pace.ts); the short form begins there. */
const SLOWEST = 41 * 1024 * 1024;

/**
 * R8: another program (a copy tool, an SQL browser) holds a read transaction on the console's database while changes flow and
 * orders are given. Writing goes on at its pace, the reader's view stays as it was, and the WAL is bounded.
 */
export const heldReader: Fault = {
  name: 'held-reader',
  title:
    'another program holds a read transaction for ten minutes (short form: 15 s of a WAL that has grown already, and what ten minutes would make of it)',
  rules: ['R8'],
  waits: true,
  async run(bench) {
    const tally = new Tally();
    const hub = await Hub.start(path.join(bench.folder, 'hub'));
    const seat = new Console(path.join(bench.folder, 'profile'), [hub.url('fault')]);
    const reporter = new Reporter(hub, bench.random);
    const officer = new Officer(bench.random);
    await seat.start();
    await reporter.burst(200);
    await untilCurrent(seat, hub, 'fault');

    const database = path.join(seat.profile, DATABASE_FILE);
    const reader = new Sqlite(database, { readonly: true });
    reader.exec('BEGIN');
    const count = reader.prepare('SELECT count(*) FROM history').pluck();
    const before = count.get();
    for (let bursts = 0; !bench.full && walBytes(database) < SLOWEST && bursts < 100; bursts += 1) {
      await reporter.burst(200);
      await untilCurrent(seat, hub, 'fault');
    }
    // The store looks at its WAL once a second.
    await sleep(2_000);
    const start = performance.now();
    const first = walBytes(database);
    tally.tries += 1;
    reporter.start(RATE);
    officer.start(seat, ORDERS);
    const held = bench.full ? HELD : 15_000;
    let peak = first;
    while (performance.now() - start < held) {
      await sleep(500);
      peak = Math.max(peak, walBytes(database));
      if (!seat.isAlive) throw new Error(`the core ended:\n${seat.output.slice(-2_000)}`);
    }
    await officer.stop();
    await reporter.stop();
    if (count.get() !== before) tally.fail('the reader’s view changed under it');
    reader.exec('COMMIT');
    reader.close();

    // Some changes more, because a WAL begins again with a write.
    const released = performance.now();
    reporter.start(RATE);
    await until(
      'the WAL within its bound',
      WAL_BACK + 10_000,
      () => (walBytes(database) <= WAL_BAR ? true : null),
      200,
    );
    tally.recovered(performance.now() - released, WAL_BACK);
    await reporter.stop();
    await untilCurrent(seat, hub, 'fault');
    await untilSettled(seat);
    await seat.stop();
    await hub.stop();

    const log = readHubLog(hub.log('fault'));
    const commands = compareCommands(officer.queued, log, seat.profile);
    tally.difference(compareReports(reporter.reported, log));
    tally.difference(compareStore({ hub: log, feed: 'fault', profile: seat.profile }));
    tally.difference(commands);
    const projected = first + ((peak - first) * HELD) / held;
    if (projected > WAL_BAR) {
      tally.fallsShort(
        `the WAL is not bounded under a foreign reader: ${mebibytes(projected)} after ten minutes at ${RATE} changes a second, R8 asks for 64 MB`,
      );
    }
    const slow = percentile(officer.answerTimes, 0.99);
    if (slow > WRITE_BAR)
      tally.fallsShort(
        `the slowest hundredth of orders is confirmed after more than ${WRITE_BAR} ms (R8)${bench.full ? ', with the other faults beside it' : ''}`,
      );
    tally.fact(
      `held ${Math.round(held / 1_000)} s at ${RATE} changes and ${ORDERS} orders a second: WAL from ${mebibytes(first)} to ${mebibytes(peak)}, after ten minutes ${mebibytes(projected)}; orders confirmed within ${Math.round(slow)} ms (p99 of ${officer.answerTimes.length})`,
    );
    return tally.counted();
  },
};

function walBytes(database: string): number {
  return statSync(`${database}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
