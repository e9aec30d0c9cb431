import type { CallAnswer, CallArgs, CallName } from '../../shared/protocol/console-api/calls.ts';
import type { QueryArgs, QueryName, QueryRow } from '../../shared/protocol/console-api/queries.ts';
import type { Problem } from '../../shared/kit/problem.ts';

export type LinkState = 'connecting' | 'open' | 'lost';

/** A part of a live query as it reaches the window. `restart`: the line was lost and came back; forget all rows first. */
export interface Rows<Row> {
  readonly put: readonly Row[];
  readonly remove: readonly string[];
  readonly complete: boolean;
  readonly total?: number;
  readonly restart: boolean;
}

/** The window's one line to the core. Watches survive a lost line: they start again by themselves when it is back. */
export interface Link {
  call<N extends CallName>(name: N, args: CallArgs<N>): Promise<CallAnswer<N>>;
  /**
   * Returns the function that ends the watch. `onEnded` hears why the core will not give (more) rows; without it the
   * problem is reported as an error of the window, never dropped.
   */
  watch<N extends QueryName>(
    name: N,
    args: QueryArgs<N>,
    onRows: (rows: Rows<QueryRow<N>>) => void,
    onEnded?: (problem: Problem) => void,
  ): () => void;
  readonly state: LinkState;
  onState(listener: (state: LinkState) => void): () => void;
}

/** What carries the strings: a MessagePort on the desktop, a WebSocket on loopback. */
export interface Transport {
  send(message: string): void;
  onMessage(listener: (message: string) => void): void;
  onState(listener: (state: LinkState) => void): void;
}
