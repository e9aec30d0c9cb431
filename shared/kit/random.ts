/** A seeded source of numbers. Same seed, same sequence, on every machine and engine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number, uniform in [min, max], both ends included. */
  int(min: number, max: number): number;
  /** One element, each equally likely. Throws RangeError on an empty list. */
  pick<T>(items: readonly T[]): T;
  /** Standard normal (mean 0, deviation 1), Box–Muller. */
  gaussian(): number;
}

/** Spreads one 32-bit seed over the words of the generator state (SplitMix32). */
function splitMix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/**
 * Creates a generator from a 32-bit seed.
 * Algorithm: sfc32 (Chris Doty-Humphrey, PractRand), integer arithmetic only, so that it cannot
 * differ between engines. Not for secrets: use the host's `Ids` port for anything unguessable.
 */
export function createRandom(seed: number): Random {
  const mix = splitMix32(seed);
  let a = mix();
  let b = mix();
  let c = mix();
  let counter = 1;

  function nextWord(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  }

  function next(): number {
    return nextWord() / 4294967296;
  }

  // The first words still resemble the seed; discard them.
  for (let round = 0; round < 12; round += 1) nextWord();

  return {
    next,
    int(min, max) {
      if (max < min) throw new RangeError(`int: max ${max} is below min ${min}`);
      return min + Math.floor(next() * (max - min + 1));
    },
    pick<T>(items: readonly T[]): T {
      if (items.length === 0) throw new RangeError('pick: the list is empty');
      // The index is below the length, so the element exists; T itself may include undefined.
      return items[Math.floor(next() * items.length)] as T;
    },
    gaussian() {
      // 1 - next() keeps the logarithm away from zero.
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      return radius * Math.cos(2 * Math.PI * next());
    },
  };
}
