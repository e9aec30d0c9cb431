import { describe, expect, it } from 'vitest';
import { letterTurn } from './ground-labels.ts';
import { lettersOnLine, lineLength, readable, stationAt } from './text-on-line.ts';

describe('names along lines', () => {
  it('sets letters in order around the middle, turned as the line is', () => {
    const placed = lettersOnLine([0, 0, 100, 0], ['A', 'B'], [16, 32], 48);
    expect(placed?.map((letter) => ({ ...letter, x: Math.round(letter.x) }))).toEqual([
      { letter: 'A', x: 32, y: 0, turn: 0 },
      { letter: 'B', x: 56, y: 0, turn: 0 },
    ]);
  });

  it('refuses a line that is too short, or that bends too sharply under the word', () => {
    expect(lettersOnLine([0, 0, 20, 0], ['A', 'B'], [15, 15], 10)).toBeNull();
    expect(lettersOnLine([0, 0, 30, 0, 30, 60], ['A', 'B'], [20, 20], 30)).toBeNull();
  });

  it('never writes upside down', () => {
    expect(readable([100, 0, 0, 10], false)).toEqual([0, 10, 100, 0]);
    expect(readable([0, 0, 100, 10], false)).toEqual([0, 0, 100, 10]);
  });

  it('stacks Chinese downwards on a steep line, with upright letters; Latin follows the line', () => {
    expect(readable([0, 100, 20, 0], true)).toEqual([20, 0, 0, 100]);
    expect(readable([0, 100, 20, 0], false)).toEqual([0, 100, 20, 0]);
    expect(Math.abs(letterTurn(Math.PI / 2, 'zh'))).toBeLessThan(1e-9);
    expect(letterTurn(Math.PI / 2, 'en')).toBe(Math.PI / 2);
    expect(letterTurn(0.3, 'zh')).toBe(0.3);
  });

  it('knows its length and ends', () => {
    expect(lineLength([0, 0, 3, 4, 3, 10])).toBe(11);
    expect(stationAt([0, 0, 3, 4], -1)).toBeNull();
    expect(stationAt([0, 0, 3, 4], 5.1)).toBeNull();
  });
});
