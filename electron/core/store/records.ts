import type { ChangeHand, Op } from '../../../shared/protocol/feed/change.ts';
import type { Topic, TopicRecord } from '../../../shared/domain/topics.ts';
import type { Instant } from '../../../shared/kit/time.ts';

/** A record as the store keeps it: the server's state, unmasked. `json` is `data` serialised, once for all uses. */
export interface EntityRecord<T extends Topic = Topic> {
  readonly topic: T;
  readonly id: string;
  readonly feed: string;
  readonly rev: number;
  readonly urgency: number;
  readonly recency: number;
  readonly at: Instant;
  readonly entered: Instant;
  readonly received: Instant;
  readonly source: string;
  readonly data: TopicRecord[T];
  readonly json: string;
}

/** The same without the parsed record: what a first part reads. */
export type EntityLine = Omit<EntityRecord, 'data'>;

/** `snapshot`: the state in which a feed was joined; the changes before it were not seen here. */
type HistoryOp = Exclude<Op, 'refuse'> | 'snapshot';

/** One change of an entity as it arrived. */
export interface HistoryLine {
  /** The order of arrival, over all feeds. */
  readonly position: number;
  readonly seq: number;
  readonly topic: Topic;
  readonly id: string;
  readonly rev: number;
  readonly op: HistoryOp;
  readonly at: Instant;
  readonly entered: Instant;
  readonly received: Instant;
  readonly source: string;
  /** The fields that the change set, serialised and unmasked; null when it removed the entity. */
  readonly json: string | null;
  /** Whose command it was; undefined when no command, or none that is known here. */
  readonly by?: ChangeHand | undefined;
}

/** What could not be read, and where it stands in its log. */
export interface QuarantineEntry {
  readonly feed: string;
  readonly epoch: string;
  readonly place: string;
  readonly seq: number | null;
  readonly topic: string | null;
  readonly entityId: string | null;
  readonly code: string;
  readonly file: string | null;
  readonly row: number | null;
  readonly column: string | null;
  readonly detail: string | null;
  readonly raw: string | null;
  readonly received: Instant;
}

export interface FeedRecord {
  readonly id: string;
  readonly url: string;
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly epoch: string | null;
  readonly seq: number;
  /** Of the change at `seq`; null when it is not known. */
  readonly mark: string | null;
  readonly maxAgeSeconds: number | null;
  readonly quarantined: number;
  /** R19: snapshots since this seat's commands were compared with what the feed's hub knows of them; 0: they have been. */
  readonly uncompared: number;
}

export type OutboxStateName =
  | 'queued'
  | 'sent'
  | 'unknown'
  | 'accepted'
  | 'effectSeen'
  | 'rejected'
  | 'conflict'
  | 'expired'
  | 'withdrawn'
  | 'undone';

export interface OutboxRecord {
  /** The order in which commands came into this outbox. */
  readonly position: number;
  readonly commandId: string;
  readonly stationSeq: number;
  readonly feed: string;
  readonly topic: string;
  readonly entityId: string;
  /** The `Command`, serialised. */
  readonly command: string;
  /** The earlier command of this station on the same entity that was not yet answered when this one was given. */
  readonly after: string | null;
  /** A command on another entity: unless it is accepted, this one is refused with it. */
  readonly needs: string | null;
  readonly state: OutboxStateName;
  readonly stateAt: Instant;
  readonly tries: number;
  /** The `CommandAnswer`, serialised. */
  readonly answer: string | null;
  /** The station whose command it is, when it was handed to this one. */
  readonly carriedFrom: string | null;
  /** The command that this one was given again for. */
  readonly resendOf: string | null;
  /** When a copy left this seat other than to the hub; it cannot be taken back then. */
  readonly handedAt: Instant | null;
}
