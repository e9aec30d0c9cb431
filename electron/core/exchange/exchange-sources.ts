import { passOver, type LiveSource } from '../queries/live-source.ts';
import type { QueryHandlers } from '../queries/live-queries.ts';
import type { Signal } from '../kernel/signal.ts';
import type { Exchange } from './exchange.ts';

/** Few rows, read at once; those that go are told too. */
function source<Row extends { readonly id: string }>(
  rows: () => readonly Row[],
  changes: Signal<{ readonly id: string; readonly row: Row | null }>,
): LiveSource {
  return {
    pass: () => passOver(rows().map((row) => ({ id: row.id, json: JSON.stringify(row) }))),
    subscribe: (changed) => changes.on(({ id, row }) => changed(id, () => row && JSON.stringify(row))),
  };
}

export function exchangeQueries(exchange: Exchange): Pick<QueryHandlers, 'peers' | 'stations'> {
  return {
    peers: () => source(() => exchange.peerRows(), exchange.peerChanged),
    stations: () => source(() => exchange.stationRows(), exchange.stationChanged),
  };
}
