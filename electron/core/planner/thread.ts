import { Worker } from 'node:worker_threads';
import type { OpenPlanLine } from './line.ts';
import type { Told } from './run/run-plan.ts';

/** One thread for each plan. @param program the built (or, under Node, the source) file of `plan-worker.ts`. */
export function threadPlans(program: string): OpenPlanLine {
  return (ask, { onTold, onEnded }) => {
    const worker = new Worker(program, { workerData: ask, name: 'plan', execArgv: [] });
    let isWanted = true;
    const ended = (how: string): void => {
      if (isWanted) onEnded(how);
      isWanted = false;
    };
    worker.on('message', (told: Told) => {
      if (isWanted) onTold(told);
    });
    worker.on('error', (error) => ended(String(error)));
    worker.on('exit', (code) => ended(`code ${code}`));
    return {
      end: () => {
        isWanted = false;
        void worker.terminate();
      },
    };
  };
}
