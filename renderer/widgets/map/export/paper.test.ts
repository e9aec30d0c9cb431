import { describe, expect, it } from 'vitest';
import { classOfMap } from './classification.ts';
import { fileTime, layoutOf, PAPERS, scaleNumber } from './paper.ts';

describe('the page', () => {
  it.each(['a4', 'a3'] as const)('E2: %s has its parts beside each other, inside', (paper) => {
    const { width, height, head, map, legend, foot } = layoutOf(paper);
    const right = (rect: typeof map): number => rect.x + rect.width;
    const under = (rect: typeof map): number => rect.y + rect.height;
    expect(under(head)).toBeLessThan(map.y);
    expect(right(map)).toBeLessThan(legend.x);
    expect(under(map)).toBeLessThan(foot.y);
    expect(right(legend)).toBeLessThan(width);
    expect(under(foot)).toBeLessThan(height);
    // A px is 1/96 inch, a point 1/72.
    const [across, up] = PAPERS[paper].points;
    expect(Math.abs((across / 72) * 96 - width)).toBeLessThan(1);
    expect(Math.abs((up / 72) * 96 - height)).toBeLessThan(1);
  });

  it('E2: a kilometre on the ground is 1 : n of itself on paper', () => {
    // 10 m a px: 96 px an inch, so 960 m in 2.54 cm.
    expect(scaleNumber(10)).toBe(38_000);
    expect(scaleNumber(2.6)).toBe(9_800);
  });

  it('E4: files sort by the time of the picture', () => {
    const at = new Date(2026, 10, 24, 9, 5, 7).getTime();
    expect(fileTime(at)).toBe('20261124-090507');
  });

  it('E3: the line of classification is that of the fields drawn, and internal at least', () => {
    expect(classOfMap()).toBe('L2');
    expect(classOfMap({ incident: ['title', 'reporterPhone'] })).toBe('L3');
    expect(() => classOfMap({ incident: ['noSuchField'] })).toThrow('noSuchField');
  });
});
