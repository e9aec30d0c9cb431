import type { Link } from '../link/link.ts';
import type { QueryArgs, QueryName, QueryRow } from '../../shared/protocol/console-api/queries.ts';
import { LiveCollection } from './live-collection.ts';

/** Queries that the shell itself needs: opened with the window and never closed. */
const STANDING: ReadonlySet<QueryName> = new Set([
  'incidents',
  'resources',
  'alerts',
  'supplies',
  'feeds',
  'outbox',
  'conflicts',
  'seat',
  'officers',
  'preferences',
]);

/** How long a query outlives its last reader, so that going back to it is instant. */
const LINGER = 30_000;

interface Opened {
  readonly collection: LiveCollection<{ readonly id: string }>;
  readonly stop: () => void;
  users: number;
  timer: ReturnType<typeof setTimeout> | null;
}

/** Every live query of this window, opened once per name and arguments (rule S1). */
export class Collections {
  readonly #link: Link;
  readonly #opened = new Map<string, Opened>();

  constructor(link: Link) {
    this.#link = link;
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
    const stop = this.#link.watch(name, args, (rows) => collection.take(rows));
    const opened: Opened = {
      collection: collection as unknown as LiveCollection<{ readonly id: string }>,
      stop,
      users: 0,
      timer: null,
    };
    this.#opened.set(key, opened);
    return opened;
  }

  #closeLater<N extends QueryName>(name: N, args: QueryArgs<N>, opened: Opened): void {
    if (STANDING.has(name)) return;
    if (opened.timer !== null) clearTimeout(opened.timer);
    opened.timer = setTimeout(() => {
      opened.stop();
      this.#opened.delete(keyOf(name, args));
    }, LINGER);
  }
}

function keyOf(name: QueryName, args: object): string {
  const fields = Object.entries(args).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${name} ${JSON.stringify(fields)}`;
}
