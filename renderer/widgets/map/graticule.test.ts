import { describe, expect, it } from 'vitest';
import { degreeLabel, graticuleLines, graticuleStep } from './graticule.ts';
import { scaleOf } from './world.ts';

describe('graticule', () => {
  it('M3: takes the finest round step whose lines stay apart', () => {
    expect(graticuleStep(scaleOf(3) / 360)).toBe(30);
    expect(graticuleStep(scaleOf(10) / 360)).toBe(0.2);
    expect(graticuleStep(scaleOf(13) / 360)).toBe(0.05);
    for (let zoom = 3; zoom <= 19; zoom += 0.25) {
      const pxPerDegree = scaleOf(zoom) / 360;
      const step = graticuleStep(pxPerDegree);
      expect(step * pxPerDegree).toBeGreaterThanOrEqual(130);
    }
  });

  it('M3: gives round numbers, without the dust of binary fractions', () => {
    expect(graticuleLines(-75.31, -74.88, 0.1)).toEqual([-75.3, -75.2, -75.1, -75, -74.9]);
    expect(graticuleLines(0.05, 0.35, 0.1)).toEqual([0.1, 0.2, 0.3]);
  });

  it('M3: says the hemisphere and as many places as the step has', () => {
    expect(degreeLabel(-75.3, 0.1, 'E', 'W')).toBe('75.3°W');
    expect(degreeLabel(40, 0.05, 'N', 'S')).toBe('40.00°N');
    expect(degreeLabel(0, 1, 'N', 'S')).toBe('0°');
  });
});
