import { describe, expect, it } from 'vitest';
import { cutTo, layOut, spread, textWidth } from './sketch-layout.ts';

describe('X6: labels of the sketch', () => {
  const bounds = { left: 0, right: 600 };

  it('stand in turn below and above, where nothing is in the way under their point', () => {
    const placed = layOut(
      [
        { x: 100, text: '13:52 黄' },
        { x: 300, text: '14:05 橙' },
      ],
      bounds,
    );
    expect(placed.map(({ x, above }) => [x, above])).toEqual([
      [100, false],
      [300, true],
    ]);
  });

  it('have points that never hide one another', () => {
    expect(spread([10, 100, 101], 12, 600)).toEqual([10, 100, 112]);
    expect(spread([598, 599, 600], 12, 600)).toEqual([576, 588, 600]);
    expect(spread([], 12, 600)).toEqual([]);
  });

  it('are cut to a width, never to nothing', () => {
    expect(cutTo('14:05', 100)).toBe('14:05');
    expect(textWidth(cutTo('人民路隧道积水，车辆被困', 100))).toBeLessThanOrEqual(100);
    expect(cutTo('人民路隧道积水', 60)).toMatch(/^人民.*…$/);
    expect(cutTo('人民路', 1)).toBe('人…');
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
