import { Worker } from 'node:worker_threads';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import { prepareScan, type ScanEvent, type ScanProblem, type ScanSettings } from './scan-problem.ts';
import { concludeScan, scanMaxima, type ScanResult } from './scan.ts';

/** Below so many additions the work takes less than starting a thread. */
const WORTH_A_THREAD = 20_000_000;

/**
 * `scanSpaceTime` with the replicas in threads of their own; the result is the same to the last bit, whatever their number.
 * Rejects with `scan-ended` when a thread ends without an answer.
 * @param program the built (or, under Node, the source) file of `scan-worker.ts`.
 */
export async function scanInThreads(
  program: string,
  events: readonly ScanEvent[],
  until: Instant,
  settings: ScanSettings & { readonly threads?: number } = {},
): Promise<ScanResult> {
  const prepared = prepareScan(events, until, settings);
  const { problem } = prepared;
  const work = problem.near.length * problem.windows * problem.replicas;
  const threads = Math.max(1, settings.threads ?? 1);
  const parts =
    work < WORTH_A_THREAD
      ? [scanMaxima(problem, 0, problem.replicas)]
      : await Promise.all(
          Array.from({ length: threads }, (_, index) => {
            const at = (share: number): number => Math.floor((problem.replicas * share) / threads);
            return runShare(program, problem, at(index), at(index + 1));
          }),
        );
  const maxima = new Float64Array(problem.replicas);
  let offset = 0;
  for (const part of parts) {
    maxima.set(part, offset);
    offset += part.length;
  }
  return concludeScan(prepared, until, settings, maxima);
}

function runShare(program: string, problem: ScanProblem, from: number, to: number): Promise<Float64Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { workerData: { problem, from, to }, name: 'scan', execArgv: [] });
    const fail = (cause?: unknown): void => reject(new ProblemError({ code: 'scan-ended', origin: 'scan' }, cause));
    worker.once('message', (maxima: Float64Array) => {
      resolve(maxima);
      void worker.terminate();
    });
    worker.once('error', fail);
    worker.once('exit', () => fail());
  });
}
