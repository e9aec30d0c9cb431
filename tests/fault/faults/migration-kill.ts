import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { betterSqlite } from '../../../electron/core/kernel/better-sqlite.ts';
import { latestSchema, migrate } from '../../../electron/core/store/migrate.ts';
import { migrations } from '../../../electron/core/store/migrations/migrations.ts';
import { DATABASE_FILE } from '../../../electron/core/store/open.ts';
import type { Fault } from '../fault.ts';
import { openProfile } from '../kit/check-profile.ts';
import { runProgram } from '../kit/record.ts';
import { Tally } from '../tally.ts';

/** R9: the process dies before each statement of the way from each older schema to the newest. */
export const migrationKill: Fault = {
  name: 'migration-kill',
  title: 'kill -9 before every statement of the migrations, from every older schema',
  rules: ['R9'],
  async run(bench) {
    const tally = new Tally();
    const starts = [0, ...migrations.slice(0, -1).map(({ number }) => number)];
    for (const from of bench.full ? starts : starts.slice(-2)) {
      const base = path.join(bench.folder, `schema-${from}`);
      const before = makeOld(base, from);
      const whole = copyOf(base, path.join(bench.folder, `whole-${from}`));
      const total = Number(
        /^done (\d+)/m.exec((await runProgram('dying-migration.ts', [whole, '0'])).output)?.[1] ?? 0,
      );
      for (let k = 1; k <= total; k += 1) {
        const profile = copyOf(base, path.join(bench.folder, `${from}-${k}`));
        await runProgram('dying-migration.ts', [profile, String(k)]);
        tally.tries += 1;
        const opened = openProfile(profile);
        if (opened.outcome === 'refused') {
          tally.fail(`from ${from}, killed at ${k}: does not open: ${opened.problem.code}`);
          continue;
        }
        const after = contentOf(profile);
        if (after.version !== latestSchema()) tally.fail(`from ${from}, killed at ${k}: schema ${after.version}`);
        if (opened.integrity !== 'ok') tally.fail(`from ${from}, killed at ${k}: ${opened.integrity}`);
        tally.lost += before.rows.filter((row) => !after.rows.includes(row)).length;
        tally.doubled += after.rows.length - new Set(after.rows).size;
      }
      tally.fact(`from schema ${from}: ${total} places to die, ${before.rows.length} rows to keep`);
    }
    return tally.counted();
  },
};

/** A profile of an older schema, with rows in whatever tables it has. */
function makeOld(folder: string, from: number): { rows: string[] } {
  mkdirSync(folder, { recursive: true });
  if (from === 0) return { rows: [] };
  const db = betterSqlite.open(path.join(folder, DATABASE_FILE));
  db.pragma('journal_mode = WAL');
  migrate(db, migrations.filter(({ number }) => number <= from)); // prettier-ignore
  for (let number = 1; number <= 20; number += 1) {
    db.prepare('INSERT INTO feed (id, url) VALUES (?, ?)').run(`feed-${number}`, 'http://127.0.0.1:1/x');
    if (from < 20) continue;
    db.prepare(
      "INSERT INTO outbox (command_id, station_seq, feed, topic, entity_id, command, state_at) VALUES (?, ?, 'f', 'incident', 'i', '{}', 1)",
    ).run(`command-${number}`, number);
  }
  db.close();
  return contentOf(folder);
}

function contentOf(profile: string): { version: number; rows: string[] } {
  const db = new Sqlite(path.join(profile, DATABASE_FILE), { readonly: true });
  try {
    const has = (table: string): boolean =>
      db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined;
    const rows = db.prepare('SELECT id FROM feed').pluck().all() as string[];
    if (has('outbox')) rows.push(...(db.prepare('SELECT command_id FROM outbox').pluck().all() as string[]));
    return { version: Number(db.pragma('user_version', { simple: true })), rows };
  } finally {
    db.close();
  }
}

function copyOf(base: string, folder: string): string {
  cpSync(base, folder, { recursive: true });
  return folder;
}
