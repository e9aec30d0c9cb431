import type { TileAddress, TileFacts } from './tile-facts.ts';

/** An opened file of tiles. */
export interface TileFile {
  readonly facts: TileFacts;
  /** The tile without gzip, or null where there is none. Rejects with `tiles-corrupt` where it cannot be read. */
  read(tile: TileAddress): Promise<Uint8Array | null>;
  close(): void;
}
