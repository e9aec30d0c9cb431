import { OPINION_LIMITS } from '../../../shared/domain/opinion.ts';
import { instant, type Instant } from '../../../shared/kit/time.ts';
import type { OpinionRow } from '../../../shared/protocol/console-api/opinion-calls.ts';

export type LoopStep = 'known' | 'reported' | 'handled';

/** One step of 早知、早报、早处: done after so long, or waited for since the rise began; with the limit that it has. */
export interface LoopTiming {
  readonly step: LoopStep;
  /** Null: not yet. */
  readonly at: Instant | null;
  /** From the first post of the rise; null without a rise, or when it was done before one. */
  readonly took: number | null;
  /** When it must be done; null without a rise. */
  readonly due: Instant | null;
}

/** The rise that the clocks run from: the newest; null while none was found. */
export function riseOf({ assessment }: OpinionRow): Instant | null {
  return assessment.bursts.at(-1)?.from ?? null;
}

/** O1: the clocks run from the first post of the newest rise; talk without one has times but no limits. */
export function loopOf(row: OpinionRow): readonly LoopTiming[] {
  const from = riseOf(row);
  const { reported, handled } = row.data;
  const done = {
    known: row.assessment.bursts.at(-1)?.knownAt ?? null,
    reported: reported?.at ?? null,
    handled: handled?.at ?? null,
  };
  return (['known', 'reported', 'handled'] as const).map((step) => {
    const at = done[step];
    return {
      step,
      at,
      took: from !== null && at !== null && at >= from ? at - from : null,
      due: from === null ? null : instant(from + OPINION_LIMITS[step]),
    };
  });
}

/** What a subject is doing, most pressing first. */
export type TalkState = 'burst' | 'rising' | 'steady' | 'falling' | 'unknown';

export const TALK_STATES: readonly TalkState[] = ['burst', 'rising', 'steady', 'falling', 'unknown'];

/** At so many times the usual talk is not steady, even if the slope of few intervals cannot say so yet. */
const MORE_THAN_USUAL = 2;

export function talkState({ assessment: { bursts, trend, timesUsual } }: OpinionRow): TalkState {
  const last = bursts.at(-1);
  if (last && last.until === null) return 'burst';
  if (trend?.is === 'steady' && (timesUsual ?? 0) >= MORE_THAN_USUAL) return 'rising';
  return trend?.is ?? 'unknown';
}

/** O2: an open rise that nobody handled stands first, then what rises, then by how far it is over its usual. */
export function urgency(row: OpinionRow): readonly number[] {
  const rank = TALK_STATES.indexOf(talkState(row));
  return [row.data.handled ? 1 : 0, rank, -(row.assessment.timesUsual ?? 0)];
}

/** Nobody spoke of it before: less than one post an interval was usual, and a multiple of that says nothing. */
export function isNew({ assessment }: OpinionRow): boolean {
  return (assessment.points.at(-1)?.mid ?? 0) < 1;
}

/** Posts of the newest interval; null with none. */
export function postsNow({ assessment }: OpinionRow): number | null {
  return assessment.points.at(-1)?.count ?? null;
}
