import type { Instant } from '../../../../shared/kit/time.ts';
import type { Database } from '../../kernel/ports.ts';
import type { OutboxRecord, OutboxStateName } from '../records.ts';

export interface OutboxWriter {
  add(
    record: Pick<
      OutboxRecord,
      'commandId' | 'stationSeq' | 'feed' | 'topic' | 'entityId' | 'command' | 'after' | 'stateAt'
    >,
  ): void;
  /** The next number of this station; never given twice, whatever is pruned later. */
  nextStationSeq(): number;
  /** Sent once more. */
  sent(commandId: string, at: Instant): void;
  settle(commandId: string, state: OutboxStateName, at: Instant, answer: string | null): void;
}

export function createOutboxWriter(db: Database): OutboxWriter {
  const add = db.prepare(
    `INSERT INTO outbox (command_id, station_seq, feed, topic, entity_id, command, after, state_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const nextSeq = db.prepare(
    `INSERT INTO meta (key, value) VALUES ('stationSeq', '1')
     ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) RETURNING value`,
  );
  const sent = db.prepare(`UPDATE outbox SET state = 'sent', state_at = ?, tries = tries + 1 WHERE command_id = ?`);
  const settle = db.prepare(
    'UPDATE outbox SET state = ?, state_at = ?, answer = coalesce(?, answer) WHERE command_id = ?',
  );
  return {
    add({ commandId, stationSeq, feed, topic, entityId, command, after, stateAt }) {
      add.run(commandId, stationSeq, feed, topic, entityId, command, after, stateAt);
    },
    nextStationSeq: () => Number((nextSeq.get() as { value: string }).value),
    sent(commandId, at) {
      sent.run(at, commandId);
    },
    settle(commandId, state, at, answer) {
      settle.run(state, at, answer, commandId);
    },
  };
}
