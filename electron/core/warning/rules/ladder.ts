import type { Level } from '../../../../shared/domain/common.ts';
import { instant, MINUTE, type Instant } from '../../../../shared/kit/time.ts';
import { QUIET, stepThreshold, type ThresholdState } from '../detect/hysteresis.ts';
import { gravestFirst, type Standing, type WatchedRule } from './finding.ts';

/** A rung as it is for one subject: its own limit may be the measure. */
export interface SetRung {
  readonly level: Level;
  readonly set: number;
}

export type LadderState = ReadonlyMap<Level, ThresholdState>;

export const NO_LADDER: LadderState = new Map();

type Raised = Exclude<ThresholdState, { is: 'quiet' }>;

interface Step {
  readonly at: Instant;
  readonly value: number | null;
  /** How many other sensors near by are past the rung too. */
  readonly agreeing: (rung: SetRung) => number;
}

type LadderRule = Pick<WatchedRule, 'direction' | 'clear' | 'clearMinutes' | 'coolDownMinutes'>;

/**
 * One reading for all rungs of a rule: each is a threshold of its own, with its own hysteresis.
 * @param isSingle one figure is enough to confirm: it stands on many readings already.
 */
export function stepLadder(
  rule: LadderRule,
  state: LadderState,
  rungs: readonly SetRung[],
  { at, value, agreeing }: Step,
  isSingle: boolean,
): { readonly state: LadderState; readonly isChanged: boolean } {
  const next = new Map(state);
  let isChanged = false;
  for (const rung of rungs) {
    const settings = {
      direction: rule.direction,
      set: rung.set,
      clear: rung.set * rule.clear,
      clearHold: rule.clearMinutes * MINUTE,
      coolDown: rule.coolDownMinutes * MINUTE,
      ...(isSingle && { confirmSensors: 1 }),
    };
    const before = state.get(rung.level) ?? QUIET;
    // Asking the neighbours costs a look at all of them.
    const isAsked = !isSingle && before.is !== 'confirmed' && value !== null && isPast(rule.direction, value, rung.set);
    const step = stepThreshold(settings, before, { at, value, agreeing: isAsked ? agreeing(rung) : 0 });
    if (step.state !== before) next.set(rung.level, step.state);
    if (step.news !== 'none') isChanged = true;
  }
  return { state: next, isChanged };
}

export function isPast(direction: WatchedRule['direction'], value: number, set: number): boolean {
  return direction === 'above' ? value >= set : value <= set;
}

export interface Reached {
  readonly level: Level;
  readonly set: number;
  readonly since: Instant;
  readonly firstAt: Instant;
  readonly confirmedAt: Instant | null;
}

/** The gravest rung that stands. */
export function reachedOf(state: LadderState, rungs: readonly SetRung[]): Reached | null {
  const raised = rungs.flatMap(({ level, set }) => {
    const one = state.get(level);
    return one && one.is !== 'quiet' ? [{ level, set, one: one as Raised }] : [];
  });
  const [gravest] = gravestFirst(raised.map(({ level, set }) => ({ level, value: set })));
  const found = raised.find(({ level }) => level === gravest?.level);
  if (!found) return null;
  const firstAt = raised.reduce<number>((first, { one }) => Math.min(first, one.since), found.one.since);
  const confirmed = raised.flatMap(({ one }) => (one.is === 'confirmed' ? [one.at] : []));
  return {
    level: found.level,
    set: found.set,
    since: found.one.since,
    firstAt: instant(firstAt),
    confirmedAt: found.one.is === 'confirmed' ? instant(Math.min(...confirmed)) : null,
  };
}

/** Goes on where a standing warning was: its rung and those below it are raised. */
export function adoptLadder(rungs: readonly { readonly level: Level }[], standing: Standing): LadderState {
  const { firstAt: since, confirmedAt } = standing;
  const raised: ThresholdState =
    confirmedAt === null
      ? { is: 'unconfirmed', since, backSince: null }
      : { is: 'confirmed', since, at: confirmedAt, by: 'readings', backSince: null };
  return new Map(
    rungs.filter(({ level }) => level !== 0 && level >= (standing.level || 4)).map(({ level }) => [level, raised]),
  );
}
