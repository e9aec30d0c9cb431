import { parentPort, workerData } from 'node:worker_threads';
import { createAnswerer, type Ask } from './line.ts';
import type { RoadSource } from './load.ts';

/** The thread's program: one question after the other, in the order asked. */
const answer = createAnswerer(workerData as RoadSource);
parentPort?.on('message', (message: Ask) => parentPort?.postMessage(answer(message)));
