import { calls, type CallName } from '../../../shared/protocol/console-api/calls.ts';
import { linkUp, MAX_LINK_BYTES, type LinkDown, type LinkUp } from '../../../shared/protocol/console-api/link.ts';
import { ProblemError, toProblem, type Problem } from '../../../shared/kit/problem.ts';
import { findPoison } from '../../../shared/kit/untrusted.ts';
import type { Channel } from '../kernel/channel.ts';
import type { Log } from '../kernel/ports.ts';
import type { Lookup } from '../kernel/registry.ts';
import type { LiveQueries } from '../queries/live-queries.ts';
import { Serialised } from './call-handlers.ts';

/** Watches of one window at a time. */
const MAX_WATCHES = 200;
/** Characters on their way to a window before deltas are held back and merged. */
const BACKLOG_LIMIT = 4_000_000;

export interface LinkServerParts {
  readonly calls: Lookup;
  readonly queries: LiveQueries;
  readonly log: Log;
}

/** Serves windows. One for the core; what it knows of a window ends with its channel. */
export class LinkServer {
  readonly #parts: LinkServerParts;
  readonly #windows = new Set<Window>();

  constructor(parts: LinkServerParts) {
    this.#parts = parts;
  }

  serve(channel: Channel): void {
    const window = new Window(channel, this.#parts);
    this.#windows.add(window);
    channel.onMessage((message) => window.take(message));
    channel.onClose(() => {
      this.#windows.delete(window);
      window.end();
    });
  }

  stop(): void {
    for (const window of this.#windows) {
      window.end();
      window.close();
    }
    this.#windows.clear();
  }
}

class Window {
  readonly #channel: Channel;
  readonly #parts: LinkServerParts;
  readonly #watches = new Map<number, () => void>();

  constructor(channel: Channel, parts: LinkServerParts) {
    this.#channel = channel;
    this.#parts = parts;
  }

  end(): void {
    for (const stop of this.#watches.values()) stop();
    this.#watches.clear();
  }

  close(): void {
    this.#channel.close();
  }

  /** L1: nothing that a window sends ends more than its own question. */
  take(message: string): void {
    const read = readMessage(message);
    if ('problem' in read) {
      this.#parts.log.warn('window message refused', { code: read.problem.code, detail: read.problem.detail });
      if (read.id !== null) this.#send({ t: 'answer', id: read.id, ok: false, problem: read.problem });
      return;
    }
    const { up } = read;
    if (up.t === 'call') this.#call(up.id, up.name, up.args);
    else if (up.t === 'watch') this.#watch(up.id, up.name, up.args);
    else this.#unwatch(up.id);
  }

  #call(id: number, name: string, args: unknown): void {
    try {
      const handler = this.#parts.calls.get(name);
      if (!handler) throw new ProblemError({ code: 'unknown-call', origin: 'api', params: { name } });
      const parsed = calls[name as CallName].args.safeParse(args);
      if (!parsed.success) {
        throw new ProblemError({
          code: 'bad-arguments',
          origin: 'api',
          params: { name },
          detail: parsed.error.message,
        });
      }
      const value = handler(parsed.data);
      if (!(value instanceof Promise)) return this.#answer(id, value);
      value.then(
        (later) => this.#answer(id, later),
        (error: unknown) => this.#refuse(id, name, error),
      );
    } catch (error) {
      this.#refuse(id, name, error);
    }
  }

  /** A window that went away meanwhile hears nothing: its channel is closed. */
  #answer(id: number, value: unknown): void {
    const json = value instanceof Serialised ? value.json : JSON.stringify(value);
    this.#channel.send(`{"t":"answer","id":${id},"ok":true,"value":${json}}`);
  }

  #refuse(id: number, name: string, error: unknown): void {
    if (!(error instanceof ProblemError)) this.#parts.log.error('call failed', { name, error: String(error) });
    this.#send({ t: 'answer', id, ok: false, problem: toProblem(error, 'core') });
  }

  #watch(id: number, name: string, args: unknown): void {
    try {
      if (this.#watches.has(id)) throw new ProblemError({ code: 'watch-twice', origin: 'api', params: { id } });
      if (this.#watches.size >= MAX_WATCHES) {
        throw new ProblemError({ code: 'too-many-watches', origin: 'api', params: { limit: MAX_WATCHES } });
      }
      const channel = this.#channel;
      const watcher = {
        send(body: string, complete: boolean, total?: number) {
          const count = total === undefined ? '' : `,"total":${total}`;
          channel.send(`{"t":"rows","id":${id},${body},"complete":${complete}${count}}`);
        },
        get isBehind() {
          return (channel.backlog?.() ?? 0) > BACKLOG_LIMIT;
        },
      };
      this.#watches.set(id, this.#parts.queries.watch(name, args, watcher));
    } catch (error) {
      if (!(error instanceof ProblemError)) this.#parts.log.error('watch failed', { name, error: String(error) });
      this.#send({ t: 'ended', id, problem: toProblem(error, 'core') });
    }
  }

  #unwatch(id: number): void {
    this.#watches.get(id)?.();
    this.#watches.delete(id);
  }

  #send(message: LinkDown): void {
    this.#channel.send(JSON.stringify(message));
  }
}

/** A window's message, or why it is none; `id` where a question can be answered. */
function readMessage(message: string): { up: LinkUp } | { problem: Problem; id: number | null } {
  const refuse = (code: string, id: number | null = null, detail?: string) => ({
    problem: { code, origin: 'api', ...(detail !== undefined && { detail }) },
    id,
  });
  if (message.length > MAX_LINK_BYTES || Buffer.byteLength(message) > MAX_LINK_BYTES)
    return refuse('message-too-large');
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch (error) {
    return refuse('message-not-json', null, String(error));
  }
  const id = idOf(value);
  const poison = findPoison(value);
  if (poison) return refuse(poison, id);
  const parsed = linkUp.safeParse(value);
  return parsed.success ? { up: parsed.data } : refuse('message-not-understood', id, parsed.error.message);
}

function idOf(value: unknown): number | null {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : null;
}
