import type { Browser, Page } from 'playwright';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Beginning and length, µs. */
  readonly ts: number;
  readonly dur?: number;
  /** Processor time of the thread, µs. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

export interface MainThread {
  /** Processor time of each task, ms. */
  readonly tasks: readonly number[];
  /** Of these, the tasks in which frames were made: their callbacks, layout, paint and the drawing of canvases. */
  readonly frames: readonly number[];
}

/**
 * What the browser's own trace says about the page's main thread while `run` runs. Processor time does not count what other
 * programs took meanwhile, so it can be compared on a machine that others share.
 */
export async function traced<T>(
  browser: Browser,
  page: Page,
  run: () => Promise<T>,
): Promise<MainThread & { readonly result: T }> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline', '__metadata'] });
  const result = await run();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const threads = mains.map(({ pid, tid }) =>
    mainThread(traceEvents.filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X')),
  );
  // Of several renderers (Chromium keeps a spare one), the page's is the one that has worked most.
  const sum = ({ tasks }: MainThread): number => tasks.reduce((total, task) => total + task, 0);
  const busiest = threads.sort((a, b) => sum(b) - sum(a))[0] ?? { tasks: [], frames: [] };
  return { result, ...busiest };
}

function mainThread(events: readonly TraceEvent[]): MainThread {
  const runs = events.filter(({ name }) => name.endsWith('RunTask')).sort((a, b) => a.ts - b.ts);
  const callbacks = events.filter(({ name }) => name === 'FireAnimationFrame').sort((a, b) => a.ts - b.ts);
  const frames: number[] = [];
  let next = 0;
  for (const { ts, dur = 0, tdur = 0 } of runs) {
    while (next < callbacks.length && (callbacks[next] as TraceEvent).ts < ts) next += 1;
    const callback = callbacks[next];
    if (callback && callback.ts <= ts + dur) frames.push(tdur / 1_000);
  }
  return { tasks: runs.map(({ tdur = 0 }) => tdur / 1_000), frames };
}
