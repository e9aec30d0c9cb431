import * as z from 'zod';
import { entityId } from '../../domain/common.ts';
import { drawingChange, newDrawing, type NewDrawing } from '../commands/drawing-commands.ts';
import { drawingDraft } from '../feed/presence.ts';
import { call } from './call.ts';
import type { Queued } from './queued.ts';

export const GEO_FORMATS = ['geojson', 'kml'] as const;
export type GeoFormat = (typeof GEO_FORMATS)[number];

/** The largest file that is read, and what of it travels in one call, bytes: a call may weigh 1 MB, and base64 adds a third. */
export const MAX_GEO_FILE = 8 * 1024 * 1024;
export const GEO_FILE_PART = 600 * 1024;

/** One feature of a file as it would be drawn, or why it is left out. `notes`: what was put right on the way. */
export type FileFeature =
  | { readonly ok: true; readonly index: number; readonly drawing: NewDrawing; readonly notes: readonly string[] }
  | { readonly ok: false; readonly index: number; readonly name: string; readonly code: string };

/** What a file holds, before anything of it becomes a command. */
export interface FilePreview {
  readonly file: string;
  readonly format: GeoFormat;
  readonly features: readonly FileFeature[];
}

/** A drawing, or a document of them. */
export interface GeoFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

const target = z.object({ id: entityId, expectedRev: z.int().min(1) });
const file = z.string().min(1).max(64);

export const drawingCalls = {
  /** `feed`: where it is kept; that of its incident when absent, else the one of officers' reports. */
  createDrawing: call<Queued & { readonly id: string }>()(
    z.object({ feed: z.string().max(64).optional(), drawing: newDrawing }),
  ),
  changeDrawing: call<Queued>()(target.extend({ set: drawingChange })),
  removeDrawing: call<Queued>()(target),
  restoreDrawing: call<Queued>()(target),
  /**
   * Tells the others what is being drawn at this window; null: nothing any more. Nothing of it is kept: while it stands it is said
   * again every `PRESENCE_AGAIN`. `window`: any name of its own, by which it knows its own row.
   */
  showDraft: call<null>()(z.object({ window: z.string().min(1).max(64), draft: drawingDraft.nullable() })),
  /**
   * One part of a GeoJSON or KML file, in order. The last one is answered with what the file holds; the others with null.
   * Refused as a whole: too large, not UTF-8, not JSON or XML, a DTD or entities, too deep, empty.
   */
  readGeoFile: call<FilePreview | null>()(
    z.object({
      file,
      name: z.string().min(1).max(300),
      part: z.int().min(0).max(40),
      last: z.boolean(),
      bytes: z.base64().max(Math.ceil(GEO_FILE_PART / 3) * 4),
    }),
  ),
  /** The named features of a file that was read become commands, all or none. */
  takeGeoFile: call<readonly Queued[]>()(
    z.object({
      file,
      pick: z.array(z.int().min(0)).min(1).max(500),
      incident: entityId.optional(),
    }),
  ),
  /** All standing drawings, or those that are named. */
  writeGeoFile: call<GeoFile>()(
    z.object({ format: z.enum(GEO_FORMATS), ids: z.array(entityId).min(1).max(5_000).optional() }),
  ),
};
