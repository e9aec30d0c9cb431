import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { CoreStart, CoreToHost, ExchangeStart, HostToCore } from '../../../electron/core/kernel/channel.ts';
import type { CallAnswer, CallArgs, CallName } from '../../../shared/protocol/console-api/calls.ts';
import type { QueryArgs, QueryName, QueryRow } from '../../../shared/protocol/console-api/queries.ts';
import { ROOT } from '../../fixtures/processes.ts';
import { childOf, hasEnded, kill9, own } from './children.ts';
import { TOKEN } from './hub.ts';
import { Refused, Unanswered, WindowLine, type Seat, type Watched } from './window.ts';

const WINDOW = 1;
const CORE = path.join(ROOT, 'electron/core/main.ts');

/** @param feeds addresses, e.g. `http://127.0.0.1:4100/fire`. */
export function coreStart(profile: string, feeds: readonly string[], exchange: ExchangeStart | null = null): CoreStart {
  return {
    profile,
    resources: path.join(ROOT, 'resources'),
    appVersion: '0.0.0-fault',
    // With real feeds nobody would sit here without a password; a replay seats the officer that is asked for.
    mode: 'replay',
    officer: 'zhou-yanning',
    feeds: feeds.map((url) => ({ url, token: TOKEN })),
    cityMap: false,
    ...(exchange && { exchange }),
  };
}

/** The real core in a process of its own, on a profile that outlives it, with one window's line to it. */
export class Console implements Seat {
  readonly profile: string;
  readonly #feeds: readonly string[];
  readonly #exchange: ExchangeStart | null;
  #child: ChildProcess | null = null;
  #output = '';
  #line = new WindowLine(() => undefined);

  /** @param exchange how it meets other consoles; null: by files only. */
  constructor(profile: string, feeds: readonly string[], exchange: ExchangeStart | null = null) {
    this.profile = profile;
    this.#feeds = feeds;
    this.#exchange = exchange;
    mkdirSync(profile, { recursive: true });
  }

  get output(): string {
    return this.#output;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get isAlive(): boolean {
    return this.#child !== null && !hasEnded(this.#child);
  }

  /**
   * Starts the core and opens its window; `wrapper` is put before it, e.g. strace. Resolves when the core is ready.
   * Rejects with `Refused` when it could not start, with `Unanswered` when it ended without a word.
   */
  async start(wrapper: readonly string[] = []): Promise<void> {
    const [command = '', ...args] = [...wrapper, process.execPath, CORE];
    const child = own(
      spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], serialization: 'advanced' }),
    );
    this.#child = child;
    this.#output = '';
    const line = new WindowLine((data) => this.raw(data));
    this.#line = line;
    const take = (data: Buffer): void => void (this.#output = (this.#output + data.toString()).slice(-50_000));
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    const ready = new Promise<void>((resolve, reject) => {
      child.on('message', (message: CoreToHost) => {
        if (message.type === 'ready') resolve();
        else if (message.type === 'failed') reject(new Refused(message.problem));
        else if (message.type === 'message') line.take(message.data);
      });
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        const ended = new Unanswered(`the core ended (${code ?? signal}):\n${this.#output.slice(-2_000)}`);
        reject(ended);
        line.lost(ended);
      });
    });
    this.#send({ type: 'start', start: coreStart(this.profile, this.#feeds, this.#exchange) });
    await ready;
    this.#send({ type: 'open', window: WINDOW });
  }

  call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallAnswer<N>> {
    if (!this.isAlive) return Promise.reject(new Unanswered('the core has ended'));
    return this.#line.call(name, args);
  }

  watch<N extends QueryName>(name: N, args: QueryArgs<N>): Watched<QueryRow<N>> {
    return this.#line.watch(name, args);
  }

  /** A string as a window could send it, sound or not. */
  raw(data: string): void {
    this.#send({ type: 'message', window: WINDOW, data });
  }

  async kill9(): Promise<void> {
    const child = this.#child;
    if (!child || hasEnded(child)) return;
    // Of a traced core the tracer is our child; the core would outlive it.
    const traced = child.pid === undefined ? undefined : childOf(child.pid);
    if (traced !== undefined) process.kill(traced, 'SIGKILL');
    await kill9(child);
  }

  /** The quiet end. Resolves with false when it took longer than ten seconds and had to be killed. */
  async stop(): Promise<boolean> {
    const child = this.#child;
    if (!child || hasEnded(child)) return true;
    const ended = once(child, 'exit').then(() => true);
    this.#send({ type: 'stop' });
    const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 10_000).unref());
    if (await Promise.race([ended, late])) return true;
    await this.kill9();
    return false;
  }

  #send(message: HostToCore): void {
    // A core that has just been killed cannot be told; whoever waits for an answer learns it from `exit`.
    if (this.#child?.connected) this.#child.send(message, () => undefined);
  }
}
