import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';

/** A port of a worker thread with the manners of Electron's `MessagePortMain`. */
export class StandInPort extends EventEmitter {
  readonly port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.port = port;
    port.on('close', () => this.emit('close'));
  }

  postMessage(message: unknown): void {
    this.port.postMessage(message);
  }

  start(): void {
    this.port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
  }

  close(): void {
    this.port.close();
  }
}

export class StandInChannel {
  readonly port1: StandInPort;
  readonly port2: StandInPort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new StandInPort(port1);
    this.port2 = new StandInPort(port2);
  }
}

/**
 * A utility process as a worker thread: the program finds `process.parentPort` and gets ports handed over, as it does in
 * Electron. What it cannot show: a crash of the process, and that memory is not shared.
 */
export class UtilityWorker extends EventEmitter {
  readonly stderr = new PassThrough();
  readonly #worker: Worker;

  constructor(program: string) {
    super();
    this.#worker = new Worker(new URL('./utility-bootstrap.ts', import.meta.url), {
      workerData: { program },
      stderr: true,
      stdout: true,
    });
    this.#worker.stderr.pipe(this.stderr);
    this.#worker.on('message', (message: unknown) => this.emit('message', message));
    this.#worker.on('error', (error) => this.stderr.write(`${error.stack}\n`));
    this.#worker.on('exit', (code) => this.emit('exit', code));
  }

  get pid(): number | undefined {
    return this.#worker.threadId;
  }

  postMessage(message: unknown, ports: readonly StandInPort[] = []): void {
    const transfer = ports.map(({ port }) => port);
    this.#worker.postMessage({ data: message, ports: transfer }, transfer);
  }

  kill(): boolean {
    void this.#worker.terminate();
    return true;
  }
}
