import type { CallAnswer, CallArgs, CallName } from '../../shared/protocol/console-api/calls.ts';
import {
  MAX_LINK_BYTES,
  type LinkDown,
  type LinkUp,
  type RowsMessage,
} from '../../shared/protocol/console-api/link.ts';
import type { QueryArgs, QueryName, QueryRow } from '../../shared/protocol/console-api/queries.ts';
import { ProblemError, type Problem } from '../../shared/kit/problem.ts';
import type { Link, LinkState, Rows, Transport } from './link.ts';

interface PendingCall {
  readonly message: string;
  resolve(value: unknown): void;
  reject(error: ProblemError): void;
}

interface Watch {
  readonly message: string;
  /** True from the return of a lost line until its first rows. */
  restart: boolean;
  onRows(rows: Rows<never>): void;
  onEnded(problem: Problem): void;
}

function lineProblem(code: string, params: Problem['params'] = {}): ProblemError {
  return new ProblemError({ code, origin: 'link', params });
}

/** UTF-8 bytes; a JavaScript character is at most three of them. */
function isTooLarge(message: string): boolean {
  if (message.length * 3 <= MAX_LINK_BYTES) return false;
  return message.length > MAX_LINK_BYTES || new TextEncoder().encode(message).length > MAX_LINK_BYTES;
}

/**
 * The `Link` over any transport (L1–L5 in README.md). Ids are per line and never used twice, so a late message of a query
 * that has ended finds nobody.
 */
export class Line implements Link {
  readonly #transport: Transport;
  readonly #calls = new Map<number, PendingCall>();
  readonly #watches = new Map<number, Watch>();
  readonly #listeners = new Set<(state: LinkState) => void>();
  #state: LinkState = 'connecting';
  #lastId = 0;

  constructor(transport: Transport) {
    this.#transport = transport;
    transport.onMessage((message) => this.#receive(message));
    transport.onState((state) => this.#enter(state));
  }

  get state(): LinkState {
    return this.#state;
  }

  onState(listener: (state: LinkState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallAnswer<N>> {
    const id = ++this.#lastId;
    const message = JSON.stringify({ t: 'call', id, name, args } satisfies LinkUp);
    if (isTooLarge(message)) return Promise.reject(lineProblem('message-too-large', { limit: MAX_LINK_BYTES }));
    if (this.#state === 'lost') return Promise.reject(lineProblem('line-lost'));
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { message, resolve: resolve as (value: unknown) => void, reject });
      // While the first connection is being made the call waits; `#enter` sends it.
      if (this.#state === 'open') this.#transport.send(message);
    });
  }

  watch<N extends QueryName>(
    name: N,
    args: QueryArgs<N>,
    onRows: (rows: Rows<QueryRow<N>>) => void,
    onEnded: (problem: Problem) => void = reportEnd,
  ): () => void {
    const id = ++this.#lastId;
    const message = JSON.stringify({ t: 'watch', id, name, args } satisfies LinkUp);
    this.#watches.set(id, { message, restart: false, onRows: onRows as Watch['onRows'], onEnded });
    if (this.#state === 'open') this.#transport.send(message);
    return () => {
      if (!this.#watches.delete(id) || this.#state !== 'open') return;
      this.#transport.send(JSON.stringify({ t: 'unwatch', id } satisfies LinkUp));
    };
  }

  #enter(state: LinkState): void {
    if (state === this.#state) return;
    const first = this.#state === 'connecting';
    this.#state = state;
    if (state === 'lost') {
      const calls = [...this.#calls.values()];
      this.#calls.clear();
      for (const call of calls) call.reject(lineProblem('line-lost'));
    } else if (state === 'open') {
      for (const watch of this.#watches.values()) {
        watch.restart = !first;
        this.#transport.send(watch.message);
      }
      for (const call of this.#calls.values()) this.#transport.send(call.message);
    }
    for (const listener of this.#listeners) listener(state);
  }

  #receive(text: string): void {
    // The core is ours and its messages are typed; one that does not parse is a fault to be seen, not to be passed over.
    const message = JSON.parse(text) as LinkDown;
    switch (message.t) {
      case 'rows':
        return this.#rows(message);
      case 'answer': {
        const call = this.#calls.get(message.id);
        this.#calls.delete(message.id);
        if (message.ok) call?.resolve(message.value);
        else call?.reject(new ProblemError(message.problem));
        return;
      }
      case 'ended': {
        const watch = this.#watches.get(message.id);
        this.#watches.delete(message.id);
        watch?.onEnded(message.problem);
      }
    }
  }

  #rows(message: RowsMessage): void {
    const watch = this.#watches.get(message.id);
    if (!watch) return;
    const restart = watch.restart;
    watch.restart = false;
    const { put, remove, complete, total } = message;
    // The rows' type follows from the query's name, which both ends take from one contract.
    watch.onRows({ put: put as never[], remove, complete, restart, ...(total === undefined ? {} : { total }) });
  }
}

function reportEnd(problem: Problem): void {
  reportError(new ProblemError(problem));
}
