import type { Random } from '../../../../../shared/kit/random.ts';

/** A Poisson number: multiplication below 30 (Knuth 1969), halved above it (sums of Poisson numbers are Poisson). */
export function poisson(random: Random, mean: number): number {
  if (mean > 30) return poisson(random, mean / 2) + poisson(random, mean / 2);
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; product *= random.next()) count += 1;
  return count;
}
