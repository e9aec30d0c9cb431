import type { Alert, AlertArea } from '../../domain/alert.ts';
import type { Level, LocalText } from '../../domain/common.ts';
import type { Handling } from '../../domain/handling.ts';
import type { WarningMethod } from '../../domain/own-warning.ts';
import type { Instant } from '../../kit/time.ts';

/** A warning without its outlines and long texts: what a board of thousands can carry. The whole is in the query `alerts`. */
export type AlertSummary = Pick<
  Alert,
  | 'identifier' | 'sender' | 'senderName' | 'sentAt' | 'status' | 'msgType' | 'event' | 'eventCode' | 'level' | 'urgency'
  | 'severity' | 'certainty' | 'headline' | 'effectiveAt' | 'onsetAt' | 'expiresAt' | 'answers' | 'colour' | 'origin'
  | 'signature'
> & {
  /** At most 12. */
  readonly areas: readonly Pick<AlertArea, 'name'>[];
  readonly method: WarningMethod | null;
}; // prettier-ignore

/** Why a warning and an incident (or another warning) may be one happening; each reason has words in both catalogues. */
export interface TieReason {
  readonly reason: 'inside' | 'near' | 'sameTime' | 'sameKind' | 'sameSubject' | 'sameChain';
  /** Metres of `near`, minutes of `sameTime`; 0 otherwise. */
  readonly amount: number;
}

export interface TieSuggestion {
  readonly topic: 'incident' | 'alert';
  readonly id: string;
  readonly title: LocalText;
  /** 0…1; the list is cut at five, best first. */
  readonly weight: number;
  readonly reasons: readonly TieReason[];
}

/**
 * Where it stands in time. `open`: in force, no end given · `unclear`: its time is over and nobody cancelled or renewed it:
 * not known to be over · `over`: the same, and closed here, or a drill.
 */
export type WarningPhase = 'upcoming' | 'active' | 'open' | 'unclear' | 'over' | 'cancelled';

/** One current warning: the newest message of its chain, with what the duty room did about it. */
export interface WarningLine {
  /** Of the alert record that is current. */
  readonly id: string;
  readonly form: 'warning';
  readonly feed: string;
  readonly rev: number;
  readonly alert: AlertSummary;
  /** Ids of the earlier messages of the chain, newest first; identifiers that were referred to and never came. */
  readonly before: readonly string[];
  readonly missing: readonly string[];
  readonly handling: Handling | null;
  /** Revision of the record that `handling` is (of the message before, when inherited); null while there is none. */
  readonly handlingRev: number | null;
  /** The handling is that of the message before: this one is not graver, so nobody is asked again. */
  readonly inherited: boolean;
  /** An earlier message of the chain was handled, and this one is graver: it is asked again. */
  readonly asksAgain: boolean;
  /** Exercise, test, system, draft: no ladder, no sound, never counted. */
  readonly isDrill: boolean;
  readonly phase: WarningPhase;
  /** The next rung of the ladder and when it is climbed; null when nothing runs (acknowledged, snoozed, drill, over). */
  readonly next: { readonly rung: number; readonly to: string; readonly at: Instant } | null;
  readonly suggestions: readonly TieSuggestion[];
  /** Who has not seen it or not answered: duty posts (of the ladder's file), departments (of the alert's answers). */
  readonly untold: { readonly posts: readonly string[]; readonly departments: readonly string[] };
  /** A command about it waits in the outbox. */
  readonly pending: boolean;
}

/** Storm mode: many minor warnings of one kind as one line; its members: `warnings {fold: id}`. Red and orange are never folded. */
export interface WarningFold {
  readonly id: string;
  readonly form: 'fold';
  /** All of it is a drill or a test: drills and real ones are never in one fold. */
  readonly isDrill: boolean;
  readonly label: LocalText;
  readonly level: Level;
  readonly count: number;
  /** Of those, how many nobody has acknowledged. */
  readonly open: number;
  readonly newestAt: Instant;
}

export type WarningRow = WarningLine | WarningFold;

/** A warning that deserves a sound. A window sounds what it has not sounded yet and is newer than its own start. */
export interface WarningSound {
  /** Counts up; equal in all windows of a console. */
  readonly number: number;
  readonly warning: string;
  readonly level: Level;
  readonly why: 'new' | 'graver' | 'escalated';
  readonly at: Instant;
}

/** One row, id `storm`. */
export interface StormRow {
  readonly id: string;
  readonly state: 'calm' | 'storm';
  readonly since: Instant;
  /** New warnings within the last minute, and how many are folded now. */
  readonly perMinute: number;
  readonly folded: number;
  /** The newest of them, oldest first; limited in rate already. Red is always among them. */
  readonly sounds: readonly WarningSound[];
}
