import { cpSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { DATABASE_FILE } from '../../../electron/core/store/open.ts';
import type { Fault } from '../fault.ts';
import { Console } from '../kit/console.ts';
import { untilCurrent, untilSettled } from '../kit/heal.ts';
import { Hub } from '../kit/hub.ts';
import { compareCommands, compareReports, compareStore, readHubLog, type Difference } from '../kit/model.ts';
import { Officer } from '../kit/officer.ts';
import { Reporter } from '../kit/reporter.ts';
import { Tally } from '../tally.ts';

type Kind = 'lost' | 'doubled' | 'wrong';

/** Damage that is done by hand to a healthy console or hub, and what the comparison must then say. */
const PLANTED: readonly { readonly what: string; readonly at: 'console' | 'hub'; readonly sql: string; readonly kind: Kind }[] = [
  { what: 'a line of the history is missing', at: 'console', sql: "DELETE FROM history WHERE position = (SELECT max(position) FROM history WHERE op <> 'snapshot')", kind: 'lost' },
  { what: 'a line of the history is there twice', at: 'console', sql: "INSERT INTO history (log, seq, topic, id, rev, op, at, entered, received, source, data) SELECT log, seq, topic, id, rev, op, at, entered, received, source, data FROM history WHERE op <> 'snapshot' LIMIT 1", kind: 'doubled' },
  { what: 'a line of the history has another content', at: 'console', sql: "UPDATE history SET data = '{}' WHERE position = (SELECT max(position) FROM history WHERE op <> 'snapshot')", kind: 'wrong' },
  { what: 'an entity is missing', at: 'console', sql: 'DELETE FROM entity WHERE id = (SELECT min(id) FROM entity)', kind: 'lost' },
  { what: 'an entity is too many', at: 'console', sql: "INSERT INTO entity SELECT topic, 'GHOST', feed, rev, urgency, recency, at, entered, received, source, data FROM entity LIMIT 1", kind: 'wrong' },
  { what: 'an entity is an older revision', at: 'console', sql: 'UPDATE entity SET rev = rev - 1 WHERE id = (SELECT max(id) FROM entity)', kind: 'wrong' },
  { what: 'the cursor lags', at: 'console', sql: 'UPDATE feed SET seq = seq - 1', kind: 'lost' },
  { what: 'a command is missing', at: 'console', sql: 'DELETE FROM outbox WHERE station_seq = 1', kind: 'lost' },
  { what: 'a done command is shown as rejected', at: 'console', sql: "UPDATE outbox SET state = 'rejected' WHERE state = 'effectSeen'", kind: 'wrong' },
  { what: 'an effect happened twice', at: 'hub', sql: "INSERT INTO log (topic, id, rev, op, at, entered, source, data, command_id) SELECT topic, id, rev + 1, op, at, entered, source, data, command_id FROM log WHERE command_id IS NOT NULL LIMIT 1", kind: 'doubled' },
  { what: 'a report is missing at the hub', at: 'hub', sql: 'DELETE FROM log WHERE seq = (SELECT max(seq) FROM log WHERE command_id IS NULL)', kind: 'lost' },
  { what: 'a report is at the hub twice', at: 'hub', sql: 'INSERT INTO log (topic, id, rev, op, at, entered, source, data) SELECT topic, id, rev + 1, op, at, entered, source, data FROM log WHERE command_id IS NULL LIMIT 1', kind: 'doubled' },
]; // prettier-ignore

/** The other faults are worth what their comparison sees: it must find each planted damage and nothing in a healthy pair. */
export const selfCheck: Fault = {
  name: 'self-check',
  title: 'losses planted by hand: does the comparison see each of them?',
  rules: ['—'],
  async run(bench) {
    const tally = new Tally();
    const sound = path.join(bench.folder, 'sound');
    const hub = await Hub.start(path.join(sound, 'hub'));
    const seat = new Console(path.join(sound, 'profile'), [hub.url('fault')]);
    const reporter = new Reporter(hub, bench.random);
    const officer = new Officer(bench.random);
    await reporter.burst(20);
    await seat.start();
    await untilCurrent(seat, hub, 'fault');
    const incidents = seat.watch('incidents', {});
    for (let count = 0; count < 5; count += 1) await officer.act(seat, incidents);
    await reporter.burst(40);
    await untilCurrent(seat, hub, 'fault');
    await untilSettled(seat);
    await seat.stop();
    await hub.stop();

    const look = (folder: string): Difference[] => {
      const profile = path.join(folder, 'profile');
      const log = readHubLog(path.join(folder, 'hub', 'fault.sqlite'));
      return [
        compareReports(reporter.reported, log),
        compareStore({ hub: log, feed: 'fault', profile }),
        compareCommands(officer.queued, log, profile),
      ];
    };
    for (const difference of look(sound)) tally.difference(difference);
    for (const [index, { what, at, sql, kind }] of PLANTED.entries()) {
      const copy = path.join(bench.folder, `planted-${index}`);
      cpSync(sound, copy, { recursive: true });
      const file = at === 'hub' ? path.join(copy, 'hub', 'fault.sqlite') : path.join(copy, 'profile', DATABASE_FILE);
      const db = new Sqlite(file);
      const { changes } = db.prepare(sql).run();
      db.close();
      tally.tries += 1;
      if (changes === 0) tally.fail(`could not plant: ${what}`);
      else if (look(copy).every((difference) => difference[kind].length === 0))
        tally.fail(`not seen as ${kind}: ${what}`);
    }
    tally.fact(`${PLANTED.length} kinds of damage planted`);
    return tally.counted();
  },
};
