import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../shared/kit/random.ts';
import { HOUR, instant } from '../../../../shared/kit/time.ts';
import { band, Baselines, scoreCount, type Expectation } from './baseline.ts';
import { BEIJING_TIME, EventHistory, hourNumber, hourOfWeek } from './history.ts';
import { poisson } from './testing/chance.ts';

const CIVIL = { aheadOfUtc: 0 };
/** Monday 2026-01-05 00:00. */
const MONDAY = Date.UTC(2026, 0, 5);

/** Twice the mean by day, nothing like it by night; three areas. */
function history(weeks: number, seed: number, mean: number, extra = 0): EventHistory {
  const random = createRandom(seed);
  const learnt = new EventHistory(CIVIL);
  learnt.observedFrom(instant(MONDAY));
  for (let hour = 0; hour < weeks * 168; hour += 1) {
    const factor = hour % 24 < 8 ? 0.25 : 1.375;
    for (const area of ['north', 'south', 'west']) {
      const count = poisson(random, mean * factor) + (hour % 97 === 0 ? extra : 0);
      if (count > 0) learnt.add(area, 'fire', instant(MONDAY + hour * HOUR), count);
    }
  }
  return learnt;
}

function expectAt(learnt: EventHistory, weeks: number, hour: number, area = 'north'): Expectation {
  const until = MONDAY + weeks * 168 * HOUR;
  const expected = new Baselines(learnt, instant(until)).expect(area, 'fire', instant(until + hour * HOUR));
  if (!expected) throw new Error('nothing was learnt');
  return expected;
}

describe('baseline', () => {
  it('D12: hour of the week begins on Monday in civil time', () => {
    expect(hourOfWeek(hourNumber(CIVIL, instant(MONDAY)))).toBe(0);
    expect(hourOfWeek(hourNumber(CIVIL, instant(MONDAY + 167 * HOUR)))).toBe(167);
    expect(hourOfWeek(hourNumber(BEIJING_TIME, instant(MONDAY)))).toBe(8);
  });

  it('D12: many weeks: the mean is near the truth, the shape of the day is found', () => {
    const learnt = history(12, 1, 4);
    expect(expectAt(learnt, 12, 3).mean).toBeGreaterThan(0.6);
    expect(expectAt(learnt, 12, 3).mean).toBeLessThan(1.7);
    expect(expectAt(learnt, 12, 15).mean).toBeGreaterThan(4.4);
    expect(expectAt(learnt, 12, 15).mean).toBeLessThan(6.8);
    expect(expectAt(learnt, 12, 15)).toMatchObject({ weeks: 12, hourOfWeek: 15 });
  });

  it('D13: two weeks: shrinkage is nearer to the truth than the bare median, over all hours', () => {
    const learnt = history(2, 2, 1);
    let [shrunk, bare] = [0, 0];
    for (let hour = 0; hour < 168; hour += 1) {
      const truth = hour % 24 < 8 ? 0.25 : 1.375;
      const expected = expectAt(learnt, 2, hour);
      expect(expected.weeks).toBe(2);
      shrunk += (expected.mean - truth) ** 2;
      bare += ((expected.median ?? 0) - truth) ** 2;
    }
    expect(shrunk).toBeLessThan(bare / 4);
  });

  it('D13: fewer weeks make the same count less odd', () => {
    const scores = [1, 2, 6, 12].map((weeks) => scoreCount({ ...expectAt(history(weeks, 3, 1), weeks, 15), mean: 1.375 }, 6).score); // prettier-ignore
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
  });

  it('D14: past alarms are cut down, so that they do not become usual', () => {
    const [calm, loud] = [expectAt(history(6, 4, 1), 6, 97 % 168), expectAt(history(6, 4, 1, 60), 6, 97 % 168)];
    const plain = loud.counts.reduce((sum, count) => sum + count, 0) / loud.counts.length;
    expect(plain).toBeGreaterThan(10);
    expect(loud.mean).toBeLessThan(1.5);
    expect(calm.mean).toBeLessThan(1);
    expect(scoreCount(loud, 40).score).toBeGreaterThan(4);
  });

  it('D14: an hour without an event is 0, an hour without a feed is unknown', () => {
    const learnt = history(4, 5, 2);
    const before = expectAt(learnt, 4, 15);
    learnt.unknown(instant(MONDAY + 15 * HOUR), instant(MONDAY + 15 * HOUR + 1));
    const after = expectAt(learnt, 4, 15);
    expect(after.weeks).toBe(3);
    expect(after.counts).toEqual(before.counts.slice(1));
  });

  it('D14: large counts are judged by a robust z, never with less spread than Poisson', () => {
    const expected = expectAt(history(8, 6, 40), 8, 15);
    expect(expected.spread ** 2).toBeGreaterThanOrEqual(expected.mean - 1e-9);
    expect(scoreCount(expected, 55)).toMatchObject({ by: 'robustZ', tail: null });
    expect(scoreCount(expected, Math.round(expected.mean + 5 * expected.spread)).score).toBeCloseTo(5, 0);
  });

  it('D14: quiet hours are called odd (z ≥ 3) about as often as chance has it', () => {
    const weeks = 4;
    const learnt = history(weeks, 7, 1);
    const model = new Baselines(learnt, instant(MONDAY + weeks * 168 * HOUR));
    const random = createRandom(77);
    let odd = 0;
    for (let hour = 0; hour < 168 * 20; hour += 1) {
      const at = instant(MONDAY + (weeks * 168 + hour) * HOUR);
      const expected = model.expect('north', 'fire', at);
      const count = poisson(random, hour % 24 < 8 ? 0.25 : 1.375);
      if (expected && scoreCount(expected, count).score >= 3) odd += 1;
    }
    expect(odd).toBeLessThanOrEqual(10);
  });

  it('D14: a higher count is never less odd; nothing observed is nothing expected', () => {
    const learnt = history(3, 8, 2);
    fc.assert(
      fc.property(fc.nat(167), fc.nat(60), (hour, count) => {
        const expected = expectAt(learnt, 3, hour);
        expect(scoreCount(expected, count + 1).score).toBeGreaterThanOrEqual(scoreCount(expected, count).score);
        expect(band(expected).low).toBeLessThanOrEqual(expected.mean);
      }),
      // The score of 20 there is the end of the scale, and that of 19 was once a little beyond it.
      { numRuns: 50, examples: [[3, 19]] },
    );
    expect(new Baselines(new EventHistory(), instant(MONDAY)).expect('north', 'fire', instant(MONDAY))).toBeNull();
    expect(expectAt(learnt, 3, 15, 'east')).toMatchObject({ weeks: 0 });
  });

  it('D14: old weeks are forgotten', () => {
    const learnt = history(3, 9, 2);
    learnt.forgetBefore(instant(MONDAY + 2 * 168 * HOUR));
    expect(expectAt(learnt, 3, 15).weeks).toBe(1);
  });
});
