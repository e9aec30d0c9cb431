import { describe, expect, it } from 'vitest';
import { CrowdRoom } from './crowd-room.ts';

describe('CrowdRoom', () => {
  it('M5: a heap of units makes way for an incident by no more than it must', () => {
    const room = new CrowdRoom([{ x: 100, y: 100, radius: 17 }]);
    const { x, y } = room.beside({ x: 104, y: 100, radius: 12 });
    expect(y).toBe(100);
    expect(x).toBeCloseTo(100 + 29 * 0.85, 6);
    expect(room.beside({ x: 140, y: 100, radius: 12 })).toEqual({ x: 140, y: 100 });
    expect(room.beside({ x: 100, y: 100, radius: 12 }).y).toBeGreaterThan(120);
  });
});
