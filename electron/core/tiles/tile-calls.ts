import type { CallHandlers } from '../api/call-handlers.ts';
import { passOver, type LiveSource } from '../queries/live-source.ts';
import type { Signal } from '../kernel/signal.ts';
import type { ActingSeat } from '../sync/seat.ts';
import type { Tiles } from './tiles.ts';

type TileCallName =
  | 'addTileFile'
  | 'addTileTemplate'
  | 'removeTileSource'
  | 'estimatePreload'
  | 'startPreload'
  | 'pausePreload'
  | 'resumePreload'
  | 'removePreload';

/** What an officer does to base maps. Acts, all but the estimate: a locked seat does none. */
export function tileCalls(tiles: Tiles, seat: ActingSeat): Pick<CallHandlers, TileCallName> {
  return {
    async addTileFile({ path }) {
      void seat.actor;
      return { id: await tiles.addFile(path) };
    },
    async addTileTemplate(form) {
      void seat.actor;
      return { id: await tiles.addTemplate(form) };
    },
    async removeTileSource({ id }) {
      void seat.actor;
      await tiles.removeSource(id);
      return null;
    },
    estimatePreload: ({ source, ...area }) => tiles.estimate(source, area),
    async startPreload({ source, ...area }) {
      void seat.actor;
      return { id: await tiles.startPreload(source, area) };
    },
    pausePreload({ id }) {
      void seat.actor;
      tiles.pausePreload(id);
      return null;
    },
    resumePreload({ id }) {
      void seat.actor;
      tiles.resumePreload(id);
      return null;
    },
    removePreload({ id }) {
      void seat.actor;
      tiles.removePreload(id);
      return null;
    },
  };
}

export function tileSourcesSource(tiles: Tiles): LiveSource {
  return rowsById(
    () => tiles.sourceRows,
    (id) => tiles.sourceRow(id),
    tiles.sourceChanged,
  );
}

export function preloadsSource(tiles: Tiles): LiveSource {
  return rowsById(
    () => tiles.preloadRows,
    (id) => tiles.preloadRow(id),
    tiles.preloadChanged,
  );
}

/** Few rows that come, change and go; the signal names one, and it is read when it is sent. */
function rowsById<Row extends { readonly id: string }>(
  all: () => readonly Row[],
  one: (id: string) => Row | null,
  changes: Signal<string>,
): LiveSource {
  const write = (id: string): string | null => {
    const row = one(id);
    return row && JSON.stringify(row);
  };
  return {
    pass: () => passOver(all().map((row) => ({ id: row.id, json: JSON.stringify(row) }))),
    subscribe: (changed) => changes.on((id) => changed(id, () => write(id))),
  };
}
