/** Whole parts of a whole total, in proportion to the weights; they add up exactly (largest remainders, Hamilton). */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) {
    if (total !== 0) throw new RangeError(`shareOut: ${total} cannot be shared by weights of nothing`);
    return weights.map(() => 0);
  }
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((a, b) => a + b, 0);
  const order = exact.map((_, i) => i).sort((a, b) => exact[b]! - parts[b]! - (exact[a]! - parts[a]!) || a - b);
  for (const i of order.slice(0, left)) parts[i]! += 1;
  return parts;
}
