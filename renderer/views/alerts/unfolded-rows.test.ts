import { describe, expect, it } from 'vitest';
import { unfolded } from './unfolded-rows.ts';

function rows(...ids: readonly string[]) {
  return {
    length: ids.length,
    at: (index: number) => (ids[index] === undefined ? undefined : { id: ids[index] }),
    indexOf: (id: string) => ids.indexOf(id),
  };
}

describe('A7: members of an open fold stand under it', () => {
  const board = rows('red', 'fold', 'blue');

  it('in their place, found by id and by position', () => {
    const all = unfolded(board, 'fold', rows('a', 'b'));
    const ids = Array.from({ length: all.length }, (_, index) => all.at(index)?.id);
    expect(ids).toEqual(['red', 'fold', 'a', 'b', 'blue']);
    expect(ids.map((id) => all.indexOf(id ?? ''))).toEqual([0, 1, 2, 3, 4]);
    expect(all.indexOf('none')).toBe(-1);
  });

  it('nothing changes while no fold is open, or it is not on the board', () => {
    expect(unfolded(board, null, rows('a'))).toBe(board);
    expect(unfolded(board, 'gone', rows('a'))).toBe(board);
  });
});
