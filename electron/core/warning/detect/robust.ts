/** Makes a median absolute deviation comparable to a standard deviation (Hampel 1974): 1 ÷ Φ⁻¹(¾). */
export const MAD_TO_SIGMA = 1.4826;

/** Linear between the neighbours (Hyndman and Fan 1996, type 7). NaN of an empty list. `share` 0…1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Median absolute deviation from the median, unscaled, in the unit of the values. NaN of an empty list. */
export function mad(values: readonly number[], center = median(values)): number {
  return median(values.map((value) => Math.abs(value - center)));
}

export interface Slope {
  /** Change of y per unit of x: the median of all pairwise slopes (Theil 1950; Sen 1968). */
  readonly mid: number;
  /** Interval for the slope from the ranks of the pairwise slopes (Sen 1968, eq. 2.6); the widest pair when too few. */
  readonly low: number;
  readonly high: number;
}

/**
 * Robust line through points with distinct x; up to 29 % of them may be wrong without moving it at will. `normal` is the
 * normal quantile of the interval's ends: 1.2816 for P10…P90. Null for fewer than two distinct x. O(n²): keep n below 200.
 */
export function theilSen(points: readonly { readonly x: number; readonly y: number }[], normal = 1.2816): Slope | null {
  const slopes: number[] = [];
  for (const [index, a] of points.entries()) {
    for (const b of points.slice(index + 1)) if (b.x !== a.x) slopes.push((b.y - a.y) / (b.x - a.x));
  }
  if (slopes.length === 0) return null;
  slopes.sort((a, b) => a - b);
  const n = points.length;
  const spread = normal * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const last = slopes.length - 1;
  const lower = Math.max(0, Math.floor((slopes.length - spread) / 2));
  const upper = Math.min(last, Math.ceil((slopes.length + spread) / 2));
  return { mid: median(slopes), low: slopes[lower] ?? Number.NaN, high: slopes[upper] ?? Number.NaN };
}
