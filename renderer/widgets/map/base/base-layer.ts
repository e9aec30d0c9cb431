import type { Language } from '../../../text/language.ts';
import type { TileSourceRow } from '../../../../shared/protocol/console-api/tile-rows.ts';
import { luminance, withAlpha } from '../colour.ts';
import type { Frame } from '../frame.ts';
import type { MapEngine } from '../map-engine.ts';
import type { MapTheme } from '../map-theme.ts';
import type { OverlayHandle } from '../overlays.ts';
import { boxIn, tilesIn, type GridTile } from './tile-grid.ts';
import { TileStore } from './tile-store.ts';
import { drawVectorNames, type PlacedNames } from './vector-names.ts';

/** Above the ground (100), below warning areas (200). */
const Z_INDEX = 110;
const MARGIN = 192;
/** How far up a coarser tile is looked for while, or because, the right one is not there. */
const MOST_UP = 6;
/** How much of the ground's colour lies over pictures: they are made for paper, and symbols have to stand out. */
const WASH = { dark: 0.55, light: 0.14 } as const;

/** What the base map shows now, for the foot of the map and for tests: pixels cannot be asked. */
export interface BaseCounts {
  readonly drawn: number;
  /** Not there yet, stood in for by a coarser one, or not to be had. */
  readonly missing: number;
  readonly failed: number;
  readonly stale: number;
}

/** The tiles of the chosen base map, and of names over it, on one canvas. */
export class BaseLayer {
  readonly #engine: MapEngine;
  readonly #overlay: OverlayHandle;
  readonly #told: (counts: BaseCounts) => void;
  #stores: TileStore[] = [];
  #theme: MapTheme | null = null;
  #language: Language;
  #toldAs = '';
  #namedAs = '';

