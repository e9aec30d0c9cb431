import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import Sqlite from 'better-sqlite3';
import { DATABASE_FILE } from '../../../electron/core/store/open.ts';
import type { Reported } from './reporter.ts';

/** What is not as it should be; each a line for an engineer. Empty lists are a pass. */
export interface Difference {
  readonly lost: string[];
  readonly doubled: string[];
  /** Neither missing nor double, but other than the truth. */
  readonly wrong: string[];
}

interface LogRow {
  readonly seq: number;
  readonly topic: string;
  readonly id: string;
  readonly rev: number;
  readonly op: string;
  readonly data: string | null;
  readonly command: string | null;
}

interface EntityRow {
  readonly topic: string;
  readonly id: string;
  readonly rev: number;
  readonly data: string;
}

/** A feed's log as it lies on the hub's disk. */
export interface HubLog {
  readonly epoch: string;
  readonly head: number;
  readonly rows: ReadonlyMap<number, LogRow>;
  readonly entities: ReadonlyMap<string, EntityRow>;
}

export function readHubLog(file: string): HubLog {
  const db = new Sqlite(file, { readonly: true });
  try {
    const rows = db
      .prepare('SELECT seq, topic, id, rev, op, data, command_id AS command FROM log ORDER BY seq')
      .all() as LogRow[];
    const entities = db.prepare("SELECT topic, id, rev, data FROM entity WHERE kind = 'record'").all() as EntityRow[];
    const epoch = db.prepare("SELECT value FROM meta WHERE key = 'epoch'").pluck().get() as string;
    return {
      epoch,
      head: rows.at(-1)?.seq ?? 0,
      rows: new Map(rows.map((row) => [row.seq, row])),
      entities: new Map(entities.map((row) => [keyOf(row), row])),
    };
  } finally {
    db.close();
  }
}

/** What of the world's reports the hub has: each acknowledged report at its seq, no seq missing. */
export function compareReports(reported: readonly Reported[], hub: HubLog): Difference {
  const difference: Difference = { lost: [], doubled: [], wrong: [] };
  const seqs = new Set<number>();
  for (const { topic, id, seq } of reported) {
    const row = hub.rows.get(seq);
    if (seqs.has(seq)) difference.wrong.push(`two reports were acknowledged as ${seq}`);
    seqs.add(seq);
    if (row?.topic !== topic || row.id !== id)
      difference.lost.push(`acknowledged report ${topic} ${id} is not at ${seq} of the hub's log`);
  }
  for (const row of hub.rows.values()) {
    // The question that a conflict leaves open is the hub's own line, with no command and no report.
    if (row.command === null && row.topic !== 'conflict' && !seqs.has(row.seq))
      difference.doubled.push(`${row.seq} of the hub's log is a report that was sent once more`);
  }
  return difference;
}

/** Which state of the hub the console must show. */
interface Wanted {
  readonly hub: HubLog;
  readonly feed: string;
  readonly profile: string;
  /** Less than everything: the console was cut off, and must be true up to its own cursor. Default: the hub's head. */
  readonly upToCursor?: boolean;
}

/**
 * Holds a console's store against the hub's log: every change once in the history since it joined, every entity as
 * the log makes it, the cursor at the head.
 */
export function compareStore({ hub, feed, profile, upToCursor = false }: Wanted): Difference {
  const difference: Difference = { lost: [], doubled: [], wrong: [] };
  const db = new Sqlite(path.join(profile, DATABASE_FILE), { readonly: true });
  try {
    const cursor = db.prepare('SELECT epoch, seq FROM feed WHERE id = ?').get(feed) as
      { epoch: string | null; seq: number } | undefined;
    if (!cursor || cursor.epoch === null) {
      // Before the first join nothing is owed.
      if (!upToCursor) difference.lost.push(`the console has no cursor of ${feed}`);
      return difference;
    }
    if (cursor.epoch !== hub.epoch) {
      difference.wrong.push(`the console follows epoch ${cursor.epoch}, the hub writes ${hub.epoch}`);
      return difference;
    }
    if (cursor.seq > hub.head) difference.wrong.push(`the cursor ${cursor.seq} is ahead of the hub's head ${hub.head}`);
    if (!upToCursor && cursor.seq < hub.head)
      difference.lost.push(`the cursor is at ${cursor.seq}, the hub's head at ${hub.head}`);
    compareHistory(db, hub, feed, cursor.seq, difference);
    const wanted = cursor.seq === hub.head ? hub.entities : entitiesAt(hub, cursor.seq);
    compareEntities(db, wanted, feed, difference);
    return difference;
  } finally {
    db.close();
  }
}

/** The console's records against the hub's, whatever the history of an earlier life says. */
export function compareEntitiesOnly(hub: HubLog, feed: string, profile: string): Difference {
  const difference: Difference = { lost: [], doubled: [], wrong: [] };
  const db = new Sqlite(path.join(profile, DATABASE_FILE), { readonly: true });
  try {
    compareEntities(db, hub.entities, feed, difference);
    return difference;
  } finally {
    db.close();
  }
}

