import type { LinkDown, LinkUp } from '../../../shared/protocol/console-api/link.ts';
import type { CallAnswer, CallArgs, CallName } from '../../../shared/protocol/console-api/calls.ts';
import type { QueryArgs, QueryName, QueryRow } from '../../../shared/protocol/console-api/queries.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Channel } from '../kernel/channel.ts';
import { systemClock } from '../kernel/system-ports.ts';

/** A window without a screen: its side of a channel, with the live queries it watches as maps. */
export class TestWindow {
  readonly channel: Channel;
  readonly received: string[] = [];
  readonly ended: Extract<LinkDown, { t: 'ended' }>[] = [];
  readonly #watched = new Map<number, Map<string, unknown>>();
  readonly #asked = new Map<number, (answer: Extract<LinkDown, { t: 'answer' }>) => void>();
  #id = 0;
  #toCore: (message: string) => void = () => undefined;
  #closeCore: () => void = () => undefined;
  isClosed = false;

  constructor() {
    this.channel = {
      send: (message) => this.#take(message),
      onMessage: (listener) => {
        this.#toCore = listener;
      },
      onClose: (listener) => {
        this.#closeCore = listener;
      },
      close: () => {
        this.isClosed = true;
      },
    };
  }

  /** Whatever the text is. */
  sendRaw(text: string): void {
    this.#toCore(text);
  }

  close(): void {
    this.#closeCore();
  }

  watch<N extends QueryName>(name: N, args: QueryArgs<N>): Map<string, QueryRow<N>> {
    const rows = new Map<string, QueryRow<N>>();
    this.#id += 1;
    this.#watched.set(this.#id, rows);
    this.#send({ t: 'watch', id: this.#id, name, args });
    return rows;
  }

  call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallAnswer<N>> {
    this.#id += 1;
    const id = this.#id;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, (answer) => {
        if (answer.ok) resolve(answer.value as CallAnswer<N>);
        else reject(new ProblemError(answer.problem));
      });
      this.#send({ t: 'call', id, name, args });
    });
  }

  #send(message: LinkUp): void {
    this.sendRaw(JSON.stringify(message));
  }

  #take(text: string): void {
    this.received.push(text);
    const message = JSON.parse(text) as LinkDown;
    if (message.t === 'answer') this.#asked.get(message.id)?.(message);
    else if (message.t === 'ended') this.ended.push(message);
    else {
      const rows = this.#watched.get(message.id);
      for (const row of message.put as { id: string }[]) rows?.set(row.id, row);
      for (const id of message.remove) rows?.delete(id);
    }
  }
}

/** Waits until something is so, and says what was not. */
export async function until(what: string, isSo: () => boolean, milliseconds = 5_000): Promise<void> {
  const end = systemClock.monotonic() + milliseconds;
  while (!isSo()) {
    if (systemClock.monotonic() > end) throw new Error(`not within ${milliseconds} ms: ${what}`);
    await new Promise<void>((resolve) => systemClock.after(5, resolve));
  }
}
