import type { LocalText } from '../../../../shared/domain/common.ts';
import type { EvidencePoint } from '../../../../shared/domain/own-warning.ts';
import { instant, MINUTE, type Instant } from '../../../../shared/kit/time.ts';
import { band, scoreCount, type Expectation } from '../detect/baseline.ts';
import { NO_BURST, stepBurst, type BurstState } from '../detect/burst.ts';
import type { Areas } from './areas.ts';
import { lookedOf, type Finding, type Standing, type Watch, type WatchedRule } from './finding.ts';
import { firstAfter, type Happenings } from './happenings.ts';
import { adoptLadder, NO_LADDER, reachedOf, stepLadder, type LadderState, type SetRung } from './ladder.ts';
import { isWanted, type Happening, type Subject } from './sighting.ts';
import { Usual } from './usual.ts';

/** Points of the chart behind a warning. */
const POINTS = 48;
const EVIDENCE = 100;

interface Area {
  readonly subject: Subject;
  /** In order of time. */
  events: Happening[];
  ladder: LadderState;
  readonly bursts: Map<number, BurstState>;
  /** Up to where intervals were judged. */
  judged: Instant | null;
  samples: number;
  over: number;
  now: {
    readonly count: number;
    /** Over how many minutes; absent: the window. */
    readonly minutes?: number;
    readonly figures: Finding['figures'];
    readonly at: Instant;
  } | null;
}

/** Counts per area and window against what is usual there at that hour: how odd (`baseline`), or a rise that lasts (`burst`). */
export class CountWatch implements Watch {
  readonly #rule: WatchedRule;
  readonly #usual: Usual;
  readonly #happenings: Happenings;
  readonly #words: Areas;
  readonly #areas = new Map<string, Area>();
  readonly #window: number;

