import type { Move } from '../../../shared/domain/decision.ts';
import type { DrawingGeometry } from '../../../shared/domain/drawing.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { SECOND } from '../../../shared/kit/time.ts';
import type { Draft } from '../records/package/draft.ts';
import type { Readers } from '../store/store.ts';
import { isWithin, type Facts, type Kept } from './facts.ts';

type Position = readonly [number, number];
type Geometry =
  | { readonly type: 'Point'; readonly coordinates: Position }
  | { readonly type: 'LineString'; readonly coordinates: readonly Position[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] };

interface Feature {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry: Geometry | null;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A position that follows sooner than this after the last one is left out, ms. */
const POSITION_EVERY = 10 * SECOND;
const READ_AT_ONCE = 500;

/** GeoJSON (RFC 7946, WGS-84): incidents, tracks of units, moves of decisions, drawings; one file each in `geo/`. */
export async function writeGeo(draft: Draft, facts: Facts, read: Readers, pace: () => Promise<void>): Promise<void> {
  const { incidents, drawings } = facts.records;
  await draft.add('geo/incidents.geojson', collection(incidents.map(incidentFeature)));
  await pace();
  await draft.add('geo/tracks.geojson', collection(await tracks(facts, read, pace)));
  await pace();
  await draft.add('geo/decisions.geojson', collection(facts.records.decisions.flatMap((one) => moves(facts, one))));
  await draft.add(
    'geo/drawings.geojson',
    collection(
      drawings.map(({ id, data }) => {
        const { kind, name, incident, madeAt, status } = data;
        return feature(id, geometryOf(data.geometry), {
          kind,
          name,
          incident,
          madeAt: iso(madeAt),
          state: status.state,
        });
      }),
    ),
  );
}

function incidentFeature({ id, data }: Kept<'incident'>): Feature {
  const { title, kind, level, status, reportedAt, at } = data;
  return feature(id, at ? { type: 'Point', coordinates: at } : null, {
    title,
    kind,
    level,
    state: status.state,
    reportedAt: iso(reportedAt),
  });
}

/** Where the history kept more than one position of a unit. */
async function tracks({ records, scope }: Facts, { history }: Readers, pace: () => Promise<void>): Promise<Feature[]> {
  const features: Feature[] = [];
  for (const { id, data } of records.units) {
    if (data.form !== 'unit') continue;
    const points: { at: LonLat; time: number }[] = [];
    for (let position = 0; ;) {
      await pace();
      const page = history.page('resource', id, position, READ_AT_ONCE);
      for (const { json, at } of page) {
        if (json === null || !isWithin(scope, at) || at - (points.at(-1)?.time ?? -Infinity) < POSITION_EVERY) continue;
        const place = (JSON.parse(json) as { at?: LonLat }).at;
        if (place) points.push({ at: place, time: at });
      }
      position = page.at(-1)?.position ?? position;
      if (page.length < READ_AT_ONCE) break;
    }
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last || points.length < 2) continue;
    features.push(
      feature(
        id,
        { type: 'LineString', coordinates: points.map(({ at }) => at) },
        {
          name: data.name,
          department: data.department,
          from: iso(first.time),
          to: iso(last.time),
          times: points.map(({ time }) => time),
        },
      ),
    );
  }
  return features;
}

/** What a decision ordered, as lines between where both ends are known. */
function moves({ records }: Facts, { id, data }: Kept<'decision'>): Feature[] {
  const option = data.chosen === undefined ? undefined : data.options[data.chosen];
  const places = new Map<string, LonLat>([
    ...records.units.map(({ id: unit, data: { at } }) => [unit, at] as const),
    ...records.incidents.flatMap(({ id: incident, data: { at } }) => (at ? [[incident, at] as const] : [])),
  ]);
  return (option?.moves ?? []).map((move, index) => {
    const [from, to] = endsOf(move).map((end) => places.get(end));
    return feature(`${id}#${index}`, from && to ? { type: 'LineString', coordinates: [from, to] } : null, {
      decision: id,
      question: data.question,
      decidedAt: iso(data.status.since),
      ...move,
    });
  });
}

function endsOf(move: Move): [string, string] {
  if (move.is === 'assign') return [move.unit, move.incident];
  return move.is === 'ship' ? [move.from, move.to] : ['', ''];
}

function geometryOf(geometry: DrawingGeometry): Geometry {
  switch (geometry.type) {
    case 'point':
      return { type: 'Point', coordinates: geometry.at };
    case 'line':
      return { type: 'LineString', coordinates: geometry.points };
    case 'area':
      return { type: 'MultiPolygon', coordinates: geometry.polygons };
  }
}

function feature(id: string, geometry: Geometry | null, properties: Feature['properties']): Feature {
  return { type: 'Feature', id, geometry, properties };
}

function collection(features: readonly Feature[]): string {
  return `${JSON.stringify({ type: 'FeatureCollection', features })}\n`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
