import { describe, expect, it } from 'vitest';
import { en } from '../text/en.ts';
import { zh } from '../text/zh.ts';
import { Fonts, STAND_IN, WEIGHTS } from './fonts.ts';
import { breakLines } from './lines.ts';

const fonts = new Fonts();

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describe('fonts of the report', () => {
  it('PK7: have every character of every word that the report says, in both languages and weights', () => {
    const texts = [...textsIn(zh), ...textsIn(en), '●→√', STAND_IN];
    for (const weight of WEIGHTS) for (const text of texts) fonts.runs(text, weight);
    expect(fonts.takeMissing()).toEqual([]);
    expect(texts.length).toBeGreaterThan(400);
  });

  it('PK7: what the main file has not comes from a smaller one; what none has is told and stood in for', () => {
    const runs = fonts.runs('水深 ≥ 0.6 米 ① Я 😀', 400);
    expect(runs.map(({ text }) => text).join('')).toBe(`水深 ≥ 0.6 米 ① Я ${STAND_IN}`);
    expect(new Set(runs.map(({ face }) => face.name)).size).toBeGreaterThan(2);
    expect(fonts.takeMissing()).toEqual(['U+1F600 😀']);
    expect(fonts.takeMissing()).toEqual([]);
  });

  it('PK6: measures characters as the font has them', () => {
    expect(fonts.advance('水', 400)).toBe(1);
    expect(fonts.advance('i', 400)).toBeLessThan(fonts.advance('W', 400));
  });
});

describe('breaking lines', () => {
  const lines = (text: string, width: number): string[] => breakLines(text, width, () => 1);

  it.each([
    ['between words', 'one two three', 8, ['one two', 'three']],
    ['between wide characters', '东门桥下穿积水', 3, ['东门桥', '下穿积', '水']],
    ['never before a closing mark', '积水，两车', 2, ['积', '水，', '两车']],
    ['never after an opening one', '泵车（二号）', 3, ['泵车', '（二', '号）']],
    ['a word longer than a line', 'a'.repeat(7), 3, ['aaa', 'aaa', 'a']],
    ['at its own line breaks', '一\n\n二', 9, ['一', '', '二']],
    ['nothing', '', 9, ['']],
  ])('PK6: %s', (_what, text, width, expected) => expect(lines(text, width)).toEqual(expected));

  it('PK6: loses nothing and ends, whatever the width', () => {
    const text = '派排涝一队2号泵车（含 3 人）至 East Gate Bridge，“先救人”。'.repeat(3);
    for (let width = 1; width < 40; width += 1) {
      expect(lines(text, width).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });
});
