import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, MINUTE } from '../../../../shared/kit/time.ts';
import {
  agreeingSensors,
  QUIET,
  riseRate,
  stepThreshold,
  type ThresholdNews,
  type ThresholdSettings,
  type ThresholdState,
} from './hysteresis.ts';

const DEPTH: ThresholdSettings = { direction: 'above', set: 0.27 };

/** Readings a minute apart; what each did. */
function run(settings: ThresholdSettings, values: readonly (number | null)[], every = 1): ThresholdNews[] {
  let state: ThresholdState = QUIET;
  return values.map((value, index) => {
    const step = stepThreshold(settings, state, { at: instant(index * every * MINUTE), value });
    state = step.state;
    return step.news;
  });
}

describe('threshold', () => {
  it('D3: one reading is unconfirmed, a second one five minutes on confirms', () => {
    const news = run(DEPTH, [0.1, 0.28, 0.27, 0.3, 0.29, 0.28, 0.28, 0.28]);
    expect(news).toEqual(['none', 'raised', 'none', 'none', 'none', 'none', 'confirmed', 'none']);
  });

  it('D3: two sensors within 500 m confirm at once, one far away or old does not', () => {
    const own = { sensor: 'q1', place: [117.4, 30.2] as const };
    const other = { sensor: 'q2', place: [117.403, 30.2] as const, at: instant(0), value: 0.4 };
    const now = instant(MINUTE);
    expect(agreeingSensors(DEPTH, own, [other, { ...own, at: now, value: 1 }], now)).toBe(1);
    expect(agreeingSensors(DEPTH, own, [{ ...other, place: [117.41, 30.2] }], now)).toBe(0);
    expect(agreeingSensors(DEPTH, own, [other], instant(11 * MINUTE))).toBe(0);
    const { state, news } = stepThreshold(DEPTH, QUIET, { at: now, value: 0.3, agreeing: 1 });
    expect(news).toBe('confirmed');
    expect(state).toMatchObject({ is: 'confirmed', by: 'sensors' });
  });

  it('D4: it ends below 0.8 × the set value for a quarter of an hour, and not by silence', () => {
    const high = [0.3, 0.3, 0.3, 0.3, 0.3, 0.3];
    const low = (minutes: number): number[] => Array.from({ length: minutes }, () => 0.2);
    expect(run(DEPTH, [...high, ...low(15)])).not.toContain('over');
    expect(run(DEPTH, [...high, ...low(16)]).at(-1)).toBe('over');
    expect(run(DEPTH, [...high, ...low(10), 0.22, ...low(15)])).not.toContain('over');
    expect(run(DEPTH, [...high, ...Array.from({ length: 60 }, () => null)])).not.toContain('over');
  });

  it('D4: after an end nothing is raised for ten minutes', () => {
    const values = [0.3, ...Array.from({ length: 16 }, () => 0.1), ...Array.from({ length: 12 }, () => 0.3)];
    const news = run(DEPTH, values);
    expect(news.indexOf('over')).toBe(16);
    expect(news.lastIndexOf('raised')).toBe(26);
  });

  it('D4: below works the same way round', () => {
    const news = run({ direction: 'below', set: 6, coolDown: 0 }, [8, 6, 7, 5, 5, 5, 5, ...Array.from({ length: 16 }, () => 8)]); // prettier-ignore
    expect(news.filter((one) => one !== 'none')).toEqual(['raised', 'confirmed', 'over']);
  });

  it('D4: whatever comes, raised and over alternate, and nothing between set and clear changes the state', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 200 }), (values) => {
        const news = run(DEPTH, values).filter((one) => one === 'raised' || one === 'over');
        news.forEach((one, index) => expect(one).toBe(index % 2 === 0 ? 'raised' : 'over'));
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.217, max: 0.269, noNaN: true }), { maxLength: 60 }), (values) => {
        expect(new Set(run(DEPTH, values))).not.toContain('raised');
        expect(new Set(run(DEPTH, [0.3, ...values]).slice(1))).not.toContain('over');
      }),
    );
  });

  it('D5: rise in 10 minutes; two readings a moment apart are no rate', () => {
    const at = (minute: number, value: number | null) => ({ at: instant(minute * MINUTE), value });
    expect(riseRate([at(0, 0.1), at(5, 0.14), at(10, 0.17)], 10 * MINUTE, 10 * MINUTE)).toBeCloseTo(0.07, 12);
    expect(riseRate([at(0, 0.1), at(30, 0.3)], 10 * MINUTE, 10 * MINUTE)).toBeNull();
    expect(riseRate([at(0, 0.1), at(8, null)], 10 * MINUTE, 10 * MINUTE)).toBeNull();
    expect(riseRate([], 10 * MINUTE, MINUTE)).toBeNull();
  });
});
