import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../shared/kit/random.ts';
import { instant, MINUTE } from '../../../../shared/kit/time.ts';
import { assessOpinion, type OpinionCount } from './opinion.ts';
import { poisson } from './testing/chance.ts';

const WIDTH = 10 * MINUTE;
const series = (counts: readonly number[], negative = 0.2): OpinionCount[] =>
  counts.map((count, index) => ({ at: instant(index * WIDTH), count, negative: Math.round(count * negative) }));

function talk(intervals: number, usual: number, seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: intervals }, () => poisson(random, usual));
}

describe('public opinion', () => {
  it('D11: steady talk is no burst, its band holds it, and it has no trend', () => {
    const { bursts, points, trend } = assessOpinion(series(talk(72, 40, 3)));
    expect(bursts).toEqual([]);
    expect(trend?.is).toBe('steady');
    const late = points.slice(12);
    const inside = late.filter(({ count, low, high }) => count >= low && count <= high).length;
    expect(inside / late.length).toBeGreaterThan(0.85);
  });

  it('D11: a rumour nobody spoke of before is known within its second interval', () => {
    const counts = [0, 0, 0, 0, 0, 0, 42, 160, 630, 700, 200, 20, 0, 0, 0, 0, 0];
    const { bursts } = assessOpinion(series(counts));
    expect(bursts).toHaveLength(1);
    expect(bursts[0]?.from).toBe(6 * WIDTH);
    expect(bursts[0]?.knownAt).toBeLessThanOrEqual(8 * WIDTH);
    expect(bursts[0]?.peak).toBe(700);
    expect(bursts[0]?.until).not.toBeNull();
  });

  it('D11: talk that ebbs is over, and its long end is no second burst', () => {
    const ebbing = Array.from({ length: 40 }, (_, index) => Math.round(400 * 0.86 ** index));
    const { bursts } = assessOpinion(series([0, 0, 0, 0, 0, 0, 60, 240, 400, ...ebbing]));
    expect(bursts).toHaveLength(1);
    expect(bursts[0]?.until).toBeLessThan(25 * WIDTH);
    const again = assessOpinion(series([0, 0, 0, 0, 0, 0, 60, 240, 400, ...ebbing, 90, 260, 380]));
    expect(again.bursts).toHaveLength(2);
  });

  it('D11: five times the usual over twenty minutes is a burst, and it does not become usual', () => {
    const { bursts, points, timesUsual, trend } = assessOpinion(
      series([...talk(30, 12, 5), 30, 45, 66, 70, 75, 80, 90]),
    );
    expect(bursts).toHaveLength(1);
    expect(points.at(-1)?.mid).toBeLessThan(16);
    expect(timesUsual).toBeGreaterThan(5);
    expect(trend?.is).toBe('rising');
    expect(points.filter(({ isBurst }) => isBurst).length).toBeGreaterThanOrEqual(6);
  });

  it('D11: unknown stays unknown: no posts, no share; three intervals, no trend', () => {
    expect(assessOpinion([])).toEqual({
      points: [],
      bursts: [],
      width: null,
      trend: null,
      timesUsual: null,
      negative: null,
    });
    const short = assessOpinion(series([0, 0, 0]));
    expect(short.trend).toBeNull();
    expect(short.negative).toBeNull();
    const { negative } = assessOpinion(series([10, 10, 10, 10], 0.5));
    expect(negative?.share).toBeCloseTo(0.5, 6);
    expect(negative?.low).toBeGreaterThan(0.3);
    expect(negative?.high).toBeLessThan(0.7);
  });
});
