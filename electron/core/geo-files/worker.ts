import { parentPort, workerData } from 'node:worker_threads';
import { toProblem } from '../../../shared/kit/problem.ts';
import { readGeoFile } from './read-geo-file.ts';
import type { GeoTold } from './thread.ts';

/** The thread's program: one file, and it ends. */
const { name, bytes } = workerData as { readonly name: string; readonly bytes: Uint8Array };
let told: GeoTold;
try {
  told = { ok: true, file: readGeoFile(name, bytes) };
} catch (error) {
  told = { ok: false, problem: toProblem(error, 'geo-files') };
}
parentPort?.postMessage(told);
