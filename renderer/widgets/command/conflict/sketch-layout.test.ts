import { describe, expect, it } from 'vitest';
import { layOut, textWidth } from './sketch-layout.ts';

describe('X6: labels of the sketch', () => {
  const bounds = { left: 0, right: 600 };

  it('stand in turn below and above, where nothing is in the way under their point', () => {
    const placed = layOut([{ x: 100, text: '13:52 黄' }, { x: 300, text: '14:05 橙' }], bounds);
    expect(placed.map(({ x, above }) => [x, above])).toEqual([
      [100, false],
      [300, true],
    ]);
  });

  it('never overlap on one side, and never leave the drawing', () => {
    const placed = layOut(
      [590, 592, 594, 596].map((x) => ({ x, text: '14:05 橙色 Ⅱ' })),
      bounds,
    );
    for (const above of [true, false]) {
      const [first, second] = placed.filter((label) => label.above === above);
      expect((second?.x ?? 0) - (first?.x ?? 0)).toBeGreaterThanOrEqual(textWidth('14:05 橙色 Ⅱ'));
    }
    for (const { x, text } of placed) expect(x + textWidth(text) / 2).toBeLessThanOrEqual(600);
  });
});
