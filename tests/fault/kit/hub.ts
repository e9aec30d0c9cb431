import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { Agent, request } from 'node:http';
import path from 'node:path';
import { freePort, ROOT } from '../../fixtures/processes.ts';
import { hasEnded, kill9, own } from './children.ts';
import { until } from './wait.ts';

export const TOKEN = 'fault-token-of-this-run';

export interface Health {
  readonly id: string;
  readonly epoch: string;
  readonly head: number;
  readonly clients: number;
}

/** The real hub as a process of its own, on a port and a folder that outlive it. */
export class Hub {
  readonly port: number;
  readonly data: string;
  readonly #feeds: readonly string[];
  readonly #agent = new Agent({ keepAlive: true });
  #child: ChildProcess | null = null;
  #output = '';

  private constructor(port: number, data: string, feeds: readonly string[]) {
    this.port = port;
    this.data = data;
    this.#feeds = feeds;
  }

  /** A started hub with empty feeds; they are filled by intake and commands. */
  static async start(data: string, feeds: readonly string[] = ['fault']): Promise<Hub> {
    const hub = new Hub(await freePort(), data, feeds);
    mkdirSync(data, { recursive: true });
    await hub.start();
    return hub;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  url(feed: string): string {
    return `${this.origin}/${feed}`;
  }

  /** The log of a feed: an SQLite file. */
  log(feed: string): string {
    return path.join(this.data, `${feed}.sqlite`);
  }

  async start(): Promise<void> {
    const feeds = this.#feeds.flatMap((feed) => ['--feed', feed]);
    const args = ['--port', String(this.port), '--data', this.data, '--token', TOKEN, '--lang', 'en', ...feeds];
    const child = own(
      spawn(process.execPath, [path.join(ROOT, 'hub/main.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] }),
    );
    this.#child = child;
    this.#output = '';
    const take = (data: Buffer): void => void (this.#output = (this.#output + data.toString()).slice(-20_000));
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    await until(`hub ready`, 15_000, () => {
      if (hasEnded(child)) throw new Error(`the hub ended:\n${this.#output}`);
      return this.#output.includes('hub ready') ? true : null;
    });
  }

  get output(): string {
    return this.#output;
  }

  /** False when it has ended without being asked to. */
  get isAlive(): boolean {
    return this.#child !== null && !hasEnded(this.#child);
  }

  async kill9(): Promise<void> {
    if (this.#child) await kill9(this.#child);
  }

  /** SIGTERM, and its end. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || hasEnded(child)) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  /** The process stops answering while its sockets stay open: a half-open link for everyone else. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  async health(feed = 'fault'): Promise<Health> {
    const { feeds } = JSON.parse((await this.#ask('GET', '/health', {}, '')).body) as { feeds: Health[] };
    const found = feeds.find(({ id }) => id === feed);
    if (!found) throw new Error(`the hub serves no ${feed}`);
    return found;
  }

  /** Posts one record to the intake. Rejects when the line breaks: then it is not known whether it was taken. */
  async report(feed: string, key: string, body: unknown): Promise<{ status: number; body: string }> {
    const headers = {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    };
    return this.#ask('POST', `/${feed}/intake`, headers, JSON.stringify(body));
  }

  #ask(
    method: string,
    where: string,
    headers: Record<string, string>,
    body: string,
  ): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const asked = request(
        { host: '127.0.0.1', port: this.port, path: where, method, agent: this.#agent, timeout: 10_000, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (part: string) => (text += part));
          response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
          response.on('error', reject);
        },
      ); // prettier-ignore
      asked.on('timeout', () => asked.destroy(new Error('no answer from the hub in 10 s')));
      asked.on('error', reject);
      asked.end(body);
    });
  }
}
