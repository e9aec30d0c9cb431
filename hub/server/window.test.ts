import { beforeEach, describe, expect, it } from 'vitest';
import { createAckWindow, WINDOW, type AckWindow } from './window.ts';

let now: number;
let window: AckWindow;
let seq: number;
beforeEach(() => {
  now = 0;
  seq = 0;
  window = createAckWindow(WINDOW, () => now);
});

/** Sends frames as large as they may be until the window is shut; returns the bytes on their way. */
function fill(): number {
  let bytes = 0;
  while (window.open) {
    const size = window.room;
    seq += 1;
    window.sent(seq, size, true);
    bytes += size;
  }
  return bytes;
}

/** All of it arrives after so many ms. */
function round(delay: number): number {
  const bytes = fill();
  now += delay;
  window.acknowledged(seq);
  return bytes;
}

describe('the window', () => {
  it('H51: begins small and doubles while acknowledgements come quickly, up to megabytes', () => {
    const first = round(20);
    expect(first).toBeLessThanOrEqual(16 * 1024);
    for (let count = 0; count < 12; count += 1) round(20);
    expect(fill()).toBeGreaterThan(4 * 1024 * 1024);
  });

  it('H51: a line that becomes slow has less on it with every round, never nothing', () => {
    for (let count = 0; count < 12; count += 1) round(20);
    const before = round(3_000);
    const after = [1, 2, 3, 4].map(() => round(3_000));
    expect(after.at(-1)).toBeLessThan(before / 8);
    for (let count = 0; count < 20; count += 1) round(3_000);
    expect(fill()).toBeGreaterThanOrEqual(2 * 1024);
  });

  it('H51: settles so that a round takes less than two seconds, whatever the line carried before: 8 KB a second', () => {
    const sizes = Array.from({ length: 20 }, () => {
      const bytes = fill();
      now += bytes / 8;
      window.acknowledged(seq);
      return bytes;
    });
    expect(Math.max(...sizes.slice(5)) / 8).toBeLessThan(2_000);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1024);
  });

  it('H51: what was not short of room does not grow', () => {
    for (let count = 0; count < 50; count += 1) {
      seq += 1;
      window.sent(seq, 300, false);
      now += 10;
      window.acknowledged(seq);
    }
    expect(window.room).toBe(16 * 1024);
  });

  it('H15: at most 32 frames, however small; one frame at least, however large', () => {
    for (let count = 1; count <= 40 && window.open; count += 1) window.sent(count, 10, false);
    expect(window.inFlight).toBe(32);
    expect(window.acknowledged(33)).toBe(false);
    expect(window.acknowledged(32)).toBe(true);
    window.sent(33, 5_000_000, false);
    expect(window.open).toBe(false);
    window.acknowledged(33);
    expect(window.open).toBe(true);
  });
});
