import type { ScanProblem } from './scan-problem.ts';

/**
 * Log-likelihood ratio of c events where μ are expected, of N in all; 0 unless c > μ (Kulldorff et al. 2005, eq. 4).
 */
export function logRatio(c: number, mu: number, n: number): number {
  if (c <= mu || mu <= 0) return 0;
  const rest = n - c;
  return c * Math.log(c / mu) + (rest > 0 ? rest * Math.log(rest / (n - mu)) : 0);
}

/**
 * The largest ratio over all cylinders for one assignment of times to places. `place(counts)` writes into [cells × windows]
 * how many events of each cell lie in each step (step-major by cell).
 */
export class Replicas {
  readonly #problem: ScanProblem;
  /** Steps of the events that lie within the longest window: a permutation only decides which cells get them. */
  readonly #recent: Int32Array;
  /** Events with at most so many steps. */
  readonly #windowTotal: Int32Array;
  readonly #lanes: number;
  /** [cells × lanes] two steps' cumulated counts in one word: halves the additions, which are nearly all the work. */
  readonly #packed: Uint32Array;
  readonly #deck: Int32Array;
  readonly #sum: Uint32Array;
  /** [zones × windows] N ÷ (μ (N − μ)): the ratio is at most (c − μ)² times this (ln x ≤ x − 1). */
  readonly #bound: Float64Array;

  constructor(problem: ScanProblem) {
    const { windows, cells, zoneTotal, cellOf } = problem;
    this.#problem = problem;
    this.#recent = problem.stepOf.filter((step) => step < windows);
    this.#windowTotal = new Int32Array(windows);
    for (let window = 0; window < windows; window += 1) {
      this.#windowTotal[window] = this.#recent.reduce((sum, step) => sum + (step <= window ? 1 : 0), 0);
    }
    this.#lanes = Math.ceil(windows / 2);
    this.#packed = new Uint32Array(cells * this.#lanes);
    this.#sum = new Uint32Array(this.#lanes);
    this.#deck = new Int32Array(cellOf.length);
    this.#bound = new Float64Array(zoneTotal.length * windows);
    const n = cellOf.length;
    zoneTotal.forEach((total, zone) => {
      for (let window = 0; window < windows; window += 1) {
        const mu = (total * (this.#windowTotal[window] as number)) / n;
        this.#bound[zone * windows + window] = mu > 0 && mu < n ? n / (mu * (n - mu)) : 0;
      }
    });
  }

  /** Events in the newest `window + 1` steps. */
  windowTotal(window: number): number {
    return this.#windowTotal[window] ?? 0;
  }

  /** The largest ratio with the times as they are. `each` is told every cylinder above 0. */
  observed(each: (zone: number, window: number, count: number, ratio: number) => void): void {
    const { cellOf, stepOf, windows } = this.#problem;
    this.#packed.fill(0);
    stepOf.forEach((step, event) => {
      if (step < windows) this.#put(cellOf[event] as number, step);
    });
    this.#search(0, each);
  }

  /** The largest ratio after the times were dealt anew; the same number gives the same deal in every thread. */
  replica(number: number): number {
    const { cellOf, seed } = this.#problem;
    this.#packed.fill(0);
    this.#deck.set(cellOf);
    const random = xorshift(seed, number);
    const deck = this.#deck;
    const n = deck.length;
    // Fisher–Yates, only as far as there are recent events.
    this.#recent.forEach((step, index) => {
      const other = index + Math.floor(random() * (n - index));
      const cell = deck[other] as number;
      deck[other] = deck[index] as number;
      this.#put(cell, step);
    });
    return this.#search(0, null);
  }

  /** An event of step s is in every window of more than s steps. */
  #put(cell: number, step: number): void {
    const base = cell * this.#lanes;
    const packed = this.#packed;
    const lane = step >> 1;
    packed[base + lane] = (packed[base + lane] as number) + (step & 1 ? 0x10000 : 0x10001);
    for (let later = lane + 1; later < this.#lanes; later += 1) packed[base + later] = (packed[base + later] as number) + 0x10001; // prettier-ignore
  }

  #search(start: number, each: ((zone: number, window: number, count: number, ratio: number) => void) | null): number {
    const { near, nearFrom, zoneFrom, zoneEnd, zoneTotal, windows, cells, cellOf, atLeast } = this.#problem;
    const [packed, sum, lanes, bound, windowTotal] = [this.#packed, this.#sum, this.#lanes, this.#bound, this.#windowTotal]; // prettier-ignore
    const n = cellOf.length;
    let most = start;
    for (let centre = 0; centre < cells; centre += 1) {
      sum.fill(0);
      let at = nearFrom[centre] as number;
      for (let zone = zoneFrom[centre] as number; zone < (zoneFrom[centre + 1] as number); zone += 1) {
        const end = zoneEnd[zone] as number;
        for (; at < end; at += 1) {
          const base = (near[at] as number) * lanes;
          for (let lane = 0; lane < lanes; lane += 1) sum[lane] = (sum[lane] as number) + (packed[base + lane] as number); // prettier-ignore
        }
        const total = (zoneTotal[zone] as number) / n;
        for (let window = 0; window < windows; window += 1) {
          const word = sum[window >> 1] as number;
          const count = window & 1 ? word >>> 16 : word & 0xffff;
          const over = count - total * (windowTotal[window] as number);
          if (over <= 0 || count < atLeast) continue;
          const limit = each ? 0 : most;
          if (over * over * (bound[zone * windows + window] as number) <= limit) continue;
          const ratio = logRatio(count, count - over, n);
          if (each && ratio > 0) each(zone, window, count, ratio);
          if (ratio > most) most = ratio;
        }
      }
    }
    return most;
  }
}

/** Marsaglia's xorshift32 (2003), seeded per replica by two rounds of a 32-bit mixer: inlined arithmetic, no shared state. */
function xorshift(seed: number, replica: number): () => number {
  let state = mix(mix(seed) ^ (replica + 1)) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

function mix(value: number): number {
  let mixed = (value + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}
