import type { FetchRange } from '../../../shared/protocol/feed/fetch.ts';
import type { Fetched } from '../../../shared/protocol/feed/fetch.ts';
import type { Frame } from '../../../shared/protocol/feed/frame.ts';
import type { Heartbeat } from '../../../shared/protocol/feed/heartbeat.ts';
import type { SnapshotPart } from '../../../shared/protocol/feed/snapshot.ts';
import type { Cursor, Subscribed } from '../../../shared/protocol/feed/subscribe.ts';
import type { Problem } from '../../../shared/kit/problem.ts';
import type { Arrival } from './arrival.ts';

/** Why a feed is offline: a key of the text catalogues (`feed.offline.<reason>`). */
export type OfflineReason =
  | 'connect-failed'
  | 'connection-lost'
  | 'ping-timeout'
  | 'closed-by-hub'
  | 'no-answer'
  | 'protocol-breach'
  | 'store-failed'
  | 'stopped';

/** Where the session stands; each phase carries only its own data. Times are monotonic milliseconds. */
export type Phase =
  | { readonly is: 'idle' }
  | { readonly is: 'connecting' }
  | { readonly is: 'subscribing'; readonly deadline: number }
  | {
      readonly is: 'snapshot';
      readonly epoch: string;
      readonly head: number;
      /** The part that must come next, from 1. */
      readonly next: number;
      /** Known from the first part on. */
      readonly taken: { readonly seq: number; readonly parts: number } | null;
      readonly deadline: number;
    }
  | {
      readonly is: 'following';
      readonly epoch: string;
      /** The cursor at which what was missed is caught up. */
      readonly target: number;
      /** Frames that came after a gap, in order of `prevSeq`. */
      readonly held: readonly Frame[];
      readonly asked: (FetchRange & { readonly deadline: number }) | null;
      /** A head that was ahead of the cursor at the last heartbeat, the cursor then, and since when it is that (F3). */
      readonly ahead: { readonly head: number; readonly seq: number; readonly since: number } | null;
      readonly since: number;
    }
  | { readonly is: 'waiting'; readonly until: number }
  | { readonly is: 'refused'; readonly problem: Problem }
  | { readonly is: 'stopped' };

export interface SessionState {
  readonly feed: string;
  readonly phase: Phase;
  /** Everything up to here was handed to the store, in order. */
  readonly cursor: Cursor | null;
  /** Everything up to here is on disk. */
  readonly durable: Cursor | null;
  /**
   * R19: a snapshot that takes the place of what was here is not on disk yet. The hub may be another than the one that answered
   * this seat's commands, so new ones wait until those have been compared.
   */
  readonly isRenewing: boolean;
  /** Counts subscriptions, so that answers to an earlier one are known as such. */
  readonly join: number;
  /** Failed attempts in a row; forgotten after a while of steady following. */
  readonly attempt: number;
  /** When the hub said what it must not, or threw us out, within the last minute. */
  readonly breaches: readonly number[];
  /** Why the feed went offline; null again once it is joined. A try that is under way does not make it less offline. */
  readonly failure: OfflineReason | null;
  readonly head: number | null;
  readonly heardAt: number | null;
  /** Gaps met since the start. */
  readonly gaps: number;
}

/** What a commit answers to: the subscription under which it came, and what is then acknowledged. */
export interface Receipt {
  readonly join: number;
  /** The cursor after it; null in the midst of a snapshot. */
  readonly cursor: Cursor | null;
  /** The snapshot part that it was; null for changes. */
  readonly part: number | null;
}

export type SessionEvent =
  | { readonly type: 'start' }
  | { readonly type: 'retry' }
  | { readonly type: 'connected' }
  | { readonly type: 'connectFailed' }
  /** The hub lets others in first. `retryAfter`: milliseconds, as it said. */
  | { readonly type: 'busy'; readonly retryAfter: number }
  | { readonly type: 'refused'; readonly problem: Problem }
  | { readonly type: 'disconnected'; readonly reason: OfflineReason }
  | { readonly type: 'subscribed'; readonly join: number; readonly answer: Subscribed }
  /** No answer, or one that is none. */
  | { readonly type: 'subscribeFailed'; readonly join: number }
  | { readonly type: 'frame'; readonly frame: Frame }
  | { readonly type: 'part'; readonly part: SnapshotPart }
  | { readonly type: 'heartbeat'; readonly heartbeat: Heartbeat }
  | { readonly type: 'fetched'; readonly join: number; readonly answer: Fetched }
  | { readonly type: 'fetchFailed'; readonly join: number }
  /**
   * F3: an answer of the hub to a question that was asked at `at`. Messages come in order: what was asked before and is not
   * answered is lost, and so is what was `sent` before and is not here.
   */
  | { readonly type: 'probed'; readonly at: SessionState; readonly sent: number | null }
  | { readonly type: 'unreadable'; readonly code: string; readonly detail: string; readonly raw: unknown }
  | { readonly type: 'committed'; readonly receipt: Receipt }
  | { readonly type: 'applyFailed' }
  | { readonly type: 'tick' }
  | { readonly type: 'stop' };

export type SessionAction =
  | { readonly do: 'connect' }
  | { readonly do: 'disconnect' }
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'subscribe'; readonly join: number; readonly cursor: Cursor | null }
  | { readonly do: 'fetch'; readonly join: number; readonly range: FetchRange }
  | { readonly do: 'apply'; readonly arrival: Arrival; readonly receipt: Receipt }
  | { readonly do: 'ack'; readonly seq: number }
  | { readonly do: 'ackPart'; readonly part: number };

export interface Step {
  readonly state: SessionState;
  readonly actions: readonly SessionAction[];
}

/** What a step may know of the world. */
export interface Moment {
  /** Monotonic milliseconds. */
  readonly now: number;
  /** 0 ≤ x < 1. */
  readonly random: number;
  /** For how long the hub was asked to hold back what is not urgent, ms; absent: not at all. */
  readonly hold?: number;
}

export const ANSWER_TIMEOUT = 10_000;
export const PART_TIMEOUT = 30_000;

export function initialState(feed: string, cursor: Cursor | null): SessionState {
  return {
    feed,
    phase: { is: 'idle' },
    cursor,
    durable: cursor,
    isRenewing: false,
    join: 0,
    attempt: 0,
    breaches: [],
    failure: null,
    head: null,
    heardAt: null,
    gaps: 0,
  };
}
