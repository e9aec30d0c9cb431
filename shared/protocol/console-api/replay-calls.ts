import * as z from 'zod';
import type { LocalText } from '../../domain/common.ts';
import type { DecisionState } from '../../domain/decision.ts';
import type { OrderState } from '../../domain/order.ts';
import { instantSchema } from '../../domain/common.ts';
import type { Instant } from '../../kit/time.ts';
import { call } from './call.ts';
import type { RecordEntry } from './record-calls.ts';
import type { EntityRow } from './rows.ts';

/** A package that is played. What it says of itself is its own word unless `verdict.ok`. */
export interface ReplayPackage {
  readonly id: string;
  /** Absolute. */
  readonly folder: string;
  readonly name: string;
  readonly verdict: {
    readonly ok: boolean;
    readonly firstBad: { readonly no: number; readonly code: string; readonly until?: number } | null;
    /** What is wrong besides entries: which file, or which entry's sealed value. */
    readonly faults: readonly { readonly code: string; readonly about: string }[];
    readonly covered: number;
    readonly attached: number;
    readonly withheld: number;
    readonly missing: number;
  };
  readonly station: string;
  readonly exportedAt: string;
  readonly by: { readonly officer: string; readonly post: string } | null;
  readonly purpose: string;
  readonly redacted: boolean;
  readonly entries: number;
  /** Changes of records in it; 0: only the log can be played. */
  readonly changes: number;
  /** There were more than a package holds. */
  readonly isCut: boolean;
  /** First and last moment that can be shown. */
  readonly from: Instant;
  readonly to: Instant;
  readonly spans: readonly {
    readonly what: 'stopped' | 'notClosed' | 'feedAway' | 'restored' | 'gap';
    readonly feed?: string | undefined;
    readonly from: Instant;
    readonly to: Instant | null;
  }[];
  /** When something was decided or ordered, for the time line. */
  readonly marks: readonly { readonly at: Instant; readonly what: 'decision' | 'order' | 'export' }[];
  /** Counts at even steps of the time, for the chart. */
  readonly series: readonly {
    readonly at: Instant;
    readonly incidents: number;
    readonly orders: number;
    readonly decisions: number;
  }[];
}

/** How everything stood at one moment, by the package alone. Personal fields are masked, whatever the package holds. */
export interface ReplayFrame {
  readonly at: Instant;
  readonly incidents: readonly EntityRow<'incident'>[];
  readonly resources: readonly EntityRow<'resource'>[];
  readonly decisions: readonly {
    readonly id: string;
    readonly question: LocalText;
    readonly choice: LocalText | null;
    readonly state: DecisionState;
    readonly since: Instant;
  }[];
  readonly orders: readonly {
    readonly id: string;
    readonly title: LocalText;
    readonly department: string;
    readonly state: OrderState;
    readonly at: Instant;
  }[];
  /** Who sat at the station; null: nobody, or not known yet. */
  readonly seat: { readonly officer: string; readonly post: string; readonly isLocked: boolean } | null;
  /** False while the console did not run. */
  readonly isRunning: boolean;
  readonly links: readonly { readonly feed: string; readonly isLive: boolean; readonly since: Instant }[];
  /** The newest entries written by then, newest first; without results. */
  readonly log: readonly RecordEntry[];
}

export const replayCalls = {
  /**
   * Opens an exported package: verifies it first, and opens it also when it is not valid, with what is wrong. Rejects with
   * `record-unreadable` {path} when it is none, `replay-empty` when nothing in it can be played.
   */
  openReplay: call<ReplayPackage>()(z.object({ folder: z.string().trim().min(1).max(1_000) })),
  /** Rejects with `replay-closed` when it is not open any more. */
  replayAt: call<ReplayFrame>()(z.object({ id: z.string().max(64), at: instantSchema })),
  closeReplay: call<null>()(z.object({ id: z.string().max(64) })),
};
