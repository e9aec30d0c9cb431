import { describe, expect, it } from 'vitest';
import { scaleBar } from './scale-bar.ts';

describe('scaleBar', () => {
  it('takes the longest round length that fits', () => {
    expect(scaleBar(8, 130)).toEqual({ metres: 1000, px: 125 });
    expect(scaleBar(1, 130)).toEqual({ metres: 100, px: 100 });
    for (let metresPerPx = 0.05; metresPerPx < 50_000; metresPerPx *= 1.37) {
      const { metres, px } = scaleBar(metresPerPx, 130);
      expect(px).toBeLessThanOrEqual(130);
      expect(px).toBeGreaterThan(50);
      expect([1, 2, 5]).toContain(
        Number(String(metres.toPrecision(1)).replace(/e.*|0+$|\.$/g, '') || metres.toPrecision(1)[0]),
      );
    }
  });
});
