import { describe, expect, it } from 'vitest';
import { letterTurn } from './ground-labels.ts';
import { lettersOnLine, lineLength, stationAt } from './text-on-line.ts';

describe('names along lines', () => {
  it('sets letters in order around the middle, turned as the line is', () => {
    const placed = lettersOnLine([0, 0, 100, 0], ['A', 'B'], [16, 32], 48, false);
    expect(placed?.map((letter) => ({ ...letter, x: Math.round(letter.x) }))).toEqual([
      { letter: 'A', x: 32, y: 0, turn: 0 },
      { letter: 'B', x: 56, y: 0, turn: 0 },
    ]);
  });

  it('refuses a line that is too short, or that bends too sharply under the word', () => {
    expect(lettersOnLine([0, 0, 20, 0], ['A', 'B'], [15, 15], 10, false)).toBeNull();
    expect(lettersOnLine([0, 0, 30, 0, 30, 60], ['A', 'B'], [20, 20], 30, false)).toBeNull();
  });

  const order = (line: number[], stacked: boolean) =>
    lettersOnLine(line, ['A', 'B'], [10, 10], lineLength(line) / 2, stacked)?.map(({ x, y }) => [
      Math.round(x),
      Math.round(y),
    ]);

  it('never writes upside down', () => {
    expect(order([100, 0, 0, 0], false)).toEqual([
      [45, 0],
      [55, 0],
    ]);
    expect(order([0, 0, 100, 0], false)).toEqual([
      [45, 0],
      [55, 0],
    ]);
  });

  it('decides where the word stands, not by the ends of the line', () => {
    // Up on the left, over, and a long way down on the right: the word stands on the rising part.
    const ring = [0, 100, 0, 0, 40, 0, 40, 300];
    const rising = lettersOnLine(ring, ['A', 'B'], [10, 10], 50, true);
    expect(rising?.map(({ y }) => Math.round(y))).toEqual([45, 55]);
  });

  it('stacks Chinese downwards on a steep line, with upright letters; Latin follows the line', () => {
    expect(order([0, 100, 0, 0], true)).toEqual([
      [0, 45],
      [0, 55],
    ]);
    expect(order([0, 100, 20, 0], false)?.[0]?.[1]).toBeGreaterThan(50);
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
