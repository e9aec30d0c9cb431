import type { TileSourceRow } from '../../../shared/protocol/console-api/tile-rows.ts';
import type { TileAddress } from './tile-facts.ts';

/** A tile as a window gets it. */
export interface ServedTile {
  /** Null: there is none at this place. */
  readonly data: Uint8Array | null;
  readonly type: string;
  /** `stale`: past its time, and its server could not be asked. */
  readonly state: 'fresh' | 'stale';
}

/** One set of tiles that the map can show. */
export interface TileSource {
  readonly row: TileSourceRow;
  /** Rejects with a `ProblemError` when there is nothing to show and the reason is not that the place is empty. */
  read(tile: TileAddress): Promise<ServedTile>;
  close(): void;
}
