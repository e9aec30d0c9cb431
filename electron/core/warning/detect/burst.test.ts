import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../shared/kit/random.ts';
import { instant, MINUTE } from '../../../../shared/kit/time.ts';
import { NO_BURST, stepBurst, type BurstSettings, type BurstState } from './burst.ts';
import { poisson } from './testing/chance.ts';

const WIDTH = 10 * MINUTE;

function run(settings: BurstSettings, counts: readonly (number | null)[], expected: number) {
  let state: BurstState = NO_BURST;
  return counts.map((count, index) => {
    const step = stepBurst(settings, state, { at: instant(index * WIDTH), count, expected });
    state = step.state;
    return step;
  });
}

describe('bursts', () => {
  it('D6: three times the usual rate is found within few intervals, with its beginning', () => {
    const random = createRandom(4);
    const counts = Array.from({ length: 60 }, (_, index) => poisson(random, index >= 40 ? 9 : 3));
    const steps = run({}, counts, 3);
    const found = steps.findIndex(({ news }) => news === 'raised');
    expect(found).toBeGreaterThanOrEqual(40);
    expect(found).toBeLessThan(46);
    const since = (steps[found]?.state.since ?? 0) / WIDTH;
    // The sum may have been a little above 0 before: the estimate errs to the early side.
    expect(since).toBeGreaterThanOrEqual(35);
    expect(since).toBeLessThanOrEqual(41);
  });

  it('D6: quiet counts raise nothing more often than once in the intervals asked for', () => {
    const random = createRandom(9);
    const counts = Array.from({ length: 40_000 }, () => poisson(random, 2));
    const raised = run({ falseAlarmEvery: 2_000, atLeast: 0 }, counts, 2).filter(({ news }) => news === 'raised');
    expect(raised.length).toBeLessThanOrEqual(20);
  });

  it('D6: it ends when the counts are usual again; a gap of the feed concludes nothing', () => {
    const steps = run({}, [3, 3, 30, 30, null, null, null, 3, 3, 3, 3, 3, 3, 3, 3], 3);
    expect(steps[3]?.state.is).toBe('burst');
    expect(steps[6]?.state).toEqual(steps[3]?.state);
    expect(steps.map(({ news }) => news)).toContain('over');
    expect(steps.at(-1)?.state).toEqual(NO_BURST);
  });

  it('D6: two instead of none is no burst', () => {
    expect(run({ atLeast: 5 }, [0, 0, 2, 2, 0], 0.01).some(({ news }) => news === 'raised')).toBe(false);
  });

  it('D6: one more event never lowers the sum', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 40 }), fc.nat(39), (counts, place) => {
        const more = counts.map((count, index) => (index === place ? count + 1 : count));
        const settings = { falseAlarmEvery: 1e9 };
        const sum = (list: readonly number[]): number => run(settings, list, 8).at(-1)?.state.sum ?? 0;
        fc.pre(run(settings, more, 8).every(({ news }) => news === 'none'));
        expect(sum(more)).toBeGreaterThanOrEqual(sum(counts) - 1e-9);
      }),
    );
  });
});
