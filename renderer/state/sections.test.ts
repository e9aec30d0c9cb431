import { describe, expect, it } from 'vitest';
import { Sections } from './sections.ts';

describe('I6: a list with headings', () => {
  const sections = new Sections([
    { id: 'now', count: 2 },
    { id: 'handling', count: 0 },
    { id: 'feedback', count: 1 },
  ]);

  it('numbers rows through and leaves empty sections out', () => {
    expect(sections.count).toBe(5);
    expect(Array.from({ length: 6 }, (_, item) => sections.at(item))).toEqual([
      { kind: 'head', section: { id: 'now', count: 2 } },
      { kind: 'row', row: 0 },
      { kind: 'row', row: 1 },
      { kind: 'head', section: { id: 'feedback', count: 1 } },
      { kind: 'row', row: 2 },
      undefined,
    ]);
  });

  it('finds a row again', () => {
    expect([0, 1, 2, 3].map((row) => sections.itemOf(row))).toEqual([1, 2, 4, -1]);
  });
});