  constructor(engine: MapEngine, language: Language, told: (counts: BaseCounts) => void) {
    this.#engine = engine;
    this.#language = language;
    this.#told = told;
    this.#overlay = engine.addOverlay({
      zIndex: Z_INDEX,
      margin: MARGIN,
      draw: (context, frame, theme) => this.#draw(context, frame, theme),
    });
  }

  /** The lowest first. One that stays keeps its tiles. */
  setSources(rows: readonly TileSourceRow[]): void {
    const before = this.#stores;
    this.#stores = rows.map((row) => {
      const known = before.find(({ source }) => isSameGrid(source, row));
      if (known && known.source.status.state !== 'ready' && row.status.state === 'ready') known.retry();
      if (known) known.source = row;
      return known ?? new TileStore(row, () => this.#overlay.redraw());
    });
    for (const store of before) if (!this.#stores.includes(store)) store.stop();
    this.#overlay.redraw();
  }

  setLanguage(language: Language): void {
    this.#language = language;
    this.#overlay.redraw();
  }

  remove(): void {
    for (const store of this.#stores) store.stop();
    this.#stores = [];
    this.#engine.setOtherNames(null);
    this.#overlay.remove();
  }

  #draw(context: CanvasRenderingContext2D, frame: Frame, theme: MapTheme): void {
    this.#theme = theme;
    const counts = { drawn: 0, missing: 0, failed: 0, stale: 0 };
    const names: PlacedNames[] = [];
    for (const store of this.#stores) {
      store.setTheme(theme);
      this.#drawStore(context, frame, store, counts, names);
    }
    this.#tellNames(names, theme);
    const as = JSON.stringify(counts);
    if (as === this.#toldAs) return;
    this.#toldAs = as;
    this.#told(counts);
  }

  /** Names are written by the map's own layer of names, which keeps them away from symbols (rule M13). */
  #tellNames(names: readonly PlacedNames[], theme: MapTheme): void {
    const as = [theme.id, this.#language, ...names.map(({ key }) => key)].join(' ');
    if (as === this.#namedAs) return;
    this.#namedAs = as;
    this.#engine.setOtherNames((context, frame, space) =>
      drawVectorNames(context, frame, names, space, theme, this.#language),
    );
  }

  #drawStore(
    context: CanvasRenderingContext2D,
    frame: Frame,
    store: TileStore,
    counts: { -readonly [Key in keyof BaseCounts]: number },
    names: PlacedNames[],
  ): void {
    const { source } = store;
    const tiles = tilesIn(source, frame.box, frame.zoom);
    const wanted: Pick<GridTile, 'z' | 'x' | 'y'>[] = [...tiles];
    const named = new Set<string>();
    for (const tile of tiles) {
      const shown = store.get(tile);
      if (shown?.is === 'ready') {
        counts.drawn += 1;
        if (shown.stale) counts.stale += 1;
        this.#put(context, frame, tile, shown.picture, [0, 0, 1], source);
        const { z, x, y } = shown.data;
        const key = `${z}/${x}/${y}`;
        if (shown.names.length > 0 && !named.has(key))
          names.push({ key: `${source.id}/${key}`, names: shown.names, box: boxIn(source, z, x, y) });
        named.add(key);
        continue;
      }
      if (shown?.is === 'empty') continue;
      counts.missing += 1;
      if (shown?.is === 'failed') counts.failed += 1;
      this.#standIn(context, frame, tile, store, shown?.is === 'failed', wanted);
    }
    store.want(wanted);
  }

  /** Part of a coarser tile; where the right one is not to be had, coarser ones are fetched for it. */
  #standIn(
    context: CanvasRenderingContext2D,
    frame: Frame,
    tile: GridTile,
    store: TileStore,
    fetch: boolean,
    wanted: Pick<GridTile, 'z' | 'x' | 'y'>[],
  ): void {
    for (let up = 1; up <= MOST_UP && tile.z - up >= store.source.minZoom; up += 1) {
      const above = { z: tile.z - up, x: tile.x >> up, y: tile.y >> up };
      const shown = store.get(above);
      if (shown?.is === 'ready') {
        const parts = 2 ** up;
        const part = [(tile.x % parts) / parts, (tile.y % parts) / parts, 1 / parts] as const;
        return this.#put(context, frame, tile, shown.picture, part, store.source);
      }
      if (!fetch) continue;
      if (!wanted.some(({ z, x, y }) => z === above.z && x === above.x && y === above.y)) wanted.push(above);
      // One step at a time: the next coarser one only when this one cannot be had either.
      if (shown?.is !== 'failed') return;
    }
  }

  #put(
    context: CanvasRenderingContext2D,
    frame: Frame,
    { box }: GridTile,
    picture: CanvasImageSource & { readonly width: number; readonly height: number },
    [partX, partY, part]: readonly [number, number, number],
    { content, role }: TileSourceRow,
  ): void {
    // On whole device pixels, so that no seam shows between neighbours.
    const snap = (value: number): number => Math.round(value * frame.dpr) / frame.dpr;
    const left = snap(box.minX * frame.scale - frame.left);
    const top = snap(box.minY * frame.scale - frame.top);
    const width = snap(box.maxX * frame.scale - frame.left) - left;
    const height = snap(box.maxY * frame.scale - frame.top) - top;
    const { width: pixelsX, height: pixelsY } = picture;
    context.drawImage(
      picture,
      partX * pixelsX, partY * pixelsY, part * pixelsX, part * pixelsY,
      left, top, width, height,
    ); // prettier-ignore
    if (content === 'vector' || role === 'labels' || !this.#theme) return;
    const { land } = this.#theme.ground;
    context.fillStyle = withAlpha(land, luminance(land) < 0.2 ? WASH.dark : WASH.light);
    context.fillRect(left, top, width, height);
  }
}

/** True when tiles of the one are tiles of the other. */
function isSameGrid(a: TileSourceRow, b: TileSourceRow): boolean {
  return a.id === b.id && a.minZoom === b.minZoom && a.maxZoom === b.maxZoom;
}
