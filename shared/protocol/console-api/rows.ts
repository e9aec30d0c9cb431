import type { Topic, TopicId, TopicRecord } from '../../domain/topics.ts';
import type { LocalText } from '../../domain/common.ts';
import type { CommandAnswer } from '../feed/command.ts';
import type { Refusal } from '../feed/change.ts';
import type { Problem } from '../../kit/problem.ts';
import type { Instant } from '../../kit/time.ts';

/** A record as a window sees it: masked, with its revision, its feed and its three times. */
export interface EntityRow<T extends Topic = Topic> {
  readonly id: TopicId[T];
  readonly rev: number;
  readonly feed: string;
  /** Event time by the source. */
  readonly at: Instant;
  /** Entry time at the hub. */
  readonly entered: Instant;
  /** Receipt time at this console. */
  readonly received: Instant;
  readonly data: TopicRecord[T];
  /** Commands of this station that are replayed on top of `data` and not yet seen in the feed. */
  readonly pending?: readonly string[];
}

/** The state of one feed; each state carries only its own data. Every row of health starts `live` or worse, never unknown-as-good. */
export type FeedState =
  | { readonly state: 'connecting'; readonly since: Instant; readonly attempt: number }
  | { readonly state: 'catchingUp'; readonly since: Instant; readonly mode: 'replay' | 'snapshot' }
  | { readonly state: 'live'; readonly since: Instant }
  /** Connected, but nothing was heard for longer than allowed. */
  | { readonly state: 'stale'; readonly since: Instant }
  | { readonly state: 'offline'; readonly since: Instant; readonly reason: string; readonly retryAt: Instant | null }
  /** The hub will not have us; trying again does not help. */
  | { readonly state: 'refused'; readonly since: Instant; readonly problem: Problem };

export interface FeedRow {
  /** The feed's id; before the first contact, the last part of its URL. */
  readonly id: string;
  readonly name: LocalText;
  readonly url: string;
  readonly status: FeedState;
  readonly epoch: string | null;
  readonly seq: number;
  /** Null before the first contact. */
  readonly head: number | null;
  /** head − cursor; null before the first contact. */
  readonly lag: number | null;
  /** Gaps met and filled since the core started. */
  readonly gaps: number;
  /** Changes now missing between the cursor and what has arrived. */
  readonly missing: number;
  readonly quarantined: number;
  /** Hub clock − our clock, ms; null while not estimated. */
  readonly clockOffset: number | null;
  /** Round trip, ms. */
  readonly roundTrip: number | null;
  /** Anything heard (heartbeats too), and the last change applied. */
  readonly lastHeardAt: Instant | null;
  readonly lastChangeAt: Instant | null;
  readonly maxAgeSeconds: number;
  /** Since the core started. */
  readonly changes: number;
}

export interface QuarantineRow {
  readonly id: string;
  readonly feed: string;
  readonly seq: number | null;
  readonly topic: string | null;
  readonly entityId: string | null;
  readonly code: string;
  readonly place: Pick<Refusal, 'file' | 'row' | 'column'>;
  readonly detail: string | null;
  readonly received: Instant;
}

/** The life of a command at its own station. */
export type OutboxState =
  | { readonly state: 'queued' }
  | { readonly state: 'sent'; readonly at: Instant; readonly tries: number }
  /** The hub took it; its change has not come back yet. */
  | { readonly state: 'accepted'; readonly at: Instant; readonly seq: number }
  | { readonly state: 'effectSeen'; readonly at: Instant }
  | { readonly state: 'rejected'; readonly at: Instant; readonly code: string }
  | {
      readonly state: 'conflict';
      readonly at: Instant;
      readonly answer: Extract<CommandAnswer, { outcome: 'conflict' }>;
    }
  | { readonly state: 'expired'; readonly at: Instant };

export interface OutboxRow {
  readonly id: string;
  readonly stationSeq: number;
  readonly feed: string;
  readonly type: string;
  readonly topic: string;
  readonly entityId: string;
  readonly title: LocalText | null;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly status: OutboxState;
}

/** One line of an entity's history: a change as it arrived. */
export interface TimelineRow {
  readonly id: string;
  readonly rev: number;
  readonly op: string;
  readonly at: Instant;
  readonly entered: Instant;
  readonly received: Instant;
  readonly source: string;
  /** The record's fields that this change set, masked. */
  readonly set: Readonly<Record<string, unknown>>;
}

export interface PreferenceRow {
  readonly id: string;
  readonly value: unknown;
}
