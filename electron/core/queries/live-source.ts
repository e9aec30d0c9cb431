/** A row ready for the wire. */
export interface WireRow {
  readonly id: string;
  readonly json: string;
}

/** One walk over the rows that a query has now, in its order. */
export interface Pass {
  /** How many rows there are, for the first message; null where counting costs as much as reading. */
  readonly total: number | null;
  /** The next rows, at most about `limit`. An empty list ends the walk. Each call reads the newest committed state (Q3). */
  next(limit: number): readonly WireRow[];
}

/** Says that a row changed. `json` is asked for once, when the change is sent; null: the row is gone. */
export type Changed = (id: string, json: () => string | null) => void;

/** Where the rows of a live query come from. */
export interface LiveSource {
  pass(): Pass;
  /** Tells of every change from now on, after its commit and in the same turn. Returns the end. */
  subscribe(changed: Changed): () => void;
}

/** A walk over rows that are all in memory already. */
export function passOver(rows: readonly WireRow[]): Pass {
  let position = 0;
  return {
    total: rows.length,
    next(limit) {
      const part = rows.slice(position, position + limit);
      position += part.length;
      return part;
    },
  };
}

const PAGE = 500;

/** The rows that a query has now, one after the other; a part is asked for when the one before has been taken. */
export function* allRows(source: LiveSource): Generator<WireRow> {
  const pass = source.pass();
  for (let rows = pass.next(PAGE); rows.length > 0; rows = pass.next(PAGE)) yield* rows;
}

/** Takes every row that there is, and from then on every change: for what the core itself keeps of a query. Returns the end. */
export function follow(source: LiveSource, take: (id: string, json: string | null) => void): () => void {
  const end = source.subscribe((id, json) => take(id, json()));
  for (const { id, json } of allRows(source)) take(id, json);
  return end;
}
