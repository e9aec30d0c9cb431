import { findPoison } from '../../../shared/kit/untrusted.ts';
import { counted, decodeUtf8, geoRefusal, type RawFeature, type RawGeometry } from './raw-feature.ts';

type Json = Readonly<Record<string, unknown>>;

const SINGLE: Readonly<Record<string, RawGeometry['type']>> = {
  Point: 'Point',
  LineString: 'LineString',
  Polygon: 'Polygon',
  MultiPolygon: 'MultiPolygon',
};
const PARTS: Readonly<Record<string, RawGeometry['type']>> = { MultiPoint: 'Point', MultiLineString: 'LineString' };
/** RFC 7946 knows WGS-84 only; older files may name it. */
const WGS84 = /(CRS:?84|EPSG:{1,2}4326)$/i;

/**
 * GeoJSON (RFC 7946): a feature collection, a feature, or a bare geometry. Throws `ProblemError`: `empty-file`, `bad-encoding`,
 * `geo-not-json`, `too-deep`, `forbidden-key`, `geo-not-geojson`, `geo-other-datum`, `geo-no-features`, `geo-too-many`.
 */
export function readGeoJson(bytes: Uint8Array): readonly RawFeature[] {
  const text = decodeUtf8(bytes);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw geoRefusal('geo-not-json', String(error));
  }
  const poison = findPoison(parsed);
  if (poison) throw geoRefusal(poison);
  if (!isObject(parsed)) throw geoRefusal('geo-not-geojson');
  refuseOtherDatum(parsed['crs']);
  if (parsed['type'] === 'FeatureCollection') {
    if (!Array.isArray(parsed['features'])) throw geoRefusal('geo-not-geojson', 'features');
    return counted((parsed['features'] as unknown[]).flatMap(featureParts));
  }
  if (parsed['type'] === 'Feature') return counted(featureParts(parsed));
  const parts = geometryParts(parsed);
  if (parts.length === 0) throw geoRefusal('geo-not-geojson', String(parsed['type']).slice(0, 60));
  return counted(parts.map((geometry) => ({ properties: new Map(), geometry })));
}

function featureParts(raw: unknown): RawFeature[] {
  if (!isObject(raw)) return [{ properties: new Map(), geometry: null }];
  const properties = new Map(Object.entries(isObject(raw['properties']) ? raw['properties'] : {}));
  const parts = isObject(raw['geometry']) ? geometryParts(raw['geometry']) : [];
  if (parts.length === 0) return [{ properties, geometry: null }];
  return parts.map((geometry) => ({ properties, geometry }));
}

function geometryParts(raw: Json): RawGeometry[] {
  const { type, coordinates, geometries } = raw;
  const name = String(type);
  const single = Object.hasOwn(SINGLE, name) ? SINGLE[name] : undefined;
  if (single) return [{ type: single, coordinates }];
  const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  if (part && Array.isArray(coordinates))
    return coordinates.map((each: unknown) => ({ type: part, coordinates: each }));
  // Depth was looked at: a collection of collections ends.
  if (name === 'GeometryCollection' && Array.isArray(geometries))
    return geometries.filter(isObject).flatMap(geometryParts);
  return [];
}

function refuseOtherDatum(crs: unknown): void {
  if (crs === undefined || crs === null) return;
  const properties = isObject(crs) ? crs['properties'] : null;
  const name = isObject(properties) ? properties['name'] : null;
  if (typeof name !== 'string' || !WGS84.test(name)) throw geoRefusal('geo-other-datum', String(name).slice(0, 100));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
