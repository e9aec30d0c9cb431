import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Alert, AlertArea } from '../../../shared/domain/alert.ts';
import { checkGeometry } from '../../../shared/kit/check-geometry.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { simplified } from '../../../shared/kit/simplify.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';

/** Outlines by geocode: closed rings, [lon, lat]. */
export interface AreaTable {
  outlinesOf(code: string): readonly (readonly LonLat[])[];
}

type Entries = Map<string, (readonly LonLat[])[]>;

/** What an alert area takes. */
const MOST_OUTLINES = 200;
const MOST_CORNERS = 10_000;
/** Properties that name the code of a feature, the first that is there. */
const CODE_KEYS = ['code', 'adcode', 'geocode', 'SAME', 'UGC', 'id'] as const;

/**
 * The table of geocodes: the demo city's districts, and what the files have. A file is a GeoJSON FeatureCollection whose
 * features name their code in `properties.code` (or adcode, geocode, SAME, UGC, id), Polygon or MultiPolygon; a code may come
 * more than once. Throws `area-file-unreadable`.
 */
export function loadAreaTable(resources: string, files: readonly string[]): AreaTable {
  const entries: Entries = new Map();
  addDemoCity(entries, resources);
  for (const file of files) addFile(entries, file);
  return createAreaTable(entries);
}

function createAreaTable(entries: ReadonlyMap<string, readonly (readonly LonLat[])[]>): AreaTable {
  /** Sums of parts, found once: a province is many outlines. */
  const sums = new Map<string, readonly (readonly LonLat[])[]>();
  return {
    outlinesOf(code) {
      const exact = entries.get(code);
      if (exact) return exact;
      // Administrative codes: six digits, or twelve of which the last six are the town's and the village's.
      const county = /^(\d{6})(?:000000)?$/.exec(code)?.[1];
      if (county === undefined) return [];
      const found = entries.get(county);
      if (found) return found;
      // A city or province is the sum of its parts.
      const whole = /^(\d{2})0000$/.exec(county)?.[1] ?? /^(\d{4})00$/.exec(county)?.[1];
      if (whole === undefined) return [];
      const sum =
        sums.get(whole) ?? lighter([...entries].flatMap(([key, rings]) => (isWithin(key, whole) ? rings : [])));
      sums.set(whole, sum);
      return sum;
    },
  };
}

/**
 * The alert with the outlines that the table has for areas that came without one. What no table knows is named in
 * `unresolved` and stays. The second value tells which codes those were.
 */
export function withOutlines(alert: Alert, table: AreaTable): { alert: Alert; unresolved: readonly string[] } {
  const missing = new Set<string>();
  const areas = alert.areas.map((area): AlertArea => {
    if (area.polygons.length + area.circles.length > 0 || area.geocodes.length === 0) return area;
    const codes = [...new Set(area.geocodes.map(({ value }) => value))];
    const outlines = new Set(codes.flatMap((code) => table.outlinesOf(code)));
    const unresolved = codes.filter((code) => table.outlinesOf(code).length === 0);
    for (const code of unresolved) missing.add(code);
    return {
      ...area,
      ...(outlines.size > 0 && {
        polygons: [...outlines].slice(0, MOST_OUTLINES).map((ring) => [...ring]),
        resolved: true as const,
      }),
      ...(unresolved.length > 0 && { unresolved }),
    };
  });
  return { alert: { ...alert, areas }, unresolved: [...missing] };
}

function isWithin(code: string, whole: string): boolean {
  return code.length === 6 && code.startsWith(whole);
}

/** Together no more corners than a record takes and a map can draw. */
function lighter(rings: readonly (readonly LonLat[])[]): readonly (readonly LonLat[])[] {
  const some = rings.slice(0, MOST_OUTLINES);
  const corners = some.reduce((sum, ring) => sum + ring.length, 0);
  if (corners <= MOST_CORNERS) return some;
  return some.map((ring) => simplified(ring, Math.max(8, Math.floor(MOST_CORNERS / some.length))));
}

function addDemoCity(entries: Entries, resources: string): void {
  let districts: unknown;
  try {
    const city = JSON.parse(readFileSync(join(resources, 'demo-city', 'city.json'), 'utf8')) as Record<string, unknown>;
    districts = city['districts'];
  } catch {
    // A hub without the demo city has no districts of it.
    return;
  }
  for (const district of listOf(districts)) {
    const { code, polygon } = fieldsOf(district);
    if (typeof code === 'string') add(entries, code, polygon);
  }
}

function addFile(entries: Entries, path: string): void {
  const unreadable = (reason: string, cause?: unknown): ProblemError =>
    new ProblemError({ code: 'area-file-unreadable', origin: 'hub', params: { path, reason } }, cause);
  let root: unknown;
  try {
    root = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw unreadable(cause instanceof Error ? cause.message : String(cause), cause);
  }
  const features = listOf(fieldsOf(root)['features']);
  if (features.length === 0) throw unreadable('no features');
  for (const [index, feature] of features.entries()) {
    const { properties, geometry, id } = fieldsOf(feature);
    const named = { id, ...fieldsOf(properties) } as Record<string, unknown>;
    const code = CODE_KEYS.map((key) => named[key]).find(
      (value) => typeof value === 'string' || typeof value === 'number',
    );
    const { type, coordinates } = fieldsOf(geometry);
    const polygons = type === 'MultiPolygon' ? listOf(coordinates) : type === 'Polygon' ? [coordinates] : null;
    if (code === undefined || polygons === null) throw unreadable(`features[${index + 1}]`);
    for (const polygon of polygons) add(entries, String(code), listOf(polygon)[0]);
  }
}

function add(entries: Entries, code: string, ring: unknown): void {
  const { points } = checkGeometry(ring, 'ring');
  if (points) entries.set(code, [...(entries.get(code) ?? []), points]);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
