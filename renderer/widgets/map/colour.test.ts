import { describe, expect, it } from 'vitest';
import { luminance, mix, parseHex } from './colour.ts';

describe('colours', () => {
  it('mix and measure', () => {
    expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080');
    expect(luminance('#ffffff')).toBeCloseTo(1, 9);
    expect(() => parseHex('red')).toThrow(RangeError);
  });
});
