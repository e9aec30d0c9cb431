import { createRandom, type Random } from '../../../shared/kit/random.ts';

/**
 * One stream of numbers per part of the simulation, so that a part that draws one number more does not change the others.
 * The name is folded into the seed by FNV-1a (32 bit).
 */
export function streamOf(seed: number, name: string): Random {
  let hash = 0x811c9dc5 ^ seed;
  for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return createRandom(hash | 0);
}

/** One of `items`, each as likely as its weight. Throws RangeError on an empty list. */
export function pickWeighted<T extends { readonly weight: number }>(random: Random, items: readonly T[]): T {
  const total = items.reduce((sum, item) => sum + item.weight, 0);
  let left = random.next() * total;
  for (const item of items) {
    left -= item.weight;
    if (left < 0) return item;
  }
  const last = items.at(-1);
  if (!last) throw new RangeError('pickWeighted: the list is empty');
  return last;
}

/** Whole seconds in a range, as milliseconds. */
export function span(random: Random, [low, high]: readonly [number, number]): number {
  return random.int(low, high) * 1_000;
}
