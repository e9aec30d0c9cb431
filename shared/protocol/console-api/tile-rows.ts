import type { Problem } from '../../kit/problem.ts';
import type { Instant } from '../../kit/time.ts';

/** How the tiles of a source lie: BD-09 has a grid of its own and is refused. */
export type TileDatum = 'wgs84' | 'gcj02';

/** A base map from outside the console. Its texts come from a file or a form: untrusted, cleaned and cut in the core. */
export interface TileSourceRow {
  readonly id: string;
  readonly name: string;
  readonly kind: 'file' | 'online';
  readonly content: 'raster' | 'vector';
  /** `labels`: drawn over a base map, not as one. */
  readonly role: 'base' | 'labels';
  readonly datum: TileDatum;
  readonly minZoom: number;
  readonly maxZoom: number;
  /** West, south, east, north in degrees of the datum; null: the whole world. */
  readonly bounds: readonly [number, number, number, number] | null;
  /** Side of a tile in CSS px at its own zoom. */
  readonly tileSize: 256 | 512;
  readonly attribution: string;
  /** The file's path, or the server's host; never a key. */
  readonly place: string;
  readonly status: TileSourceState;
  /** What of it is kept on this machine; null for a file. */
  readonly kept: { readonly tiles: number; readonly bytes: number } | null;
}

export type TileSourceState =
  | { readonly state: 'ready' }
  /** Its server does not answer; what is kept is shown. */
  | { readonly state: 'offline'; readonly since: Instant; readonly problem: Problem }
  /** It cannot be used as it is: the file is gone or damaged, the key is refused. */
  | { readonly state: 'refused'; readonly problem: Problem };

/** An area that is fetched ahead, or was. */
export interface PreloadRow {
  readonly id: string;
  readonly source: string;
  readonly sourceName: string;
  readonly minZoom: number;
  readonly maxZoom: number;
  /** Tiles in all, settled so far (kept or known to be empty), and of these not to be had. */
  readonly total: number;
  readonly settled: number;
  readonly failed: number;
  readonly bytes: number;
  readonly status: PreloadState;
}

export type PreloadState =
  | { readonly state: 'running' }
  /** Goes on by itself when the cause is over. */
  | { readonly state: 'waiting'; readonly problem: Problem }
  | { readonly state: 'paused' }
  | { readonly state: 'done'; readonly at: Instant };

/** What fetching an area ahead would cost. */
export interface PreloadEstimate {
  readonly tiles: number;
  /** From so many tiles that were looked at; null when none could be had. */
  readonly sampled: number;
  readonly bytes: number | null;
}
