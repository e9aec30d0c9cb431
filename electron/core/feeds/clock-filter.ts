/** One question for the time: hub time against our monotonic clock at the middle of the round trip. */
interface Sample {
  /** Hub wall clock − our monotonic clock, ms. */
  readonly difference: number;
  readonly roundTrip: number;
}

/** Samples that are compared: with one each 30 s, four minutes. */
const KEPT = 8;

/**
 * The offset of a hub's clock, after the clock filter of NTP (RFC 5905 §10, simplified): of the last samples the one with
 * the shortest round trip is believed. Kept against the monotonic clock, so that a jump of our wall clock shows at once.
 */
export class ClockFilter {
  #samples: readonly Sample[] = [];

  /** All in milliseconds; `sent` and `heard` are monotonic. */
  add(serverTime: number, sent: number, heard: number): void {
    const sample = { difference: serverTime - (sent + heard) / 2, roundTrip: heard - sent };
    this.#samples = [...this.#samples, sample].slice(-KEPT);
  }

  reset(): void {
    this.#samples = [];
  }

  /** Hub clock − our wall clock, and the round trip it was measured with; null before the first sample. */
  estimate(wall: number, monotonic: number): { offset: number; roundTrip: number } | null {
    let best: Sample | undefined;
    for (const sample of this.#samples) if (!best || sample.roundTrip < best.roundTrip) best = sample;
    if (!best) return null;
    return { offset: Math.round(best.difference - (wall - monotonic)), roundTrip: Math.round(best.roundTrip) };
  }
}
