import type { LiveSource, WireRow } from '../queries/live-source.ts';

const PAGE = 500;

/** The rows that a query has now, one after the other. */
export function* allRows(source: LiveSource): Generator<WireRow> {
  const pass = source.pass();
  for (let rows = pass.next(PAGE); rows.length > 0; rows = pass.next(PAGE)) yield* rows;
}
