import type { EvidencePoint } from '../../../../shared/domain/own-warning.ts';
import { instant, MINUTE, type Instant } from '../../../../shared/kit/time.ts';
import type { OpinionAssessment } from '../../../../shared/protocol/console-api/opinion-calls.ts';
import { assessOpinion } from '../detect/opinion.ts';
import { keyOf, lookedOf, type Finding, type Standing, type Watch, type WatchedRule } from './finding.ts';
import { adoptLadder, NO_LADDER, reachedOf, stepLadder, type LadderState, type SetRung } from './ladder.ts';
import { isWanted, type Subject, type Talk } from './sighting.ts';

interface Heard {
  readonly subject: Subject;
  ladder: LadderState;
  at: Instant;
  count: number;
  points: OpinionAssessment['points'];
  figures: Finding['figures'];
  samples: number;
  over: number;
}

/** How many times the usual a subject of talk is spoken of in the last two intervals (`detect/opinion.ts`). */
export class OpinionWatch implements Watch {
  readonly #rule: WatchedRule;
  readonly #rungs: readonly SetRung[];
  readonly #heard = new Map<string, Heard>();
  readonly #adopted = new Map<string, Standing>();

  constructor(rule: WatchedRule) {
    this.#rule = rule;
    this.#rungs = rule.rungs.map(({ level, value }) => ({ level, set: value }));
  }

  get looked(): Watch['looked'] {
    return lookedOf([...this.#heard.values()]);
  }

  hear({ subject, series }: Talk): readonly Subject[] {
    const last = series.at(-1);
    if (!last || !isWanted(this.#rule, subject.id, null)) return [];
    const heard = this.#take(subject, last.at);
    if (!heard) return [];
    const { atLeast, windowMinutes } = this.#rule;
    const { points, timesUsual } = assessOpinion(series, { atLeast });
    const from = last.at - windowMinutes * MINUTE;
    const recent = points.filter(({ at }) => at > from);
    const usual = recent.reduce((sum, { mid }) => sum + mid, 0);
    heard.count = recent.reduce((sum, { count }) => sum + count, 0);
    heard.points = points;
    const score = timesUsual === null ? {} : { score: round(timesUsual) };
    heard.figures = { expected: round(usual), ...score, basis: { weeks: 0, samples: points.length } };
    const value = timesUsual === null ? null : heard.count >= atLeast ? timesUsual : Math.min(timesUsual, 1);
    heard.samples += 1;
    if (value !== null && this.#rungs.some(({ set }) => value >= set)) heard.over += 1;
    const step = stepLadder(this.#rule, heard.ladder, this.#rungs, { at: last.at, value, agreeing: () => 0 }, true);
    heard.ladder = step.state;
    return step.isChanged ? [subject] : [];
  }

  tick(): readonly Subject[] {
    return [];
  }

  find(subject: Subject): Finding | null {
    const heard = this.#heard.get(keyOf(subject));
    const reached = heard && reachedOf(heard.ladder, this.#rungs);
    if (!reached) return null;
    const { level, set: limit, since, firstAt, confirmedAt } = reached;
    const { at, count, figures, points } = heard;
    const series = (): EvidencePoint[] =>
      points.map(({ at: begin, count: value, low, mid, high, isBurst }) => {
        return { at: begin, value, low: round(low), mid: round(mid), high: round(high), ...(isBurst && { odd: true }) };
      });
    const evidence = [{ topic: 'opinion' as const, id: subject.id, at }];
    const shown = { subject: heard.subject, level, since, firstAt, confirmedAt, at };
    return { ...shown, value: count, limit, figures, series, evidence, count: points.length };
  }

  hasJudged(subject: Subject): boolean {
    return this.#heard.has(keyOf(subject));
  }

  adopt(standing: Standing): void {
    const heard = this.#heard.get(keyOf(standing.subject));
    if (!heard) this.#adopted.set(keyOf(standing.subject), standing);
    else if (!reachedOf(heard.ladder, this.#rungs)) heard.ladder = adoptLadder(this.#rule.rungs, standing);
  }

  forget(subject: Subject): void {
    this.#heard.delete(keyOf(subject));
    this.#adopted.delete(keyOf(subject));
  }

  /** Null: nothing new was counted. */
  #take(subject: Subject, at: Instant): Heard | null {
    const known = this.#heard.get(keyOf(subject));
    if (known && at <= known.at) return null;
    if (known) {
      known.at = at;
      return known;
    }
    const adopted = this.#adopted.get(keyOf(subject));
    const ladder = adopted ? adoptLadder(this.#rule.rungs, adopted) : NO_LADDER;
    const made: Heard = { subject, ladder, at: instant(at), count: 0, points: [], figures: {}, samples: 0, over: 0 };
    this.#heard.set(keyOf(subject), made);
    return made;
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
