import { afterEach, describe, expect, it, vi } from 'vitest';
import { FrameTurns } from './frame-turns.ts';

let frames: FrameRequestCallback[] = [];
vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback));
afterEach(() => (frames = []));

function nextFrame(): void {
  const now = frames;
  frames = [];
  for (const callback of now) callback(0);
}

describe('FrameTurns', () => {
  it('M8: one canvas draws in a frame, the patient ones later', () => {
    const drawn: string[] = [];
    const turns = new FrameTurns();
    turns.ask(() => drawn.push('names'), 2);
    turns.ask(() => drawn.push('ground'), 1);
    turns.ask(() => drawn.push('symbols'));
    for (const expected of [['symbols'], ['symbols', 'ground'], ['symbols', 'ground', 'names']]) {
      nextFrame();
      expect(drawn).toEqual(expected);
    }
    expect(frames).toEqual([]);
  });

  it('M8: who asks in every frame does not keep the others from theirs', () => {
    const drawn: string[] = [];
    const turns = new FrameTurns();
    const greedy = (): void => {
      drawn.push('symbols');
      turns.ask(greedy);
    };
    turns.ask(() => drawn.push('names'), 2);
    turns.ask(greedy);
    for (let frame = 0; frame < 4; frame += 1) nextFrame();
    expect(drawn).toContain('names');
  });

  it('M8: what was dropped is not drawn', () => {
    const drawn: string[] = [];
    const turns = new FrameTurns();
    const draw = (): unknown => drawn.push('gone');
    turns.ask(draw);
    turns.drop(draw);
    nextFrame();
    expect(drawn).toEqual([]);
  });
});
