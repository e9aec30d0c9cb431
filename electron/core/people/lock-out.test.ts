import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../shared/kit/time.ts';
import { afterWrong, NO_TRIES, TRIES, type Tries } from './lock-out.ts';

function wrong(times: number, from: Tries = NO_TRIES): Tries {
  let tries = from;
  for (let count = 0; count < times; count += 1) tries = afterWrong(tries);
  return tries;
}

describe('lock-out', () => {
  it('A4: the fifth wrong password locks for five minutes, the next five for ten, and so on up to 160', () => {
    expect(wrong(4).lockLeft).toBe(0);
    const minutes = [1, 2, 3, 4, 5, 6, 7, 8].map((round) => wrong(round * TRIES).lockLeft / MINUTE);
    expect(minutes).toEqual([5, 10, 20, 40, 80, 160, 160, 160]);
  });

  it('A4: nobody gets more than five tries without a lock, however many there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (times) => {
        const locks = Array.from({ length: times }, (_, index) => wrong(index + 1)).filter(
          ({ lockLeft }) => lockLeft > 0,
        );
        expect(locks.length).toBe(Math.floor(times / TRIES));
      }),
    );
  });
});
