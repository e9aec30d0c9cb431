import { describe, expect, it } from 'vitest';
import { heldPace } from './held-pace.ts';

const MEBIBYTE = 1024 * 1024;

describe('pace of a held WAL', () => {
  it('F14: none while nothing is held; slower the more is; never so slow that a hub takes it for a narrow line', () => {
    expect(heldPace(0)).toEqual({ gap: 0, hold: 0 });
    const paces = [1, 20, 30, 45, 64, 1_000].map((megabytes) => heldPace(megabytes * MEBIBYTE));
    for (const [index, { gap, hold }] of paces.entries()) {
      expect(gap).toBeGreaterThanOrEqual(paces[index - 1]?.gap ?? 1);
      expect(hold).toBeGreaterThanOrEqual(paces[index - 1]?.hold ?? 1);
      expect(gap).toBeLessThan(1_000);
    }
  });
});
