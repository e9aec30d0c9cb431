import { parentPort, workerData } from 'node:worker_threads';
import { answerPlan, type PlanAsk } from './line.ts';

/** The thread's program: one plan, then it ends. */
await answerPlan(workerData as PlanAsk, (told) => parentPort?.postMessage(told));
