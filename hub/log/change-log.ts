import { randomBytes } from 'node:crypto';
import { MAX_MESSAGE_BYTES } from '../../shared/protocol/feed/command.ts';
import type { Change, ChangeHand } from '../../shared/protocol/feed/change.ts';
import { instant } from '../../shared/kit/time.ts';
import type { HubClock } from '../clock.ts';
import type { Draft, FeedDescription, Progress } from '../sources/source.ts';
import { openAnchor } from './anchor.ts';
import { createEntities, type Entity } from './entities.ts';
import { Hands } from './hands.ts';
import { openReader, openWriter } from './open.ts';
import { merge } from '../../shared/protocol/merge.ts';
import { sizeOf, toLogged, type LogRow, type LoggedChange } from './rows.ts';

/** A change larger than this could not travel in one message; the record is refused instead. */
export const MAX_CHANGE_BYTES = MAX_MESSAGE_BYTES - 16 * 1024;

/** Log rows that are kept; a cursor below them gets a snapshot. */
export const DEFAULT_KEEP = 1_000_000;

/** Rows deleted at most with one batch, so that trimming never shows as a pause. */
const TRIM_STEP = 2_000;

/** What goes into one transaction. */
export interface Batch {
  readonly drafts: readonly Draft[];
  readonly progress?: Progress | undefined;
  /** First answer to a command or an idempotent report, kept until `expires`. */
  readonly answer?: { readonly key: string; readonly value: unknown; readonly expires: number } | undefined;
  /** The command whose effect the drafts are. */
  readonly commandId?: string | undefined;
  /** Whose command it was. */
  readonly by?: ChangeHand | undefined;
}

/**
 * The durable log of one feed: its own SQLite file, one writer. Every method is synchronous; what `append` returned is on
 * the disk.
 */
export interface ChangeLog {
  readonly file: string;
  readonly epoch: string;
  /** The newest seq; 0 when the log is empty. */
  readonly head: number;
  /** A cursor below it cannot be served by replay any more. */
  readonly floor: number;
  append(batch: Batch): readonly LoggedChange[];
  /** Up to `limit` changes from `from` on, in order. */
  range(from: number, limit: number): readonly LoggedChange[];
  find(topic: string, id: string): Readonly<Entity> | undefined;
  /** Of all records of a topic that are there now. */
  idsOf(topic: string): readonly string[];
  answerTo(key: string): unknown;
  progress(key: string): unknown;
  /** Notes the head outside the database; called now and then. */
  anchor(): void;
  close(): void;
}

interface Options {
  readonly file: string;
  readonly feed: FeedDescription;
  readonly clock: HubClock;
  readonly keep?: number | undefined;
}

