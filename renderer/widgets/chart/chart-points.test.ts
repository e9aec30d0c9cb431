import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kit/time.ts';
import { niceTicks, plotPoints, valueRange } from './chart-points.ts';

describe('C1: what is not known is a gap', () => {
  it('is null, never zero; a band needs both its edges', () => {
    const points = plotPoints([
      { at: instant(2), value: 3, low: 1, high: 4, odd: true },
      { at: instant(1), value: null, low: 1 },
    ]);
    expect(points).toEqual([
      { at: 1, value: null, mid: null, band: null, odd: false, alone: false },
      { at: 2, value: 3, mid: null, band: [1, 4], odd: true, alone: true },
    ]);
  });
});

describe('C2: axes', () => {
  it('have round steps', () => {
    expect(niceTicks(0, 10, 5)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(niceTicks(0.13, 0.62, 4)).toEqual([0.2, 0.4, 0.6]);
    expect(niceTicks(3, 3, 4)).toEqual([3]);
  });

  it('show every limit and begin at zero when that costs less than half of the height', () => {
    const points = plotPoints([{ at: instant(1), value: 2 }]);
    expect(valueRange(points, [8])[0]).toBe(0);
    expect(valueRange(points, [8])[1]).toBeGreaterThan(8);
    expect(valueRange(plotPoints([{ at: instant(1), value: 18.2 }]), [18.5])[0]).toBeGreaterThan(18);
    expect(valueRange([], [])).toEqual([0, 1]);
  });
});
