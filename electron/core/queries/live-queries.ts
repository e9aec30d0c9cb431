import { queries, type QueryName } from '../../../shared/protocol/console-api/queries.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type * as z from 'zod';
import type { Clock } from '../kernel/ports.ts';
import type { Lookup } from '../kernel/registry.ts';
import { LiveQuery, type Watcher } from './live-query.ts';
import type { LiveSource } from './live-source.ts';
import { Streamer } from './streamer.ts';

/** What answers each live query of the console API. */
export type QueryHandlers = {
  readonly [N in QueryName]: (args: z.output<(typeof queries)[N]['args']>) => LiveSource;
};

/** Every live query that is being watched; one for all windows that ask the same (Q4). */
export class LiveQueries {
  readonly #handlers: Lookup;
  readonly #clock: Clock;
  readonly #streamer: Streamer;
  readonly #running = new Map<string, LiveQuery>();

  constructor(handlers: Lookup, clock: Clock) {
    this.#handlers = handlers;
    this.#clock = clock;
    this.#streamer = new Streamer(clock);
  }

  /** Throws `ProblemError` `unknown-query` or `bad-arguments`. Returns the end of the watch. */
  watch(name: string, args: unknown, watcher: Watcher): () => void {
    const handler = this.#handlers.get(name);
    if (!handler) throw new ProblemError({ code: 'unknown-query', origin: 'api', params: { name } });
    const parsed = queries[name as QueryName].args.safeParse(args);
    if (!parsed.success)
      throw new ProblemError({ code: 'bad-arguments', origin: 'api', params: { name }, detail: parsed.error.message });
    // The schema gives the keys one order, so equal arguments are equal texts.
    const key = `${name} ${JSON.stringify(parsed.data)}`;
    let query = this.#running.get(key);
    if (!query) {
      query = new LiveQuery(handler(parsed.data) as LiveSource, this.#clock, this.#streamer);
      this.#running.set(key, query);
    }
    const started = query;
    const end = started.watch(watcher);
    return () => {
      end();
      if (!started.isWatched && this.#running.get(key) === started) this.#running.delete(key);
    };
  }
}
