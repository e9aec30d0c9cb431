import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packPixels, type Pixels } from './pack-pixels.ts';

/** Noise and flat stretches, RGBA. */
function picture(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  let seed = 7;
  for (let at = 0; at < data.length; at += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    data[at] = at % 4 === 3 ? 255 : at % 97 < 40 ? seed % 256 : 200;
  }
  return { width, height, data };
}

/** A reader's side of predictor 15, filter 2. */
function unfiltered(lines: Uint8Array, width: number): number[] {
  const rgb: number[] = [];
  const line = width * 3;
  for (let y = 0; y * (line + 1) < lines.length; y += 1) {
    expect(lines[y * (line + 1)]).toBe(2);
    for (let x = 0; x < line; x += 1) {
      const above = y === 0 ? 0 : (rgb[(y - 1) * line + x] ?? NaN);
      rgb.push(((lines[y * (line + 1) + 1 + x] ?? NaN) + above) % 256);
    }
  }
  return rgb;
}

describe('pixels of a page', () => {
  it.each([[1, 1], [7, 5], [31, 700]])('E5: are in the file as they were, %i × %i', async (width, height) => {
    const pixels = picture(width, height);
    const packed = await packPixels(pixels, new AbortController().signal);
    const rgb = [...pixels.data].filter((_byte, index) => index % 4 !== 3);
    expect(unfiltered(inflateSync(packed), width)).toEqual(rgb);
  }); // prettier-ignore

  it('E6: are given up when the officer gives up', async () => {
    const giveUp = new AbortController();
    const packing = packPixels(picture(31, 700), giveUp.signal);
    giveUp.abort();
    await expect(packing).rejects.toThrow();
  });
});
