import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { StandInPort } from './utility-worker.ts';

/** Runs inside the worker thread: gives the program the `process.parentPort` of an Electron utility process, then runs it. */
class StandInParentPort extends EventEmitter {
  postMessage(message: unknown): void {
    parentPort?.postMessage(message);
  }
}

const standIn = new StandInParentPort();
Object.defineProperty(process, 'parentPort', { value: standIn });
// A utility process has no IPC channel of Node's.
Object.defineProperty(process, 'send', { value: undefined });

const early: unknown[] = [];
standIn.on('newListener', (event) => {
  if (event === 'message') queueMicrotask(() => early.splice(0).forEach((message) => standIn.emit('message', message)));
});
parentPort?.on('message', ({ data, ports }: { data: unknown; ports: MessagePort[] }) => {
  const event = { data, ports: ports.map((port) => new StandInPort(port)) };
  if (standIn.listenerCount('message') > 0) standIn.emit('message', event);
  else early.push(event);
});

await import(pathToFileURL((workerData as { program: string }).program).href);
