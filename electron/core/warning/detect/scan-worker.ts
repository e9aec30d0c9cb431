import { parentPort, workerData } from 'node:worker_threads';
import type { ScanProblem } from './scan-problem.ts';
import { scanMaxima } from './scan.ts';

/** The thread's program: one share of the replicas, then it ends. */
const { problem, from, to } = workerData as { problem: ScanProblem; from: number; to: number };
const maxima = scanMaxima(problem, from, to);
parentPort?.postMessage(maxima, [maxima.buffer as ArrayBuffer]);
