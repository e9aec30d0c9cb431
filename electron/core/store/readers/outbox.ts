import type { Topic } from '../../../../shared/domain/topics.ts';
import type { Database } from '../../kernel/ports.ts';
import type { OutboxRecord, OutboxStateName } from '../records.ts';

export interface OutboxReader {
  get(commandId: string): OutboxRecord | undefined;
  /** Commands whose effect may still come: queued, sent, unknown, accepted; in the order of sending. */
  open(): OutboxRecord[];
  /** Up to `limit` commands of a feed that had their end or their answer, before `position`, newest first. */
  answered(feed: string, before: number, limit: number): OutboxRecord[];
  /** R19: whether an answer promised something of a feed, an effect or a conflict, that has not come. */
  hasUnkept(feed: string): boolean;
  /** Whether a command was given again for this one. */
  isResent(commandId: string): boolean;
  /** The newest `limit` commands that somebody gave, oldest first: not what the console says by itself. */
  newest(limit: number): OutboxRecord[];
  /** The highest running `number` that a command of this station on the topic gave; null when there is none. */
  lastNumber(topic: Topic): number | null;
  countByState(): { state: OutboxStateName; count: number }[];
}

const COLUMNS = `position, command_id AS commandId, station_seq AS stationSeq, feed, topic, entity_id AS entityId, command, after, needs,
  state, state_at AS stateAt, tries, answer, carried_from AS carriedFrom, resend_of AS resendOf, handed_at AS handedAt`;

export function createOutboxReader(db: Database): OutboxReader {
  const get = db.prepare(`SELECT ${COLUMNS} FROM outbox WHERE command_id = ?`);
  const open = db.prepare(
    `SELECT ${COLUMNS} FROM outbox WHERE state IN ('queued', 'sent', 'unknown', 'accepted') ORDER BY position`,
  );
  const answered = db.prepare(
    `SELECT ${COLUMNS} FROM outbox WHERE feed = ? AND position < ? AND state NOT IN ('queued', 'sent', 'unknown')
     ORDER BY position DESC LIMIT ?`,
  );
  const unkept = db.prepare(
    `SELECT 1 FROM outbox WHERE feed = ? AND (state = 'accepted' OR (state = 'conflict' AND NOT EXISTS (
       SELECT 1 FROM entity WHERE topic = 'conflict' AND id = outbox.command_id))) LIMIT 1`,
  );
  const resent = db.prepare('SELECT 1 FROM outbox WHERE resend_of = ?');
  const newest = db.prepare(
    `SELECT * FROM (
       SELECT ${COLUMNS} FROM outbox WHERE instr(command, '"authority":"automatic"') = 0 ORDER BY position DESC LIMIT ?
     ) ORDER BY position`,
  );
  const countByState = db.prepare('SELECT state, count(*) AS count FROM outbox GROUP BY state ORDER BY state');
  // A damaged row is not JSON, and is refused elsewhere.
  const lastNumber = db.prepare(
    `SELECT max(CASE WHEN json_valid(command) THEN json_extract(command, '$.payload.number') END) AS last
     FROM outbox WHERE topic = ? AND carried_from IS NULL`,
  );
  return {
    get: (commandId) => get.get(commandId) as OutboxRecord | undefined,
    open: () => open.all() as OutboxRecord[],
    answered: (feed, before, limit) => answered.all(feed, before, limit) as OutboxRecord[],
    hasUnkept: (feed) => unkept.get(feed) !== undefined,
    isResent: (commandId) => resent.get(commandId) !== undefined,
    newest: (limit) => newest.all(limit) as OutboxRecord[],
    lastNumber: (topic) => (lastNumber.get(topic) as { last: number | null }).last,
    countByState: () => countByState.all() as { state: OutboxStateName; count: number }[],
  };
}
