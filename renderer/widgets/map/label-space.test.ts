import { describe, expect, it } from 'vitest';
import { LabelSpace } from './label-space.ts';

describe('LabelSpace', () => {
  it('M11: who asks first keeps its place', () => {
    const space = new LabelSpace();
    space.take({ x: 10, y: 10, width: 100, height: 18 });
    expect(space.isFree({ x: 60, y: 20, width: 80, height: 18 })).toBe(false);
    expect(space.isFree({ x: 60, y: 28, width: 80, height: 18 })).toBe(true);
  });

  it('M11: the second choice is taken when the first is not free, and none when all are taken', () => {
    const space = new LabelSpace();
    const right = { x: 0, y: 0, width: 50, height: 10 };
    const left = { x: 200, y: 0, width: 50, height: 10 };
    expect(space.takeFirst([right, left])).toBe(right);
    expect(space.takeFirst([right, left])).toBe(left);
    expect(space.takeFirst([right, left])).toBeNull();
  });

  it('M11: counts what a place would cover, each thing once', () => {
    const space = new LabelSpace();
    space.take({ x: 0, y: 0, width: 300, height: 10 });
    space.take({ x: 50, y: 20, width: 10, height: 10 });
    expect(space.count({ x: 40, y: 5, width: 200, height: 20 })).toBe(2);
    expect(space.count({ x: 40, y: 12, width: 200, height: 4 })).toBe(0);
  });

  it('sees a collision across the cells of its grid, and left of the window', () => {
    const space = new LabelSpace();
    space.take({ x: -30, y: -5, width: 400, height: 10 });
    for (const x of [-25, 0, 63, 64, 200, 360]) expect(space.isFree({ x, y: 0, width: 4, height: 4 })).toBe(false);
    expect(space.isFree({ x: 371, y: 0, width: 4, height: 4 })).toBe(true);
  });
});
