import type { Link } from '../link/link.ts';
import type { QueryArgs, QueryName, QueryRow } from '../../shared/protocol/console-api/queries.ts';
import type { Rows } from '../link/link.ts';
import type { FeedRow } from '../../shared/protocol/console-api/rows.ts';
import type { Instant } from '../../shared/kit/time.ts';
import { LiveCollection } from './live-collection.ts';

/** Queries that the shell itself needs: opened with the window and never closed. */
const STANDING: ReadonlySet<QueryName> = new Set([
  'incidents',
  'resources',
  'alerts',
  'warnings',
  'storm',
  'supplies',
  'feeds',
  'moment',
  'outbox',
  'conflicts',
  'seat',
  'officers',
  'preferences',
]);

/** What the console knows of the past, too (rule S7). */
const OF_RECORDS: ReadonlySet<QueryName> = new Set<QueryName>([
  'incidents',
  'resources',
  'alerts',
  'warnings',
  'supplies',
  'conflicts',
  'drawings',
  'hazards',
  'cases',
  'opinions',
  'decisions',
  'orders',
  'reports',
  'journal',
  'handovers',
  'findings',
  'timeline',
]);

/** How long a query outlives its last reader, so that going back to it is instant. */
const LINGER = 30_000;

interface Opened {
  readonly name: QueryName;
  readonly collection: LiveCollection<{ readonly id: string }>;
  /** Asks the core anew, when live gives way to past or back. */
  readonly watch: () => void;
  stop: () => void;
  users: number;
  timer: ReturnType<typeof setTimeout> | null;
}

/** Every live query of this window, opened once per name and arguments (rule S1). */
export class Collections {
  readonly #link: Link;
  readonly #standing: ReadonlySet<QueryName>;
  readonly #opened = new Map<string, Opened>();
  #past: Instant | null = null;

  constructor(link: Link, standing = STANDING) {
    this.#link = link;
    this.#standing = standing;
  }

  /** S7: records as known at that time, under the same collections; null: live again. */
  setPast(past: Instant | null): void {
    if (past === this.#past) return;
    this.#past = past;
    for (const { name, watch } of this.#opened.values()) if (OF_RECORDS.has(name) || name === 'feeds') watch();
  }

  /** The shared copy; opens the query when nobody has it yet. Without `retain` it closes by itself after `LINGER`. */
  open<N extends QueryName>(name: N, args: QueryArgs<N>): LiveCollection<QueryRow<N>> {
    const opened = this.#find(name, args);
    if (opened.users === 0) this.#closeLater(name, args, opened);
    return opened.collection as unknown as LiveCollection<QueryRow<N>>;
  }

  /** Keeps the query open until the returned function is called. */
  retain<N extends QueryName>(name: N, args: QueryArgs<N>): () => void {
    const opened = this.#find(name, args);
    opened.users += 1;
    if (opened.timer !== null) clearTimeout(opened.timer);
    opened.timer = null;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      opened.users -= 1;
      if (opened.users === 0) this.#closeLater(name, args, opened);
    };
  }

  #find<N extends QueryName>(name: N, args: QueryArgs<N>): Opened {
    const key = keyOf(name, args);
    const known = this.#opened.get(key);
    if (known) return known;
    const collection = new LiveCollection<QueryRow<N>>();
    const opened: Opened = {
      name,
      collection: collection as unknown as LiveCollection<{ readonly id: string }>,
      watch: () => {
        opened.stop();
        opened.stop = this.#watch(name, args, collection);
      },
      stop: () => undefined,
      users: 0,
      timer: null,
    };
    opened.watch();
    this.#opened.set(key, opened);
    return opened;
  }

  #watch<N extends QueryName>(name: N, args: QueryArgs<N>, into: LiveCollection<QueryRow<N>>): () => void {
    const past = this.#past;
    let isFirst = true;
    const take = (rows: Rows<QueryRow<N>>): void => {
      // What was shown before stands until the first answer, and then goes at once.
      into.take(isFirst ? { ...rows, restart: true } : rows);
      isFirst = false;
    };
    if (past === null) return this.#link.watch(name, args, take);
    if (OF_RECORDS.has(name)) return this.#link.watch(name, { ...args, past }, take);
    // How a feed is now says nothing about how far its rows were to be trusted then.
    if (name === 'feeds') return this.#link.watch('feeds', {}, (rows) => take(asKept(rows) as Rows<never>));
    return this.#link.watch(name, args, take);
  }

  #closeLater<N extends QueryName>(name: N, args: QueryArgs<N>, opened: Opened): void {
    if (this.#standing.has(name)) return;
    if (opened.timer !== null) clearTimeout(opened.timer);
    opened.timer = setTimeout(() => {
      opened.stop();
      this.#opened.delete(keyOf(name, args));
    }, LINGER);
  }
}

function asKept(rows: Rows<FeedRow>): Rows<FeedRow> {
  return { ...rows, put: rows.put.map((row) => ({ ...row, status: { state: 'live', since: row.status.since } })) };
}

function keyOf(name: QueryName, args: object): string {
  const fields = Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${name} ${JSON.stringify(fields)}`;
}
