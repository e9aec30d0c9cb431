import type { Topic, TopicId, TopicRecord } from '../../domain/topics.ts';
import type { LocalText } from '../../domain/common.ts';
import type { CommandAnswer } from '../feed/command.ts';
import type { ChangeHand, Refusal } from '../feed/change.ts';
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

/** How well the link carries; measured by round trip, loss and lag. What each grade holds back is in the feeds room's README. */
export type Grade = 'full' | 'slow' | 'intermittent' | 'none';

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
  readonly grade: Grade;
  /** Share of the last minute's heartbeats that did not come, 0…1; null before the first minute. */
  readonly loss: number | null;
  /** Superseded positions that the hub left out on a bad link, since the core started. */
  readonly heldBack: number;
  /** Over the line since the core started, as they travelled. */
  readonly bytesReceived: number;
  readonly bytesSent: number;
}

/** Who sits here. One row, id `seat`. */
export interface SeatRow {
  readonly id: string;
  readonly status:
    | { readonly state: 'signedOut' }
    | { readonly state: 'signedIn'; readonly officer: string; readonly post: string; readonly since: Instant }
    /** Idle or locked by hand: the picture stays, commands are refused until the same officer's password. */
    | { readonly state: 'locked'; readonly officer: string; readonly post: string; readonly since: Instant };
  /** 0: never. */
  readonly idleLockMinutes: number;
}

/** An officer who may sign in here, and what the matrix lets him do. */
export interface OfficerRow {
  readonly id: string;
  readonly name: LocalText;
  readonly post: string;
  readonly postName: LocalText;
  readonly authority: string;
  readonly allowed: readonly string[];
  /** Every post that he may sign in as, the one above first. */
  readonly posts: readonly {
    readonly post: string;
    readonly postName: LocalText;
    readonly authority: string;
    readonly allowed: readonly string[];
  }[];
  /** After too many wrong passwords; null when not. */
  readonly lockedUntil: Instant | null;
}

/** How safe the local copy is. One row, id `store`. */
export interface StoreRow {
  readonly id: string;
  readonly disk:
    | { readonly state: 'good'; readonly freeBytes: number }
    | { readonly state: 'low'; readonly freeBytes: number }
    /** Nothing can be written but outbox and log, from the reserve. */
    | { readonly state: 'full'; readonly since: Instant };
  readonly lastBackup: { readonly at: Instant; readonly verified: boolean } | null;
  /** What the last start had to repair; null when nothing. */
  readonly recovery: {
    readonly at: Instant;
    readonly reason: string;
    readonly recovered: Readonly<Record<string, number>>;
    readonly lost: Readonly<Record<string, number>>;
    readonly kept: string;
  } | null;
  /** Another program has the database open in a way that makes it grow: what is not urgent is taken in later. */
  readonly heldSince: Instant | null;
}

/** A single command that was left out of what another console handed over. */
export interface RefusedCommand {
  /** Empty when not even that could be read. */
  readonly commandId: string;
  /** The station whose command it says it is. */
  readonly station: string;
  readonly code: string;
}

/** Another console that this one exchanges with when there is no hub. */
export interface PeerRow {
  readonly id: string;
  readonly address: string;
  readonly station: string | null;
  /** Of the key that it showed, in groups to read aloud; null before the first contact. */
  readonly fingerprint: string | null;
  /** `added` by an officer · `start`: by `--peer`, cannot be removed here · `inbound`: it called us. */
  readonly origin: 'added' | 'start' | 'inbound';
  readonly status:
    | { readonly state: 'searching'; readonly since: Instant }
    | { readonly state: 'joined'; readonly since: Instant; readonly lastExchangeAt: Instant | null }
    /** Here or there; tried again by itself, at once when a station is trusted. */
    | { readonly state: 'refused'; readonly since: Instant; readonly problem: Problem };
  /** Commands, since the core started. */
  readonly sent: number;
  readonly received: number;
  /** Single commands of theirs that were left out, and the last of them. */
  readonly refused: number;
  readonly lastRefusal: (RefusedCommand & { readonly at: Instant }) | null;
}

/** A console that has shown a key: this one, those that are trusted, those that showed themselves since the core started. */
export interface StationRow {
  /** The station's id. */
  readonly id: string;
  /** Of the key that is trusted or, where there is none, that it showed last. */
  readonly fingerprint: string;
  readonly status:
    | {
        readonly state: 'own';
        /** Null: not known yet (no `--city`, no feed ever reached); nothing can be exchanged. */
        readonly city: string | null;
        readonly listener:
          | { readonly state: 'off' }
          | { readonly state: 'on'; readonly address: string }
          | { readonly state: 'failed'; readonly problem: Problem };
      }
    /** `by`: the officer who confirmed it. */
    | { readonly state: 'trusted'; readonly since: Instant; readonly by: string }
    | { readonly state: 'unknown'; readonly since: Instant }
    /** Trusted under `fingerprint`, but showed the key of `shown` last: refused until an officer has distrusted the old one. */
    | { readonly state: 'keyChanged'; readonly since: Instant; readonly shown: string };
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
  | { readonly state: 'expired'; readonly at: Instant }
  /** Nobody can say yet whether it counts (lost answer, failed fsync); its id will settle it. Never shown as saved or failed. */
  | { readonly state: 'unknown'; readonly at: Instant; readonly reason: 'no-answer' | 'disk' }
  /** Taken back by the officer before it left this seat. */
  | { readonly state: 'withdrawn'; readonly at: Instant }
  /** It had its answer, and the hub no longer has what it did; too late to be sent again by itself. The officer gives it again. */
  | { readonly state: 'undone'; readonly at: Instant; readonly reason: 'hub-restored' };

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
  /** The payload, masked; what edit-and-resend starts from. */
  readonly payload: unknown;
  readonly officer: string;
  /** Another station's command that was handed to this one without a hub. */
  readonly carriedFrom?: string;
  /** The command that this one was given again for. */
  readonly resendOf?: string;
  /** Merged with changes of other fields by others. */
  readonly merged?: boolean;
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
  /** Whose command it was; absent when a department's system made it. */
  readonly by?: ChangeHand;
  /** The line is of this conflict about the entity, and `set` are fields of the conflict. */
  readonly conflict?: string;
}

export interface PreferenceRow {
  readonly id: string;
  readonly value: unknown;
}
