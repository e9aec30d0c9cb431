import { MINUTE, type Instant } from '../../../../shared/kit/time.ts';
import { agreeingSensors, riseRate, type SensorReading } from '../detect/hysteresis.ts';
import { median } from '../detect/robust.ts';
import { forecastStock, type StockCount, type StockForecast } from '../detect/shortage.ts';
import { keyOf, lookedOf, type Finding, type Standing, type Watch, type WatchedRule } from './finding.ts';
import { adoptLadder, isPast, NO_LADDER, reachedOf, stepLadder, type LadderState, type SetRung } from './ladder.ts';
import { isWanted, type Sighting, type Subject } from './sighting.ts';

/** Readings of a subject that are kept for intervals and forecasts (these compare each with each); for a rise, all of its window. */
const KEPT = 120;
const KEPT_FOR_RISE = 5_000;
/** Hours that a stock lasts which nobody uses. */
const ENDLESS = Number.MAX_SAFE_INTEGER;
/** Readings from which the usual interval is known. */
const LEARNT_GAPS = 5;

/** What was read of a subject before this watch began, oldest first. */
export type PastReadings = (subject: Subject) => readonly Sighting[];

interface Watched {
  readonly subject: Subject;
  last: Sighting;
  readonly readings: { at: Instant; value: number | null; quantity: number | null }[];
  ladder: LadderState;
  /** The figure that the ladder was asked with. */
  value: number | null;
  figures: Finding['figures'];
  isJudged: boolean;
  samples: number;
  over: number;
}

/** Threshold, rise, silence and shortage: one figure per subject, on a ladder with hysteresis. */
export class ReadingWatch implements Watch {
  readonly #rule: WatchedRule;
  readonly #past: PastReadings;
  readonly #watched = new Map<string, Watched>();
  readonly #adopted = new Map<string, Standing>();

  constructor(rule: WatchedRule, past: PastReadings = () => []) {
    this.#rule = rule;
    this.#past = past;
  }

