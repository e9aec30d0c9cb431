import type { Instant } from '../../../../shared/kit/time.ts';
import type { Database } from '../../kernel/ports.ts';
import type { OutboxRecord, OutboxStateName } from '../records.ts';

export interface OutboxWriter {
  add(
    record: Pick<
      OutboxRecord,
      'commandId' | 'stationSeq' | 'feed' | 'topic' | 'entityId' | 'command' | 'after' | 'stateAt'
    > &
      Partial<Pick<OutboxRecord, 'needs' | 'carriedFrom' | 'resendOf'>>,
  ): void;
  /** The next number of this station; never given twice, whatever is pruned later. */
  nextStationSeq(): number;
  /** Sent once more. */
  sent(commandId: string, at: Instant): void;
  /** A copy left this seat other than to the hub. */
  handed(commandId: string, at: Instant): void;
  settle(commandId: string, state: OutboxStateName, at: Instant, answer: string | null): void;
  /** R19: its answer is void. `queued`: as if it had never been sent. */
  reopen(commandId: string, state: 'queued' | 'unknown' | 'undone', at: Instant): void;
}

export function createOutboxWriter(db: Database): OutboxWriter {
  const add = db.prepare(
    `INSERT INTO outbox
       (command_id, station_seq, feed, topic, entity_id, command, after, state_at, needs, carried_from, resend_of)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const nextSeq = db.prepare(
    `INSERT INTO meta (key, value) VALUES ('stationSeq', '1')
     ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) RETURNING value`,
  );
  const sent = db.prepare(`UPDATE outbox SET state = 'sent', state_at = ?, tries = tries + 1 WHERE command_id = ?`);
  const handed = db.prepare('UPDATE outbox SET handed_at = coalesce(handed_at, ?) WHERE command_id = ?');
  const settle = db.prepare(
    'UPDATE outbox SET state = ?, state_at = ?, answer = coalesce(?, answer) WHERE command_id = ?',
  );
  const reopen = db.prepare(
    'UPDATE outbox SET state = ?, state_at = ?, answer = NULL, tries = tries * ? WHERE command_id = ?',
  );
  return {
    add({ commandId, stationSeq, feed, topic, entityId, command, after, stateAt, needs, carriedFrom, resendOf }) {
      add.run(
        commandId, stationSeq, feed, topic, entityId, command, after, stateAt,
        needs ?? null, carriedFrom ?? null, resendOf ?? null,
      ); // prettier-ignore
    },
    nextStationSeq: () => Number((nextSeq.get() as { value: string }).value),
    sent(commandId, at) {
      sent.run(at, commandId);
    },
    handed(commandId, at) {
      handed.run(at, commandId);
    },
    settle(commandId, state, at, answer) {
      settle.run(state, at, answer, commandId);
    },
    reopen(commandId, state, at) {
      reopen.run(state, at, state === 'queued' ? 0 : 1, commandId);
    },
  };
}
