import * as z from 'zod';
import { departmentCode, entityId, localText } from '../../domain/common.ts';
import { OPINION_ANSWERS } from '../../domain/opinion.ts';
import type { Instant } from '../../kit/time.ts';
import { call } from './call.ts';
import type { Queued } from './queued.ts';
import type { EntityRow } from './rows.ts';

/** One interval of a subject with what was usual before it, ± two robust deviations. */
export interface OpinionPoint {
  readonly at: Instant;
  readonly count: number;
  readonly negative: number;
  readonly low: number;
  readonly mid: number;
  readonly high: number;
  readonly isBurst: boolean;
}

export interface OpinionBurst {
  /** Begin of the first interval of the rise (Page's estimate). */
  readonly from: Instant;
  /** When it could be known: end of the interval in which the sum reached its limit. */
  readonly knownAt: Instant;
  /** Null: it goes on. */
  readonly until: Instant | null;
  readonly count: number;
  readonly peak: number;
}

/** What the counts of a subject say (`electron/core/warning/detect/opinion.ts`). */
export interface OpinionAssessment {
  readonly points: readonly OpinionPoint[];
  readonly bursts: readonly OpinionBurst[];
  /** Width of an interval, ms; null with fewer than two. */
  readonly width: number | null;
  /** Change of posts an interval, per interval, lately; null with fewer than four. */
  readonly trend: { readonly is: 'rising' | 'steady' | 'falling'; readonly change: number } | null;
  /** Posts of the last two intervals ÷ usual; null while nothing is usual. */
  readonly timesUsual: number | null;
  /** Share of posts against, angry or afraid lately, 0…1, with its 95 % interval (Wilson 1927); null with no posts. */
  readonly negative: { readonly share: number; readonly low: number; readonly high: number } | null;
}

export interface OpinionRow extends EntityRow<'opinion'> {
  readonly assessment: OpinionAssessment;
}

const target = z.object({ id: entityId, expectedRev: z.int().min(1) });

export const opinionCalls = {
  /** Refused with `opinion-reported-already`. */
  reportOpinion: call<Queued>()(target.extend({ to: z.string().min(1).max(64) })),
  /** Refused with `opinion-handled-already`, `opinion-refuted-without-fact`. */
  handleOpinion: call<Queued>()(
    target.extend({ how: z.enum(OPINION_ANSWERS), text: z.string().trim().min(1).max(1_000) }),
  ),
  /** Says that it is a rumour; with a fact, what is true and which department says so. */
  flagOpinion: call<Queued>()(
    target.extend({
      claim: localText,
      fact: z.object({ text: z.string().trim().min(1).max(1_000), department: departmentCode }).optional(),
    }),
  ),
};
