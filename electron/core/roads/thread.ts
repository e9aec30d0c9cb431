import { Worker } from 'node:worker_threads';
import type { Told, OpenRoadLine } from './line.ts';

/** @param program the built (or, under Node, the source) file of `worker.ts`. */
export function threadLines(program: string): OpenRoadLine {
  return (source, { onTold, onEnded }) => {
    const worker = new Worker(program, { workerData: source, name: 'roads', execArgv: [] });
    // Not by our own hand: an end that was asked for is no news.
    let isWanted = true;
    worker.on('message', (told: Told) => onTold(told));
    worker.on('error', (error) => {
      if (isWanted) onEnded(String(error));
      isWanted = false;
    });
    worker.on('exit', (code) => {
      if (isWanted) onEnded(`code ${code}`);
      isWanted = false;
    });
    return {
      ask: (message) => worker.postMessage(message),
      end: () => {
        isWanted = false;
        void worker.terminate();
      },
    };
  };
}
