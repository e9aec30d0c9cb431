import { describe, expect, it } from 'vitest';
import { fanSlot } from './fan-out.ts';

describe('fanSlot', () => {
  it('M12: four have a place each; of more, the rest share the last', () => {
    expect([0, 1, 2, 3].map((index) => fanSlot(index, 4, 12).shared)).toEqual([false, false, false, false]);
    expect([0, 1, 2, 3].map((index) => fanSlot(index, 9, 12).shared)).toEqual([false, false, false, true]);
  });
});
