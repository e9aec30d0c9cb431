import { DAY, HOUR, instant, MINUTE, type Instant } from '../../../../shared/kit/time.ts';
import { Baselines, type Expectation } from '../detect/baseline.ts';
import { EventHistory } from '../detect/history.ts';
import type { WatchedRule } from './finding.ts';
import type { Happenings } from './happenings.ts';
import { isWanted } from './sighting.ts';

/** Learnt anew so often; within a day little changes. */
const AGAIN = 6 * HOUR;
/** All of a rule's kinds are counted together. */
const TYPE = 'all';
/** Below it what the rule takes for usual is used, or nothing is concluded. */
const ENOUGH_WEEKS = 1;

/** What is usual for a rule per area and window, from the last thirty days as they were known. */
export class Usual {
  readonly #rule: WatchedRule;
  readonly #happenings: Happenings;
  #learnt: { readonly at: Instant; readonly baselines: Baselines } | null = null;

  constructor(rule: WatchedRule, happenings: Happenings) {
    this.#rule = rule;
    this.#happenings = happenings;
  }

  /** For the rule's window that ends at `until`, as learnt by `asOf`; null: nobody can say. */
  expect(area: string, until: Instant, asOf: Instant = until): Expectation | null {
    const { windowMinutes, usual } = this.#rule;
    const baselines = this.#baselines(asOf);
    if (baselines.weeks < ENOUGH_WEEKS) return usual === undefined ? null : assumed(usual);
    const window = windowMinutes * MINUTE;
    // An hour is what is learnt: a longer window is the sum of its hours, a shorter one a part of its own.
    const parts = Math.max(1, Math.round(window / HOUR));
    const found = Array.from({ length: parts }, (_, part) => {
      const middle = instant(until - ((part + 0.5) * window) / parts);
      return baselines.expect(area, TYPE, middle);
    });
    const known = found.filter((one) => one !== null);
    const [newest] = known;
    if (!newest || known.length < parts) return usual === undefined ? null : assumed(usual);
    const share = window / parts / HOUR;
    const mean = known.reduce((sum, one) => sum + one.mean, 0) * share;
    const spread = Math.sqrt(known.reduce((sum, one) => sum + one.spread ** 2, 0) * share);
    return { ...newest, mean, spread };
  }

  #baselines(at: Instant): Baselines {
    const known = this.#learnt;
    if (known && at >= known.at && at - known.at < AGAIN) return known.baselines;
    const history = new EventHistory();
    const from = instant(at - 30 * DAY);
    const { source } = this.#rule;
    if (this.#happenings.from !== null) history.observedFrom(instant(Math.max(from, this.#happenings.from)));
    for (const { of, kind, area, at: when } of this.#happenings.between(from, at)) {
      if (of === source.of && isWanted(this.#rule, kind, area)) history.add(area, TYPE, when);
    }
    const baselines = new Baselines(history, at);
    this.#learnt = { at, baselines };
    return baselines;
  }
}

function assumed(mean: number): Expectation {
  const spread = Math.sqrt(mean);
  return { hourOfWeek: 0, weeks: 0, counts: [], median: null, mad: null, mean, spread, size: Infinity };
}
