import * as z from 'zod';
import { call } from './call.ts';
import type { PreloadEstimate } from './tile-rows.ts';

/** Deepest zoom of the web tile grid that anybody serves. */
const zoom = z.int().min(0).max(22);
const id = z.string().min(1).max(64);

/** Where and how deep: an outer ring in WGS-84, closed or not, within the latitudes of the web grid. */
const tileArea = z.object({
  ring: z
    .array(z.tuple([z.number().min(-180).max(180), z.number().min(-85.06).max(85.06)]))
    .min(3)
    .max(500),
  minZoom: zoom,
  maxZoom: zoom,
});
export type TileArea = z.infer<typeof tileArea>;

/** An address with places to fill: `{z}` `{x}` `{y}` (`{-y}` for TMS), `{s}`, `{key}`; the names of WMTS do as well. */
const tileTemplate = z.object({
  name: z.string().trim().min(1).max(80),
  template: z.string().trim().min(1).max(1_000),
  /** What `{s}` stands for, in turn. */
  servers: z
    .array(z.string().regex(/^[A-Za-z0-9-]{1,20}$/))
    .max(16)
    .default([]),
  /** Kept in the core; no window ever gets it back. */
  key: z.string().trim().max(200).default(''),
  content: z.enum(['raster', 'vector']).default('raster'),
  role: z.enum(['base', 'labels']).default('base'),
  datum: z.enum(['wgs84', 'gcj02', 'bd09']).default('wgs84'),
  minZoom: zoom.default(0),
  maxZoom: zoom.default(18),
  attribution: z.string().trim().max(300).default(''),
});
export type TileTemplate = z.output<typeof tileTemplate>;

/** Base maps from outside: files, servers, and areas of them fetched ahead. */
export const tileCalls = {
  /** An MBTiles or PMTiles file, by its path on the machine of the core. Refused with a reason when it is no map. */
  addTileFile: call<{ readonly id: string }>()(z.object({ path: z.string().trim().min(1).max(1_000) })),
  addTileTemplate: call<{ readonly id: string }>()(tileTemplate),
  /** What is kept of it goes too; a file stays where it is. */
  removeTileSource: call<null>()(z.object({ id })),
  /** Counts the tiles, and looks at a few of them for the size. Refuses absurd counts with the count. */
  estimatePreload: call<PreloadEstimate>()(tileArea.extend({ source: id })),
  startPreload: call<{ readonly id: string }>()(tileArea.extend({ source: id })),
  pausePreload: call<null>()(z.object({ id })),
  resumePreload: call<null>()(z.object({ id })),
  /** Cancels it, or gives up a finished one: its tiles are then kept only as long as there is room. */
  removePreload: call<null>()(z.object({ id })),
};
