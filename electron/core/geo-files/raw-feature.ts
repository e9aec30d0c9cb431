import { ProblemError } from '../../../shared/kit/problem.ts';

/** A geometry as a file has it: GeoJSON's names and nesting, nothing checked. */
export interface RawGeometry {
  readonly type: 'Point' | 'LineString' | 'Polygon' | 'MultiPolygon';
  readonly coordinates: unknown;
}

/** One thing to draw. A feature of several geometries becomes several of these. */
export interface RawFeature {
  readonly properties: ReadonlyMap<string, unknown>;
  /** Null: it has none, or one of a type that nobody can draw. */
  readonly geometry: RawGeometry | null;
}

/** Of one file; the rest of a larger one would fill the outbox for days. */
export const MAX_FEATURES = 500;

export function geoRefusal(code: string, detail?: string): ProblemError {
  return new ProblemError({ code, origin: 'geo-files', ...(detail !== undefined && { detail }) });
}

/** UTF-8 without its mark. Throws `empty-file` or `bad-encoding`. */
export function decodeUtf8(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
  } catch (error) {
    throw geoRefusal('bad-encoding', String(error));
  }
  if (text === '') throw geoRefusal('empty-file');
  return text;
}

/** Throws `geo-no-features` or `geo-too-many`. */
export function counted(features: RawFeature[]): readonly RawFeature[] {
  if (features.length === 0) throw geoRefusal('geo-no-features');
  if (features.length > MAX_FEATURES) throw geoRefusal('geo-too-many', String(features.length));
  return features;
}