  get looked(): Watch['looked'] {
    return lookedOf([...this.#watched.values()]);
  }

  see(sighting: Sighting): readonly Subject[] {
    const rule = this.#rule;
    if (sighting.of !== rule.source.of || !isWanted(rule, sighting.kind, sighting.district)) return [];
    // In a house of thirty beds one patient is a level.
    if (sighting.of === 'facility' && (sighting.quantity ?? 0) < rule.atLeast) return [];
    const watched = this.#take(sighting);
    if (!watched || rule.method === 'silence') return [];
    const isChanged = this.#judge(watched, sighting.at, this.#figure(watched, sighting.at));
    return isChanged ? [watched.subject] : [];
  }

  tick(now: Instant): readonly Subject[] {
    const { method } = this.#rule;
    if (method !== 'silence' && method !== 'shortage') return [];
    return [...this.#watched.values()].flatMap((watched) =>
      this.#judge(watched, now, this.#figure(watched, now)) ? [watched.subject] : [],
    );
  }

  find(subject: Subject): Finding | null {
    const watched = this.#watched.get(keyOf(subject));
    if (!watched) return null;
    const reached = reachedOf(watched.ladder, this.#rungsOf(watched.last));
    if (!reached) return null;
    const { last, value, figures } = watched;
    const { level, set: limit, since, firstAt, confirmedAt } = reached;
    const { topic, id } = watched.subject;
    const evidence = topic === 'area' ? [] : [{ topic, id, at: last.at }];
    const shown = { subject: watched.subject, level, since, firstAt, confirmedAt, at: last.at };
    return { ...shown, value, limit, figures, evidence, count: watched.readings.length };
  }

  hasJudged(subject: Subject): boolean {
    return this.#watched.get(keyOf(subject))?.isJudged ?? false;
  }

  adopt(standing: Standing): void {
    const watched = this.#watched.get(keyOf(standing.subject));
    if (!watched) this.#adopted.set(keyOf(standing.subject), standing);
    else if (!reachedOf(watched.ladder, this.#rungsOf(watched.last))) {
      watched.ladder = adoptLadder(this.#rule.rungs, standing);
    }
  }

  forget(subject: Subject): void {
    this.#watched.delete(keyOf(subject));
    this.#adopted.delete(keyOf(subject));
  }

  /** Null: it is not newer than what is known. */
  #take(sighting: Sighting): Watched | null {
    const key = keyOf(sighting.subject);
    const { at, value, quantity, subject } = sighting;
    let watched = this.#watched.get(key);
    if (watched && at <= watched.last.at) return null;
    if (!watched) {
      const adopted = this.#adopted.get(key);
      const ladder = adopted ? adoptLadder(this.#rule.rungs, adopted) : NO_LADDER;
      const readings = this.#past(subject)
        .filter((past) => past.at < at)
        .map((past) => ({ at: past.at, value: past.value, quantity: past.quantity }));
      watched = {
        subject,
        last: sighting,
        readings,
        ladder,
        value: null,
        figures: {},
        isJudged: false,
        samples: 0,
        over: 0,
      };
      this.#watched.set(key, watched);
    }
    watched.last = sighting;
    watched.readings.push({ at, value, quantity });
    this.#trim(watched, at);
    return watched;
  }

  #trim({ readings }: Watched, at: Instant): void {
    const isRise = this.#rule.method === 'riseRate';
    const oldest = at - this.#rule.windowMinutes * MINUTE;
    const most = isRise ? KEPT_FOR_RISE : KEPT;
    while (readings.length > most || (isRise && (readings[0]?.at ?? at) < oldest)) readings.shift();
  }

  #judge(watched: Watched, at: Instant, value: number | null): boolean {
    const rule = this.#rule;
    const rungs = this.#rungsOf(watched.last);
    watched.value = value === ENDLESS ? null : value;
    watched.samples += 1;
    if (value !== null && rungs.some(({ set }) => isPast(rule.direction, value, set))) {
      watched.over += 1;
    }
    const isSingle = watched.last.of !== 'sensor' || rule.method === 'silence';
    const agreeing = (rung: SetRung): number => this.#agreeing(watched, rung, at);
    const step = stepLadder(rule, watched.ladder, rungs, { at, value, agreeing }, isSingle);
    watched.ladder = step.state;
    if (value !== null) watched.isJudged = true;
    return step.isChanged;
  }

  /** The figure that the rule is about, in the unit of its rungs. */
  #figure(watched: Watched, now: Instant): number | null {
    const { method, windowMinutes } = this.#rule;
    const window = windowMinutes * MINUTE;
    if (method === 'riseRate') return riseRate(watched.readings, window, window);
    if (method === 'silence') return this.#silence(watched, now, window);
    if (method === 'shortage') return this.#shortage(watched, now, window);
    return watched.last.value;
  }

  /** Multiples of the usual interval since the last word; 0 while the window is not over, null while nobody else speaks either. */
  #silence(watched: Watched, now: Instant, window: number): number | null {
    const { readings } = watched;
    const gaps = readings.slice(1).map(({ at }, index) => at - (readings[index]?.at ?? at));
    if (gaps.length < LEARNT_GAPS) return null;
    const usual = Math.max(1, median(gaps));
    const silent = now - watched.last.at;
    if (silent < window) return 0;
    const others = [...this.#watched.values()].filter((other) => other !== watched);
    const isSpoken = others.some(
      ({ last }) => last.kind === watched.last.kind && now - last.at < Math.max(window, 2 * usual),
    );
    return isSpoken ? silent / usual : null;
  }

  #shortage(watched: Watched, now: Instant, window: number): number | null {
    const counts: StockCount[] = watched.readings.map(({ at, quantity }) => ({ at, quantity }));
    const forecast = forecastStock(counts, now, { window, maxAge: Math.max(window, 2 * 60 * MINUTE) });
    watched.figures = figuresOf(forecast, watched.readings.length);
    if (forecast.is === 'burning') return forecast.hours.p50;
    if (forecast.is === 'empty') return 0;
    // Nothing is used: it lasts, as far as anybody knows. A large figure clears, an unknown one does not.
    return forecast.is === 'idle' ? ENDLESS : null;
  }

  #rungsOf({ limits }: Sighting): SetRung[] {
    const { rungs, scale } = this.#rule;
    if (scale !== 'ownLimit') return rungs.map(({ level, value }) => ({ level, set: value }));
    return rungs.flatMap(({ level, value }) => {
      const own = limits?.find((limit) => limit.level === level);
      return own ? [{ level, set: own.value * value }] : [];
    });
  }

  #agreeing(watched: Watched, { level }: SetRung, now: Instant): number {
    const own = watched.subject.at;
    if (!own || this.#rule.method !== 'threshold') return 0;
    const readings: SensorReading[] = [];
    for (const { subject, last } of this.#watched.values()) {
      const rung = this.#rungsOf(last).find((one) => one.level === level);
      if (!rung || !subject.at || last.value === null) continue;
      // A neighbour with limits of its own is measured by those: 1 is past them.
      const value = isPast(this.#rule.direction, last.value, rung.set) ? 1 : 0;
      readings.push({ sensor: keyOf(subject), place: subject.at, at: last.at, value });
    }
    const ownSensor = { sensor: keyOf(watched.subject), place: own };
    return agreeingSensors({ direction: 'above', set: 1 }, ownSensor, readings, now);
  }
}

function figuresOf(forecast: StockForecast, samples: number): Finding['figures'] {
  if (forecast.is !== 'burning') return {};
  return { expected: round(forecast.perHour.mid), basis: { weeks: 0, samples } };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
