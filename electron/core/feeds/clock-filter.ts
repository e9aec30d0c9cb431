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
  /** What was believed before `reset`: better than nothing until the first new sample. */
  #before: Sample | null = null;

  /** All in milliseconds; `sent` and `heard` are monotonic. */
  add(serverTime: number, sent: number, heard: number): void {
    const sample = { difference: serverTime - (sent + heard) / 2, roundTrip: heard - sent };
    this.#samples = [...this.#samples, sample].slice(-KEPT);
  }

  /** Another connection, or a machine that may have slept: what was measured is to be measured again. */
  reset(): void {
    this.#before = this.#best();
    this.#samples = [];
  }

  /** Hub clock − our wall clock, and the round trip it was measured with; null before the first sample. */
  estimate(wall: number, monotonic: number): { offset: number; roundTrip: number } | null {
    const best = this.#best();
    if (!best) return null;
    return { offset: Math.round(best.difference - (wall - monotonic)), roundTrip: Math.round(best.roundTrip) };
  }
  /** The hub's wall clock at this time of our monotonic one; null before the first sample. */
  hubTime(monotonic: number): number | null {
    const best = this.#best();
    return best && Math.round(best.difference + monotonic);
  }

  #best(): Sample | null {
    let best: Sample | undefined;
    for (const sample of this.#samples) if (!best || sample.roundTrip < best.roundTrip) best = sample;
    return best ?? this.#before;
  }
}
