const LONGEST = 15 * 60_000;

interface After {
  /** Failures in a row; 0 after an answer. */
  readonly failures: number;
  /** The wanted interval, ms. */
  readonly every: number;
  /** What the server asked for, ms. */
  readonly retryAfter: number | null;
  /** Uniform in [0, 1). */
  readonly random: number;
}

/**
 * How long to wait before the next question, ms. After an answer the interval ± 10 %; after failures it doubles up to a quarter
 * of an hour, and a random half of it is left out (“equal jitter”, Brooker 2015), so that hubs that failed together do not come
 * back together. A server that says when is not asked before.
 */
export function waitAfter({ failures, every, retryAfter, random }: After): number {
  if (failures === 0) return every * (0.9 + random * 0.2);
  const most = Math.max(every, Math.min(LONGEST, every * 2 ** Math.min(failures, 20)));
  return Math.max(most / 2 + (random * most) / 2, retryAfter ?? 0);
}
