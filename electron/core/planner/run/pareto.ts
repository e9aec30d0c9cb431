/** Relative difference below which two terms are the same: nobody can tell them apart, and the solver's dust lies below it. */
const SAME = 1e-6;

/** Whether `a` is nowhere worse than `b` and somewhere better; less is better. */
export function dominates(a: readonly number[], b: readonly number[]): boolean {
  const differences = differencesOf(a, b);
  return differences.every((difference) => difference <= SAME) && differences.some((difference) => difference < -SAME);
}

export function isSame(a: readonly number[], b: readonly number[]): boolean {
  return differencesOf(a, b).every((difference) => Math.abs(difference) <= SAME);
}

function differencesOf(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, at) => {
    const other = b[at] ?? 0;
    return (value - other) / Math.max(1, Math.abs(value), Math.abs(other));
  });
}
