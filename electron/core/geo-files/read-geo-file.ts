import type { FileFeature, FilePreview } from '../../../shared/protocol/console-api/drawing-calls.ts';
import { readGeoJson } from './read-geojson.ts';
import { readKml } from './read-kml.ts';
import { toDrawing } from './to-drawing.ts';

export interface GeoFile {
  readonly format: FilePreview['format'];
  readonly features: readonly FileFeature[];
}

/** Where files are read: a thread of its own in the running core, the caller's in tests. Rejects with `ProblemError`. */
export type GeoReader = (name: string, bytes: Uint8Array) => Promise<GeoFile>;

/** What a file holds, as drawings. Throws `ProblemError` with what its reader refuses it with. */
export function readGeoFile(name: string, bytes: Uint8Array): GeoFile {
  const format = isXml(bytes) || /\.kml$/i.test(name) ? 'kml' : 'geojson';
  const raw = format === 'kml' ? readKml(bytes) : readGeoJson(bytes);
  return { format, features: raw.map(toDrawing) };
}

export const inlineReader: GeoReader = (name, bytes) =>
  new Promise((resolve) => {
    resolve(readGeoFile(name, bytes));
  });

function isXml(bytes: Uint8Array): boolean {
  return /^(\ufeff)?\s*</.test(Buffer.from(bytes.subarray(0, 400)).toString('utf8'));
}
