import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again every `step` ms until the answer is not null; rejects after `limit` ms with what was waited for. */
export async function until<T>(
  what: string,
  limit: number,
  ask: () => T | null | Promise<T | null>,
  step = 20,
): Promise<T> {
  const start = performance.now();
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() - start > limit) throw new Error(`waited ${limit} ms in vain for: ${what}`);
    await sleep(step);
  }
}