  constructor(rule: WatchedRule, happenings: Happenings, areas: Areas) {
    this.#rule = rule;
    this.#usual = new Usual(rule, happenings);
    this.#happenings = happenings;
    this.#words = areas;
    this.#window = rule.windowMinutes * MINUTE;
    for (const code of areas.districts) if (this.#isOf(code)) this.#area(code);
    for (const happening of happenings.all()) this.happen(happening);
  }

  get looked(): Watch['looked'] {
    return lookedOf([...this.#areas.values()]);
  }

  happen(happening: Happening): void {
    const rule = this.#rule;
    if (happening.of !== rule.source.of || !isWanted(rule, happening.kind, happening.area)) return;
    const { events } = this.#area(happening.area);
    const last = events.at(-1);
    if (!last || last.at <= happening.at) events.push(happening);
    else events.splice(firstAfter(events, happening.at), 0, happening);
  }

  tick(now: Instant): readonly Subject[] {
    const touched: Subject[] = [];
    for (const area of this.#areas.values()) {
      if (this.#rule.method === 'baseline' ? this.#score(area, now) : this.#sum(area, now)) touched.push(area.subject);
      this.#forget(area, now);
    }
    return touched;
  }

  find(subject: Subject): Finding | null {
    const area = this.#areas.get(subject.id);
    if (!area?.now || subject.topic !== 'area') return null;
    const reached = reachedOf(area.ladder, this.#rungs);
    if (!reached) return null;
    const { level, set: limit, since, firstAt, confirmedAt } = reached;
    const { count, minutes, figures, at } = area.now;
    const from = instant(Math.min(firstAt, at - this.#window));
    const events = area.events.slice(firstAfter(area.events, from)).toReversed();
    const evidence = events.slice(0, EVIDENCE).map(({ of, id, at: when }) => ({ topic: of, id, at: when }));
    const series = (): EvidencePoint[] => this.#course(area, at);
    const over = minutes === undefined ? {} : { minutes };
    const shown = { subject: area.subject, level, since, firstAt, confirmedAt, at, ...over };
    return { ...shown, value: count, limit, figures, series, evidence, count: events.length };
  }

  hasJudged(subject: Subject): boolean {
    return (this.#areas.get(subject.id)?.now ?? null) !== null;
  }

  adopt(standing: Standing): void {
    const area = this.#area(standing.subject.id === WHOLE ? '' : standing.subject.id);
    if (!reachedOf(area.ladder, this.#rungs)) area.ladder = adoptLadder(this.#rule.rungs, standing);
  }

  forget(subject: Subject): void {
    this.#areas.delete(subject.id);
  }

  get #rungs(): SetRung[] {
    return this.#rule.rungs.map(({ level, value }) => ({ level, set: value }));
  }

  #isOf(code: string): boolean {
    return this.#rule.districts.length === 0 || this.#rule.districts.includes(code);
  }

  #area(code: string): Area {
    const id = code === '' ? WHOLE : code;
    const known = this.#areas.get(id);
    if (known) return known;
    const at = this.#words.middleOf(code);
    const name: LocalText = this.#words.nameOf(code) ?? (code === '' ? NOWHERE : { zh: code, en: code });
    const subject: Subject = { topic: 'area', id, name, ...(at && { at }) };
    const made: Area = {
      subject,
      events: [],
      ladder: NO_LADDER,
      bursts: new Map(),
      judged: null,
      now: null,
      samples: 0,
      over: 0,
    };
    this.#areas.set(id, made);
    return made;
  }

  /** How odd the count of the window that ends now is. */
  #score(area: Area, now: Instant): boolean {
    const expected = this.#usual.expect(codeOf(area), now);
    if (!expected) return false;
    const count = this.#count(area, instant(now - this.#window), now);
    const { score, tail } = scoreCount(expected, count);
    const counts = count >= this.#rule.atLeast ? score : Math.min(score, 0);
    const pValue = tail === null ? {} : { pValue: tail };
    const basis = { weeks: expected.weeks, samples: expected.counts.length };
    const figures = { expected: round(expected.mean), score: round(score), ...pValue, basis };
    area.now = { count, figures, at: now };
    return this.#climb(area, now, counts);
  }

  /** Sums the rise over whole windows; each rung is a rise of its own steepness. */
  #sum(area: Area, now: Instant): boolean {
    const end = Math.floor(now / this.#window) * this.#window;
    let from = area.judged ?? end - this.#window;
    let isChanged = false;
    for (; from < end; from += this.#window) {
      const [at, until] = [instant(from), instant(from + this.#window)];
      const expected = this.#usual.expect(codeOf(area), until);
      if (!expected) continue;
      const count = this.#count(area, instant(at - 1), instant(until - 1));
      let steepest = 0;
      for (const { level, value: ratio } of this.#rule.rungs) {
        const before = area.bursts.get(level) ?? NO_BURST;
        const step = stepBurst({ ratio, atLeast: this.#rule.atLeast }, before, { at, count, expected: expected.mean });
        area.bursts.set(level, step.state);
        if (step.state.is !== 'burst') continue;
        if (ratio > steepest) area.now = riseOf(step.state, expected, until);
        steepest = Math.max(steepest, ratio);
      }
      // On its way to being over it goes on telling the rise that it was.
      if (steepest === 0) area.now = { ...(area.now ?? riseOf(NO_BURST, expected, until)), at: until };
      isChanged = this.#climb(area, until, steepest) || isChanged;
    }
    area.judged = instant(end);
    return isChanged;
  }

  #climb(area: Area, at: Instant, value: number): boolean {
    area.samples += 1;
    if (this.#rule.rungs.some((rung) => value >= rung.value)) area.over += 1;
    const step = stepLadder(this.#rule, area.ladder, this.#rungs, { at, value, agreeing: () => 0 }, true);
    area.ladder = step.state;
    return step.isChanged;
  }

  /** In (from, until]. */
  #count({ events }: Area, from: Instant, until: Instant): number {
    return firstAfter(events, until) - firstAfter(events, from);
  }

  #forget(area: Area, now: Instant): void {
    const old = firstAfter(area.events, instant(now - (POINTS + 2) * this.#window));
    if (old > 1_000) area.events = area.events.slice(old);
  }

  #course(area: Area, at: Instant): EvidencePoint[] {
    return Array.from({ length: POINTS }, (_, index) => {
      const until = instant(at - (POINTS - 1 - index) * this.#window);
      const from = instant(until - this.#window);
      const expected = this.#usual.expect(codeOf(area), until, at);
      const usual = expected && band(expected);
      // Before this station listened nobody knows.
      const isKnown = until > (this.#happenings.from ?? at);
      const value = isKnown ? this.#count(area, from, until) : null;
      const isOdd = usual !== null && value !== null && value > usual.high && value >= this.#rule.atLeast;
      return {
        at: until,
        value,
        ...(expected && usual && { low: round(usual.low), mid: round(expected.mean), high: round(usual.high) }),
        ...(isOdd && { odd: true as const }),
      };
    });
  }
}

/** A rise as a whole: what was counted since it began, against what was to be expected meanwhile. */
function riseOf({ count, expected, since }: BurstState, usual: Expectation, until: Instant): NonNullable<Area['now']> {
  const basis = { weeks: usual.weeks, samples: usual.counts.length };
  const figures = { expected: round(expected), score: round(count / Math.max(0.01, expected)), basis };
  return { count, minutes: Math.round((until - (since ?? until)) / MINUTE), figures, at: until };
}

/** Id of the area of what names no district. */
const WHOLE = 'city';
const NOWHERE: LocalText = { zh: '未注明区', en: 'No district named' };

function codeOf({ subject }: Area): string {
  return subject.id === WHOLE ? '' : subject.id;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