export function openChangeLog({ file, feed, clock, keep = DEFAULT_KEEP }: Options): ChangeLog {
  const db = openWriter(file);
  const reader = openReader(file);
  const entities = createEntities(db);

  const readMeta = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck();
  const writeMeta = db.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const insertLog = db.prepare(
    `INSERT INTO log (seq, topic, id, rev, op, at, entered, source, data, command_id, hand)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const deleteLog = db.prepare('DELETE FROM log WHERE seq <= ?');
  const writeProgress = db.prepare(
    'INSERT INTO progress (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const readProgress = db.prepare<[string], string>('SELECT value FROM progress WHERE key = ?').pluck();
  const writeAnswer = db.prepare('INSERT INTO answer (key, answer, expires) VALUES (?, ?, ?)');
  const readAnswer = db.prepare<[string], string>('SELECT answer FROM answer WHERE key = ?').pluck();
  const selectRange = reader.prepare<[number, number], LogRow>('SELECT * FROM log WHERE seq >= ? ORDER BY seq LIMIT ?');

  let head = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM log').pluck().get() ?? 0;
  let floor = Number(readMeta.get('floor') ?? 0);
  // After a trim of the whole log the floor is the head.
  head = Math.max(head, floor);
  const anchor = openAnchor(file);
  const epoch = db
    .transaction(() => {
      let known = readMeta.get('epoch');
      // Stations hold more of this epoch than we do: the file was put back to an older state (R19).
      const rolledBack = known !== undefined && anchor.seqOf(known) > head;
      if (known === undefined || rolledBack) {
        known = randomBytes(12).toString('base64url');
        writeMeta.run('epoch', known);
      }
      writeMeta.run('feedId', feed.id);
      // A command past its time is never applied, so its answer need not be kept for ever.
      db.prepare('DELETE FROM answer WHERE expires < ?').run(clock.now());
      return known;
    })
    .immediate();

  /** One draft as a log row and as the entity's new state. */
  function add(
    draft: Draft,
    seq: number,
    entered: number,
    { commandId, by }: Pick<Batch, 'commandId' | 'by'>,
  ): LoggedChange {
    const before = entities.find(draft.topic, draft.id);
    const rev = (before?.rev ?? 0) + 1;
    const key = before?.key ?? 0;
    const { op, topic, id, at, source } = draft;
    const hands = Hands.after(before?.hands ?? null, draft, by);
    let json: string | null = null;
    let state: Entity;
    if (draft.op === 'remove') {
      state = { key, rev, kind: 'removed', at, entered, source, data: null, hands };
      entities.stage(topic, id, state, null);
    } else {
      json = JSON.stringify(draft.data);
      const data = draft.op === 'patch' ? merge(topic, before?.data ?? null, draft.data) : draft.data;
      const whole = draft.op === 'patch' ? JSON.stringify(data) : json;
      if (draft.op !== 'refuse' && isTooLarge(whole)) return add(tooLarge(draft), seq, entered, { commandId, by });
      state = { key, rev, kind: draft.op === 'refuse' ? 'refusal' : 'record', at, entered, source, data, hands };
      entities.stage(topic, id, state, whole);
    }
    const hand = by ? JSON.stringify(by) : null;
    insertLog.run(seq, topic, id, rev, op, at, entered, source, json, commandId ?? null, hand);
    const change: Change = {
      seq,
      topic,
      id,
      rev,
      op,
      at,
      entered: instant(entered),
      source,
      ...(draft.op !== 'remove' && { data: draft.data }),
      ...(commandId !== undefined && { commandId }),
      ...(by && { by }),
    };
    return { change, bytes: sizeOf(topic, id, source, json) };
  }

  const write = db.transaction((batch: Batch, entered: number) => {
    const logged = batch.drafts.map((draft, index) => add(draft, head + index + 1, entered, batch));
    entities.flush();
    if (batch.progress) writeProgress.run(batch.progress.key, JSON.stringify(batch.progress.value));
    if (batch.answer) {
      writeAnswer.run(batch.answer.key, JSON.stringify(batch.answer.value), batch.answer.expires);
    }
    const trimmed = head + logged.length - floor >= keep + TRIM_STEP ? floor + TRIM_STEP : floor;
    if (trimmed > floor) {
      deleteLog.run(trimmed);
      writeMeta.run('floor', String(trimmed));
    }
    return { logged, floor: trimmed };
  });

  return {
    file,
    epoch,
    get head() {
      return head;
    },
    get floor() {
      return floor;
    },
    append(batch) {
      let written;
      try {
        written = write.immediate(batch, clock.now());
      } catch (error) {
        entities.forget();
        throw error;
      }
      entities.settle();
      floor = written.floor;
      head += written.logged.length;
      return written.logged;
    },
    range: (from, limit) => selectRange.all(from, limit).map(toLogged),
    find: (topic, id) => entities.find(topic, id),
    idsOf: (topic) => entities.idsOf(topic),
    answerTo(key) {
      const answer = readAnswer.get(key);
      return answer === undefined ? undefined : (JSON.parse(answer) as unknown);
    },
    progress(key) {
      const value = readProgress.get(key);
      return value === undefined ? null : (JSON.parse(value) as unknown);
    },
    anchor: () => anchor.write(epoch, head),
    close() {
      anchor.write(epoch, head);
      reader.close();
      // A reader that is still there only leaves the WAL for the next start.
      db.pragma('busy_timeout = 0');
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
    },
  };
}

/** A UTF-16 unit is at most three bytes, so most records need no exact count. */
function isTooLarge(json: string): boolean {
  return json.length * 3 > MAX_CHANGE_BYTES && Buffer.byteLength(json) > MAX_CHANGE_BYTES;
}

/** A record that fits in no message becomes a refusal of its own: the feed goes on and the loss is counted. */
function tooLarge(draft: Draft): Draft {
  return {
    op: 'refuse',
    topic: draft.topic,
    id: `refused:${draft.id}`.slice(0, 200),
    at: draft.at,
    source: draft.source,
    data: { code: 'record-too-large', value: draft.id },
  };
}
