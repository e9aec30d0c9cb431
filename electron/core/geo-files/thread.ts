import { Worker } from 'node:worker_threads';
import { ProblemError, type Problem } from '../../../shared/kit/problem.ts';
import type { GeoFile, GeoReader } from './read-geo-file.ts';

export type GeoTold = { readonly ok: true; readonly file: GeoFile } | { readonly ok: false; readonly problem: Problem };

/**
 * A thread for each file: 8 MB of KML take half a second, in which the core's loop would pass on nothing.
 * @param program the built (or, under Node, the source) file of `worker.ts`.
 */
export function threadReader(program: string): GeoReader {
  return (name, bytes) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(program, { workerData: { name, bytes }, name: 'geo-file', execArgv: [] });
      worker.once('message', (told: GeoTold) => {
        if (told.ok) resolve(told.file);
        else reject(new ProblemError(told.problem));
      });
      const fail = (detail: string): void =>
        reject(new ProblemError({ code: 'unexpected', origin: 'geo-files', detail }));
      worker.once('error', (error) => fail(String(error)));
      // After an answer this settles nothing: a promise is settled once.
      worker.once('exit', (code) => fail(`code ${code}`));
    });
}
