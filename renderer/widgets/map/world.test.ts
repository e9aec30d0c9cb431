import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrame } from './frame.ts';
import { MAX_LATITUDE, boxOf, boxesMeet, metresPerWorld, scaleOf, toLonLat, toWorld, worldX, worldY } from './world.ts';

describe('world', () => {
  it('M2: has its corners and its middle where EPSG:3857 has them', () => {
    expect(toWorld([0, 0])).toEqual([0.5, 0.5]);
    expect(worldX(-180)).toBe(0);
    expect(worldX(180)).toBe(1);
    expect(worldY(MAX_LATITUDE)).toBeCloseTo(0, 9);
    expect(worldY(-MAX_LATITUDE)).toBeCloseTo(1, 9);
    // Column 6793 of the usual tiling at zoom 13 begins at 118.5205°E.
    expect(worldX(118.520508) * 2 ** 13).toBeCloseTo(6793, 1);
  });

  it('M2: comes back from world units to degrees within a millimetre', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -179.9, max: 179.9, noNaN: true }),
        fc.double({ min: -84, max: 84, noNaN: true }),
        (lon, lat) => {
          const [backLon, backLat] = toLonLat(toWorld([lon, lat]));
          expect(Math.abs(backLon - lon)).toBeLessThan(1e-8);
          expect(Math.abs(backLat - lat)).toBeLessThan(1e-8);
        },
      ),
    );
  });

  it('knows that a metre is twice as long on the map at 60°', () => {
    expect(metresPerWorld(worldY(0))).toBeCloseTo(40_075_016.7, 0);
    expect(metresPerWorld(worldY(60)) / metresPerWorld(worldY(0))).toBeCloseTo(0.5, 6);
  });

  it('finds boxes that touch and boxes that do not', () => {
    const a = boxOf([0, 0, 2, 2]);
    expect(boxesMeet(a, boxOf([2, 2, 3, 3]))).toBe(true);
    expect(boxesMeet(a, boxOf([2.1, 0, 3, 3]))).toBe(false);
  });
});

it('a frame shows the part of the world that its px cover', () => {
  const frame = createFrame(2, 100, 200, 512, 256, 2);
  expect(frame.scale).toBe(scaleOf(2));
  expect(frame.box.minX * frame.scale).toBeCloseTo(100, 9);
  expect(frame.box.maxY * frame.scale).toBeCloseTo(456, 9);
});
