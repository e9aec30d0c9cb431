import type { VectorTile } from '@mapbox/vector-tile';
import type { TileSourceRow } from '../../../../shared/protocol/console-api/tile-rows.ts';
import type { MapTheme } from '../map-theme.ts';
import { Slices } from './slices.ts';
import { fetchPicture, fetchVector, type FetchedTile } from './tile-fetch.ts';
import type { GridTile } from './tile-grid.ts';
import { paintVectorTile, type VectorName } from './vector-paint.ts';

export type ShownTile =
  | { readonly is: 'loading' }
  | {
      readonly is: 'ready';
      readonly picture: CanvasImageSource & { readonly width: number; readonly height: number };
      readonly names: readonly VectorName[];
      /** The tile that the names' places are in. */
      readonly data: { readonly z: number; readonly x: number; readonly y: number };
      readonly stale: boolean;
    }
  | { readonly is: 'empty' }
  | { readonly is: 'failed'; readonly code: string };

type Address = Pick<GridTile, 'z' | 'x' | 'y'>;

interface Entry {
  tile: ShownTile;
  abort: AbortController | null;
  retry: ReturnType<typeof setTimeout> | null;
}

/** Pictures of 256 px are 256 kB each; these many are four full-HD windows. */
const MOST_KEPT = 320;
const AT_ONCE = 8;
const RETRY = 8_000;
/** Side of the picture of a vector tile, CSS px. */
const VECTOR_SIZE = 512;

/** The tiles of one source as pictures, fetched, decoded and painted beside the drawing of the map (rules BM1, BM4). */
export class TileStore {
  /** Its newest row; the grid in it never changes. */
  source: TileSourceRow;
  readonly #changed: () => void;
  readonly #entries = new Map<string, Entry>();
  /** Vector tiles as they came: beyond the deepest zoom one serves many pictures. */
  readonly #vectors = new Map<string, Promise<FetchedTile<VectorTile>>>();
  readonly #slices = new Slices();
  #wanted: readonly Address[] = [];
  #running = 0;
  #theme: MapTheme | null = null;
  #isStopped = false;

  /** `changed`: there is something new to draw. */
  constructor(source: TileSourceRow, changed: () => void) {
    this.source = source;
    this.#changed = changed;
  }

  get(tile: Address): ShownTile | null {
    return this.#entries.get(keyOf(tile))?.tile ?? null;
  }

  /** The tiles that are to be shown, the most important first; what was asked for and is not among them is given up. */
  want(tiles: readonly Address[]): void {
    this.#wanted = tiles;
    const keys = new Set(tiles.map(keyOf));
    for (const [key, entry] of this.#entries) if (entry.abort && !keys.has(key)) this.#drop(key, entry);
    for (const key of keys) {
      const entry = this.#entries.get(key);
      if (!entry) continue;
      // Used last, so thrown away last.
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    }
    this.#next();
    for (const [key, entry] of this.#entries) {
      if (this.#entries.size <= MOST_KEPT) break;
      if (!keys.has(key)) this.#drop(key, entry);
    }
  }

  /** Vector tiles are painted anew in other colours. */
  setTheme(theme: MapTheme): void {
    if (theme.id === this.#theme?.id) return;
    this.#theme = theme;
    if (this.source.content === 'vector') for (const [key, entry] of [...this.#entries]) this.#drop(key, entry);
  }

  /** Its server is back: what failed is asked for again. */
  retry(): void {
    for (const [key, entry] of [...this.#entries]) if (entry.tile.is === 'failed') this.#drop(key, entry);
    this.#changed();
  }

  stop(): void {
    this.#isStopped = true;
    this.#slices.stop();
    for (const [key, entry] of [...this.#entries]) this.#drop(key, entry);
  }

  #next(): void {
    for (const tile of this.#wanted) {
      if (this.#running >= AT_ONCE || this.#isStopped) return;
      const key = keyOf(tile);
      if (!this.#entries.has(key)) void this.#load(key, tile);
    }
  }

  async #load(key: string, tile: Address): Promise<void> {
    const abort = new AbortController();
    const entry: Entry = { tile: { is: 'loading' }, abort, retry: null };
    this.#entries.set(key, entry);
    this.#running += 1;
    try {
      entry.tile = await (this.source.content === 'vector'
        ? this.#paint(tile, abort.signal)
        : this.#picture(tile, abort.signal));
    } catch {
      // Given up on the way; nobody waits for it.
      return;
    } finally {
      entry.abort = null;
      this.#running -= 1;
      this.#next();
    }
    if (entry.tile.is === 'failed') {
      entry.retry = setTimeout(() => {
        this.#drop(key, entry);
        this.#changed();
      }, RETRY);
    }
    this.#changed();
  }

  async #picture(tile: Address, signal: AbortSignal): Promise<ShownTile> {
    const fetched = await fetchPicture({ source: this.source.id, ...tile }, signal);
    if (fetched.is !== 'tile') return fetched;
    signal.throwIfAborted();
    return { is: 'ready', picture: fetched.content, names: [], data: tile, stale: fetched.stale };
  }

  async #paint(tile: Address, signal: AbortSignal): Promise<ShownTile> {
    const beyond = Math.max(0, tile.z - this.source.maxZoom);
    const data = { z: tile.z - beyond, x: tile.x >> beyond, y: tile.y >> beyond };
    const fetched = await this.#vector(data);
    if (fetched.is !== 'tile') return fetched;
    signal.throwIfAborted();
    const dpr = window.devicePixelRatio || 1;
    const picture = new OffscreenCanvas(VECTOR_SIZE * dpr, VECTOR_SIZE * dpr);
    const context = picture.getContext('2d');
    if (!context || !this.#theme) throw new Error('this window has no 2D canvas');
    context.scale(dpr, dpr);
    const parts = 2 ** beyond;
    const view = {
      scale: VECTOR_SIZE * parts,
      x: (tile.x - data.x * parts) / parts,
      y: (tile.y - data.y * parts) / parts,
      size: VECTOR_SIZE,
      // A tile of 512 px belongs to the zoom below the map's.
      zoom: tile.z + 1,
    };
    const names: VectorName[] = [];
    const work = paintVectorTile(context, fetched.content, view, this.#theme.ground, names);
    await new Promise<void>((done, giveUp) => {
      this.#slices.add(
        (function* () {
          for (;;) {
            if (signal.aborted) return giveUp(new Error('given up'));
            if (work.next().done) return done();
            yield undefined;
          }
        })(),
      );
    });
    return { is: 'ready', picture, names, data, stale: fetched.stale };
  }

  #vector(data: Address): Promise<FetchedTile<VectorTile>> {
    const key = keyOf(data);
    const known = this.#vectors.get(key);
    if (known) return known;
    const fetched = fetchVector({ source: this.source.id, ...data }, new AbortController().signal);
    this.#vectors.set(key, fetched);
    if (this.#vectors.size > 24) this.#vectors.delete(this.#vectors.keys().next().value ?? '');
    // What failed is asked for again.
    void fetched.then(({ is }) => {
      if (is === 'failed') this.#vectors.delete(key);
    });
    return fetched;
  }

  #drop(key: string, entry: Entry): void {
    this.#entries.delete(key);
    entry.abort?.abort();
    if (entry.retry) clearTimeout(entry.retry);
    if (entry.tile.is === 'ready' && entry.tile.picture instanceof ImageBitmap) entry.tile.picture.close();
  }
}

function keyOf({ z, x, y }: Address): string {
  return `${z}/${x}/${y}`;
}
