import type { Database } from '../../kernel/ports.ts';
import type { OutboxRecord, OutboxStateName } from '../records.ts';

export interface OutboxReader {
  get(commandId: string): OutboxRecord | undefined;
  /** Commands whose effect may still come: queued, sent, unknown, accepted; in the order of sending. */
  open(): OutboxRecord[];
  /** The newest `limit` commands, oldest first. */
  newest(limit: number): OutboxRecord[];
  countByState(): { state: OutboxStateName; count: number }[];
}

const COLUMNS = `position, command_id AS commandId, station_seq AS stationSeq, feed, topic, entity_id AS entityId, command, after, needs,
  state, state_at AS stateAt, tries, answer, carried_from AS carriedFrom, resend_of AS resendOf, handed_at AS handedAt`;

export function createOutboxReader(db: Database): OutboxReader {
  const get = db.prepare(`SELECT ${COLUMNS} FROM outbox WHERE command_id = ?`);
  const open = db.prepare(
    `SELECT ${COLUMNS} FROM outbox WHERE state IN ('queued', 'sent', 'unknown', 'accepted') ORDER BY position`,
  );
  const newest = db.prepare(
    `SELECT * FROM (SELECT ${COLUMNS} FROM outbox ORDER BY position DESC LIMIT ?) ORDER BY position`,
  );
  const countByState = db.prepare('SELECT state, count(*) AS count FROM outbox GROUP BY state ORDER BY state');
  return {
    get: (commandId) => get.get(commandId) as OutboxRecord | undefined,
    open: () => open.all() as OutboxRecord[],
    newest: (limit) => newest.all(limit) as OutboxRecord[],
    countByState: () => countByState.all() as { state: OutboxStateName; count: number }[],
  };
}
