import type { Problem } from '../../../shared/kit/problem.ts';
import type { CallAnswer, CallArgs, CallName } from '../../../shared/protocol/console-api/calls.ts';
import type { LinkDown, LinkUp } from '../../../shared/protocol/console-api/link.ts';
import type { QueryArgs, QueryName, QueryRow } from '../../../shared/protocol/console-api/queries.ts';

/** The core refused a call, or could not start; `problem` is what a window would show. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`refused: ${JSON.stringify(problem)}`);
    this.problem = problem;
  }
}

/** The core ended before it answered: the officer does not know. */
export class Unanswered extends Error {}

/** The rows of a live query, kept as a window keeps them. */
export interface Watched<Row> {
  readonly rows: Map<string, Row>;
  complete: boolean;
  /** Why the core ended it, if it did. */
  ended: Problem | null;
  /** The window looks no more. */
  close(): void;
}

/** What an officer and a check need of a console. */
export interface Seat {
  readonly isAlive: boolean;
  call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallAnswer<N>>;
  watch<N extends QueryName>(name: N, args: QueryArgs<N>): Watched<QueryRow<N>>;
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** One window's end of the line to a core, whatever carries it. */
export class WindowLine {
  readonly #send: (message: string) => void;
  #nextId = 1;
  readonly #waiting = new Map<number, Waiting>();
  readonly #watched = new Map<number, Watched<{ readonly id: string }>>();

  constructor(send: (message: string) => void) {
    this.#send = send;
  }

  /** Rejects with `Refused` or `Unanswered`. */
  async call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallAnswer<N>> {
    const id = this.#nextId++;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#up({ t: 'call', id, name, args });
    return (await answer) as CallAnswer<N>;
  }

  watch<N extends QueryName>(name: N, args: QueryArgs<N>): Watched<QueryRow<N>> {
    const id = this.#nextId++;
    const close = (): void => {
      this.#watched.delete(id);
      this.#up({ t: 'unwatch', id });
    };
    const watched: Watched<{ readonly id: string }> = { rows: new Map(), complete: false, ended: null, close };
    this.#watched.set(id, watched);
    this.#up({ t: 'watch', id, name, args });
    return watched as unknown as Watched<QueryRow<N>>;
  }

  take(data: string): void {
    const message = JSON.parse(data) as LinkDown;
    if (message.t === 'answer') {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.ok) waiting?.resolve(message.value);
      else waiting?.reject(new Refused(message.problem));
      return;
    }
    const watched = this.#watched.get(message.id);
    if (!watched) return;
    if (message.t === 'ended') {
      watched.ended = message.problem;
      return;
    }
    for (const row of message.put as { readonly id: string }[]) watched.rows.set(row.id, row);
    for (const id of message.remove) watched.rows.delete(id);
    if (message.complete) watched.complete = true;
  }

  /** The core is gone; whoever waits learns it. */
  lost(reason: Unanswered): void {
    for (const waiting of this.#waiting.values()) waiting.reject(reason);
    this.#waiting.clear();
  }

  #up(message: LinkUp): void {
    this.#send(JSON.stringify(message));
  }
}
