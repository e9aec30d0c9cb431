/** ln Γ(x) for x > 0 (Lanczos 1964, g = 7, nine terms; relative error below 1e-13). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  let sum = 0.9999999999998099;
  for (const [index, term] of LANCZOS.entries()) sum += term / (shifted + index + 1);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905, -0.13857109526572012,
  9.984369578019572e-6, 1.5056327351493116e-7,
]; // prettier-ignore

/**
 * P(X ≥ count) for a negative binomial of this mean and size: variance = mean + mean² ÷ size. `size` Infinity is Poisson.
 * Summed from the near end of the tail, so that small values keep their digits. Mean 0: 1 for count 0, else 0.
 */
export function countTail(count: number, mean: number, size: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  const isPoisson = !Number.isFinite(size) || size > 1e7;
  const odds = isPoisson ? 0 : Math.log(mean / (mean + size));
  const logMass = (k: number): number =>
    isPoisson
      ? k * Math.log(mean) - mean - logGamma(k + 1)
      : logGamma(k + size) - logGamma(size) - logGamma(k + 1) + size * Math.log(size / (size + mean)) + k * odds;
  const ratio = (k: number): number => (isPoisson ? mean / k : ((k - 1 + size) / k) * (mean / (mean + size)));
  const below = count <= mean;
  let mass = Math.exp(logMass(below ? count - 1 : count));
  let sum = 0;
  if (below) {
    for (let k = count - 1; k >= 0 && mass > 0; mass /= k > 0 ? ratio(k) : 1, k -= 1) sum += mass;
    return Math.min(1, Math.max(0, 1 - sum));
  }
  for (let k = count; mass > sum * 1e-15 && mass > 0; k += 1, mass *= ratio(k)) sum += mass;
  return Math.min(1, sum);
}

const MOST_Z = 8.2;

/** The z whose normal tail P(Z ≥ z) is `tail` (Acklam 2003, relative error 1.2e-9). ±8.2 at the ends, so that scores stay finite. */
export function tailToZ(tail: number): number {
  if (!(tail > 1e-16)) return MOST_Z;
  if (tail >= 1 - 1e-16) return -MOST_Z;
  if (tail > 0.5) return -tailToZ(1 - tail);
  if (tail < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(tail));
    // Just above the smallest tail the approximation is a little beyond the end: a graver tail would score less.
    return Math.min(MOST_Z, -polynomial(FAR_OVER, q) / polynomial(FAR_UNDER, q));
  }
  const q = 0.5 - tail;
  const r = q * q;
  return (polynomial(NEAR_OVER, r) * q) / polynomial(NEAR_UNDER, r);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}

const NEAR_OVER = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239]; // prettier-ignore
const NEAR_UNDER = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1]; // prettier-ignore
const FAR_OVER = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783]; // prettier-ignore
const FAR_UNDER = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
