import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { CoreStart, CoreToHost, HostToCore } from '../../electron/core/kernel/channel.ts';
import type { LinkDown } from '../../shared/protocol/console-api/link.ts';
import { ROOT } from '../fixtures/processes.ts';

/** The built core as its hosts run it, with this process as the host and its only window. */
export class CoreProcess {
  readonly child: ChildProcess;
  readonly #listeners = new Set<(message: LinkDown) => void>();
  #nextId = 1;

  private constructor(child: ChildProcess) {
    this.child = child;
    child.on('message', (message: CoreToHost) => {
      if (message.type !== 'message') return;
      const down = JSON.parse(message.data) as LinkDown;
      for (const listener of this.#listeners) listener(down);
    });
  }

  /** Resolves when the core can serve windows. */
  static async start(start: CoreStart, file = 'out/main/core.js'): Promise<CoreProcess> {
    const child = fork(path.join(ROOT, file), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const core = new CoreProcess(child);
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`core ended with ${code}`)));
      child.on('message', (message: CoreToHost) => {
        if (message.type === 'ready') resolve();
        if (message.type === 'failed') reject(new Error(JSON.stringify(message.problem)));
      });
      core.#post({ type: 'start', start });
    });
    core.#post({ type: 'open', window: 1 });
    return core;
  }

  #post(message: HostToCore): void {
    this.child.send(message);
  }

  watch(name: string, onRows: (rows: readonly unknown[]) => void): void {
    const id = this.#nextId++;
    this.#listeners.add((message) => {
      if (message.t === 'rows' && message.id === id) onRows(message.put);
    });
    this.#post({ type: 'message', window: 1, data: JSON.stringify({ t: 'watch', id, name, args: {} }) });
  }

  /** Rows that come and go, and how many characters each message had. */
  follow(name: string, args: object, onDelta: (put: readonly unknown[], remove: readonly string[]) => void): void {
    const id = this.#nextId++;
    this.#listeners.add((message) => {
      if (message.t === 'rows' && message.id === id) onDelta(message.put, message.remove);
    });
    this.#post({ type: 'message', window: 1, data: JSON.stringify({ t: 'watch', id, name, args }) });
  }

  async call(name: string, args: object): Promise<unknown> {
    const id = this.#nextId++;
    return new Promise((resolve) => {
      const listener = (message: LinkDown): void => {
        if (message.t !== 'answer' || message.id !== id) return;
        this.#listeners.delete(listener);
        resolve(message.ok ? message.value : message.problem);
      };
      this.#listeners.add(listener);
      this.#post({ type: 'message', window: 1, data: JSON.stringify({ t: 'call', id, name, args }) });
    });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.#post({ type: 'stop' });
    await ended;
  }
}
