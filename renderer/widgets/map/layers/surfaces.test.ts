import { describe, expect, it } from 'vitest';
import {
  fadeSurface,
  FIRST_SURFACES,
  LEAST_OPACITY,
  moveSurface,
  parseSurfaces,
  SURFACES,
  surfaceStyles,
} from './surfaces.ts';

describe('surfaces', () => {
  it('L4: each is there once, whatever was stored; one that came later takes its first place', () => {
    expect(parseSurfaces(undefined)).toEqual(FIRST_SURFACES);
    const { order, opacity } = parseSurfaces({ order: ['flow', 'area', 'area', 'x'], opacity: { area: 0.5, flow: 7 } });
    expect([...order].sort()).toEqual([...SURFACES].sort());
    expect(order.indexOf('flow')).toBeLessThan(order.indexOf('area'));
    expect(opacity).toEqual({ area: 0.5 });
  });

  it('L4: moving keeps all of them, and clamps at the ends', () => {
    const top = moveSurface(FIRST_SURFACES, 'density', 99);
    expect(top.order.at(-1)).toBe('density');
    expect(moveSurface(top, 'density', -5).order).toEqual(SURFACES);
    expect(new Set(top.order).size).toBe(SURFACES.length);
  });

  it('L4: none fades to nothing, and all stay between the ground (100) and the names (250)', () => {
    const faded = fadeSurface(FIRST_SURFACES, 'area', 0);
    expect(surfaceStyles(faded).area.opacity).toBe(LEAST_OPACITY);
    const heights = Object.values(surfaceStyles(faded)).map(({ zIndex }) => zIndex);
    expect(Math.min(...heights)).toBeGreaterThan(100);
    expect(Math.max(...heights)).toBeLessThan(250);
    expect(new Set(heights).size).toBe(SURFACES.length);
  });
});
