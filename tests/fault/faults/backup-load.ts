import { copyFileSync, mkdirSync, readdirSync, readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { DATABASE_FILE } from '../../../electron/core/store/open.ts';
import { BACKUP_FOLDER } from '../../../electron/core/store/protect/backups.ts';
import type { Bench, Fault } from '../fault.ts';
import { clockOfShortHours } from '../kit/clocks.ts';
import { Console } from '../kit/console.ts';
import { openCoreInside } from '../kit/core-inside.ts';
import { untilCurrent, untilSettled } from '../kit/heal.ts';
import { Hub } from '../kit/hub.ts';
import { compareCommands, compareReports, compareStore, readHubLog, readOutbox, type HubLog } from '../kit/model.ts';
import { Officer } from '../kit/officer.ts';
import { Reporter } from '../kit/reporter.ts';
import { until } from '../kit/wait.ts';
import { Tally } from '../tally.ts';

/** R10: a backup of 200 MB under 50 changes a second. */
const BACKUP_BAR = 5_000;
/** R5: from the start on what was put back to usable. */
const RESTORED_BAR = 10_000;
const RATE = 50;
const HOUR_LASTS = 1_500;

interface Moment {
  readonly name: string;
  readonly milliseconds: number;
  /** Commands that the officer was told are queued before the copying began. */
  readonly owed: ReadonlySet<string>;
}

/**
 * R10: backups are made while changes flow and orders are given. Each must be the console's state at one moment: whole, true
 * to the hub's log up to its own cursor, with every order that was confirmed before it. The last one is then lived on.
 */
export const backupLoad: Fault = {
  name: 'backup-load',
  title: 'backups under load; each held against the hub’s log at its own moment, the last one put back and lived on',
  rules: ['R10'],
  async run(bench) {
    const tally = new Tally();
    const hub = await Hub.start(path.join(bench.folder, 'hub'));
    const profile = path.join(bench.folder, 'profile');
    const first = new Console(profile, [hub.url('fault')]);
    await first.start();
    await untilCurrent(first, hub, 'fault');
    await first.stop();
    fill(profile, bench.full ? 200 : 20);

    const reporter = new Reporter(hub, bench.random);
    const officer = new Officer(bench.random);
    const seat = openCoreInside(profile, [hub.url('fault')], clockOfShortHours(HOUR_LASTS));
    const moments = watchBackups(path.join(profile, BACKUP_FOLDER), officer);
    reporter.start(RATE);
    officer.start(seat, 10);
    await until('backups under load', 60_000, () => (moments.made.length >= (bench.full ? 6 : 3) ? true : null));
    await sleep(300);
    await officer.stop();
    await reporter.stop();
    await untilCurrent(seat, hub, 'fault');
    await untilSettled(seat);
    moments.close();
    await seat.core.stop();
    await hub.stop();

    const log = readHubLog(hub.log('fault'));
    tally.difference(compareReports(reporter.reported, log));
    tally.difference(compareStore({ hub: log, feed: 'fault', profile }));
    tally.difference(compareCommands(officer.queued, log, profile));
    let restored = '';
    for (const moment of moments.made) {
      tally.tries += 1;
      restored = path.join(bench.folder, moment.name);
      mkdirSync(restored);
      copyFileSync(path.join(profile, BACKUP_FOLDER, `${moment.name}.sqlite`), path.join(restored, DATABASE_FILE));
      check(restored, path.join(profile, BACKUP_FOLDER, `${moment.name}.json`), moment, log, tally);
      if (moment.milliseconds > BACKUP_BAR) tally.fail(`a backup took longer than ${BACKUP_BAR} ms`);
    }
    const slowest = Math.max(...moments.made.map(({ milliseconds }) => milliseconds));
    tally.fact(
      `${moments.made.length} backups under ${RATE} changes and 10 orders a second, the slowest took ${Math.round(slowest)} ms`,
    );
    await liveOn(bench, hub, restored, tally);
    return tally.counted();
  },
};

/** One backup against the truth at its moment. */
function check(folder: string, sheet: string, moment: Moment, log: HubLog, tally: Tally): void {
  const db = new Sqlite(path.join(folder, DATABASE_FILE), { readonly: true });
  const said = String(db.pragma('integrity_check(1)', { simple: true }));
  const cursor = Number(db.prepare("SELECT seq FROM feed WHERE id = 'fault'").pluck().get());
  db.close();
  if (said !== 'ok') tally.fail(`a backup is damaged: ${said}`);
  tally.difference(compareStore({ hub: log, feed: 'fault', profile: folder, upToCursor: true }));
  const outbox = readOutbox(folder);
  const { outbox: head } = JSON.parse(readFileSync(sheet, 'utf8')) as { outbox: { rows: number } };
  if (head.rows !== outbox.size) tally.fail('a backup’s sheet counts other orders than the backup has');
  tally.lost += [...moment.owed].filter((id) => !outbox.has(id)).length;
  // Cursor and effect are one transaction: an order is seen done exactly if its change lies behind the cursor.
  const effects = new Map(
    [...log.rows.values()].flatMap(({ command, seq }) => (command === null ? [] : [[command, seq]])),
  );
  for (const [id, state] of outbox) {
    const isBehind = (effects.get(id) ?? Number.POSITIVE_INFINITY) <= cursor;
    if (isBehind !== (state === 'effectSeen'))
      tally.fail(`a backup shows an order as ${state} whose effect ${isBehind ? 'it holds' : 'it does not hold'}`);
  }
}

/** R10's drill: a console that has nothing but the backup becomes current, and an order given at it is carried out. */
async function liveOn(bench: Bench, hub: Hub, profile: string, tally: Tally): Promise<void> {
  await hub.start();
  const seat = new Console(profile, [hub.url('fault')]);
  const officer = new Officer(bench.random);
  const start = performance.now();
  await seat.start();
  await untilCurrent(seat, hub, 'fault');
  tally.recovered(performance.now() - start, RESTORED_BAR);
  const incidents = seat.watch('incidents', {});
  for (let count = 0; count < 5; count += 1) await officer.act(seat, incidents);
  await untilSettled(seat);
  await untilCurrent(seat, hub, 'fault');
  const known = [...readOutbox(profile).keys()];
  await seat.stop();
  await hub.stop();
  const log = readHubLog(hub.log('fault'));
  tally.difference(compareStore({ hub: log, feed: 'fault', profile }));
  tally.difference(compareCommands(known, log, profile));
  if (officer.queued.length === 0) tally.fail('no order could be given at the restored console');
  tally.fact(`put back and lived on: ${known.length} orders, ${officer.queued.length} of them new`);
}

/** Sees each backup begin (its draft) and end (its sheet). */
function watchBackups(folder: string, officer: Officer): { readonly made: Moment[]; close(): void } {
  mkdirSync(folder, { recursive: true });
  const made: Moment[] = [];
  const begun = new Map<string, { at: number; owed: ReadonlySet<string> }>();
  const watcher = watch(folder, (_kind, file) => {
    const name = /^(console-\d+)\./.exec(file ?? '')?.[1];
    if (name === undefined) return;
    if (file === `${name}.sqlite.draft` && !begun.has(name))
      begun.set(name, { at: performance.now(), owed: new Set(officer.queued) });
    const start = begun.get(name);
    if (!start || made.some((moment) => moment.name === name) || !readdirSync(folder).includes(`${name}.json`)) return;
    made.push({ name, milliseconds: performance.now() - start.at, owed: start.owed });
  });
  return { made, close: () => watcher.close() };
}

/** Makes the database larger by `mebibytes`, with what a feed that is joined no more left behind. */
function fill(profile: string, mebibytes: number): void {
  const db = new Sqlite(path.join(profile, DATABASE_FILE));
  const add = db.prepare(
    "INSERT INTO quarantine (feed, epoch, place, code, raw, received) VALUES ('gone', 'epoch', ?, 'bad-record', ?, 1)",
  );
  const raw = 'x'.repeat(32 * 1024);
  db.transaction(() => {
    for (let count = 0; count < mebibytes * 32; count += 1) add.run(String(count), raw);
  })();
  db.close();
}