function compareHistory(db: Sqlite.Database, hub: HubLog, feed: string, cursor: number, difference: Difference): void {
  const lines = db
    .prepare(
      `SELECT history.seq, history.topic, history.id, history.rev, history.op, history.data, NULL AS command
       FROM history JOIN log ON log.key = history.log WHERE log.feed = ? AND log.epoch = ? ORDER BY position`,
    )
    .all(feed, hub.epoch) as LogRow[];
  const times = new Map<number, number>();
  let joinedAt = 0;
  for (const line of lines) {
    if (line.op === 'snapshot') {
      joinedAt = Math.max(joinedAt, line.seq);
      continue;
    }
    times.set(line.seq, (times.get(line.seq) ?? 0) + 1);
    const truth = hub.rows.get(line.seq);
    if (!truth) difference.wrong.push(`history has ${line.seq}, which the hub has not`);
    else if (truth.id !== line.id || truth.rev !== line.rev || !sameJson(truth.data, line.data)) {
      difference.wrong.push(`history has another content than the hub at ${line.seq}`);
    }
  }
  for (const [seq, count] of times) if (count > 1) difference.doubled.push(`history has ${seq} ${count} times`);
  const quarantined = new Set(
    db
      .prepare('SELECT seq FROM quarantine WHERE feed = ? AND epoch = ? AND seq IS NOT NULL')
      .pluck()
      .all(feed, hub.epoch) as number[],
  );
  for (const [seq, row] of hub.rows) {
    // What was taken with a snapshot is in its records, not in its lines.
    if (seq <= joinedAt || seq > cursor || times.has(seq) || quarantined.has(seq)) continue;
    difference.lost.push(`history has not ${seq} (${row.topic} ${row.id})`);
  }
}

function compareEntities(
  db: Sqlite.Database,
  wanted: ReadonlyMap<string, EntityRow>,
  feed: string,
  difference: Difference,
): void {
  const have = db.prepare('SELECT topic, id, rev, data FROM entity WHERE feed = ?').all(feed) as EntityRow[];
  const seen = new Set<string>();
  for (const row of have) {
    const truth = wanted.get(keyOf(row));
    seen.add(keyOf(row));
    if (!truth) difference.wrong.push(`the console has ${row.topic} ${row.id}, which the hub has not`);
    else if (truth.rev !== row.rev || !sameJson(truth.data, row.data)) {
      difference.wrong.push(
        `${row.topic} ${row.id} is revision ${row.rev} here and ${truth.rev} at the hub, or differs`,
      );
    }
  }
  for (const [key, row] of wanted)
    if (!seen.has(key)) difference.lost.push(`the console has not ${row.topic} ${row.id}`);
}

/** The log replayed up to a seq. */
function entitiesAt(hub: HubLog, seq: number): Map<string, EntityRow> {
  const entities = new Map<string, EntityRow>();
  for (const row of hub.rows.values()) {
    if (row.seq > seq) break;
    const key = keyOf(row);
    if (row.op === 'remove') {
      entities.delete(key);
      continue;
    }
    if (row.op === 'refuse' || row.data === null) continue;
    const before = entities.get(key);
    const data = row.op === 'patch' && before ? patched(before.data, row.data) : row.data;
    entities.set(key, { topic: row.topic, id: row.id, rev: row.rev, data });
  }
  return entities;
}

function patched(record: string, patch: string): string {
  const merged = { ...(JSON.parse(record) as object), ...(JSON.parse(patch) as object) };
  return JSON.stringify(Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)));
}

/** Commands that the console called queued: each in its outbox, and its effect in the hub's log exactly once if it was accepted. */
export function compareCommands(
  queued: readonly string[],
  hub: HubLog,
  profile: string,
): Difference & { readonly states: Record<string, number> } {
  const difference = {
    lost: [] as string[],
    doubled: [] as string[],
    wrong: [] as string[],
    states: {} as Record<string, number>,
  };
  const effects = effectsOf(hub);
  for (const [id, count] of effects) if (count > 1) difference.doubled.push(`command ${id} had ${count} effects`);
  const outbox = readOutbox(profile);
  for (const id of queued) {
    const state = outbox.get(id);
    if (state === undefined) {
      difference.lost.push(`command ${id} was called queued and is in no outbox`);
      continue;
    }
    difference.states[state] = (difference.states[state] ?? 0) + 1;
    const isDone = state === 'accepted' || state === 'effectSeen';
    const count = effects.get(id) ?? 0;
    if (isDone && count === 0) difference.lost.push(`command ${id} is ${state} here and had no effect at the hub`);
    if (!isDone && count > 0) difference.wrong.push(`command ${id} is ${state} here and had its effect at the hub`);
    if (state === 'queued' || state === 'sent') difference.wrong.push(`command ${id} is still ${state}`);
  }
  return difference;
}

/** How often each command had its effect. */
export function effectsOf(hub: HubLog): Map<string, number> {
  const effects = new Map<string, number>();
  for (const { command } of hub.rows.values())
    if (command !== null) effects.set(command, (effects.get(command) ?? 0) + 1);
  return effects;
}

/** Titles of all incidents that were ever put, in any language. */
export function titlesOf(hub: HubLog): Set<string> {
  const titles = new Set<string>();
  for (const { data, op } of hub.rows.values()) {
    if (op !== 'put' || data === null) continue;
    const { title } = JSON.parse(data) as { title?: Record<string, string> };
    for (const text of Object.values(title ?? {})) titles.add(text);
  }
  return titles;
}

/** State by command id. */
export function readOutbox(profile: string): Map<string, string> {
  const db = new Sqlite(path.join(profile, DATABASE_FILE), { readonly: true });
  try {
    const rows = db.prepare('SELECT command_id AS id, state FROM outbox').all() as { id: string; state: string }[];
    return new Map(rows.map(({ id, state }) => [id, state]));
  } finally {
    db.close();
  }
}

function keyOf({ topic, id }: { readonly topic: string; readonly id: string }): string {
  return `${topic} ${id}`;
}

function sameJson(first: string | null, second: string | null): boolean {
  if (first === second) return true;
  return first !== null && second !== null && isDeepStrictEqual(JSON.parse(first), JSON.parse(second));
}
