interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  /** Time that the thread really ran, µs. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Categories of a Chromium trace that hold the tasks of the page's thread and nothing else of size. */
export const TASK_CATEGORIES = ['-*', 'toplevel', '__metadata'];

/**
 * How long the page's own thread ran in each of its tasks, ms, longest first. A long task by the clock also holds what other
 * programs took from it; on a busy machine that is most of it.
 */
export function threadTasks(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const isMain = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  return traceEvents
    .filter(({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && isMain.has(`${pid} ${tid}`))
    .map(({ tdur = 0 }) => Math.round(tdur / 100) / 10)
    .sort((a, b) => b - a);
}
