import { MAX_DRAWING_CORNERS } from '../../../shared/domain/drawing.ts';
import type { Topic } from '../../../shared/domain/topics.ts';
import { checkGeometry, GEOMETRY_FAULTS, MAX_DRAWN, type GeometryFault } from '../../../shared/kit/check-geometry.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * R23: a record whose schema refuses it, with its geometry put right, and what was wrong; null when that was not it. A warning with a
 * broken outline is still a warning. Whether the result is valid is for the schema to say.
 */
export function withGeometryPutRight(topic: Topic, data: unknown): Fields | null {
  if (!isObject(data)) return null;
  const faults = new Set<GeometryFault>();
  const fields = fieldsOf(topic, data, faults);
  return fields && faults.size > 0
    ? { ...data, ...fields, faults: GEOMETRY_FAULTS.filter((each) => faults.has(each)) }
    : null;
}

function fieldsOf(topic: Topic, data: Fields, faults: Set<GeometryFault>): Fields | null {
  switch (topic) {
    case 'alert':
      return Array.isArray(data['areas'])
        ? { areas: data['areas'].map((area: unknown) => alertArea(area, faults)) }
        : null;
    case 'incident':
      return 'at' in data ? { at: place(data['at'], faults) ?? undefined } : null;
    case 'drawing': {
      const geometry = drawingGeometry(data['geometry'], faults);
      return geometry && { geometry };
    }
    default:
      return null;
  }
}

function alertArea(area: unknown, faults: Set<GeometryFault>): unknown {
  if (!isObject(area)) return area;
  const polygons = listOf(area['polygons']).flatMap((ring) => outline(ring, 'ring', faults, MAX_DRAWN));
  const circles = listOf(area['circles']).filter((circle) => {
    if (!isObject(circle) || !place(circle['center'], faults)) return false;
    const { radius } = circle;
    const isGood = typeof radius === 'number' && Number.isFinite(radius) && radius >= 0;
    if (!isGood) faults.add('not-a-number');
    return isGood;
  });
  return { ...area, polygons, circles };
}

function drawingGeometry(geometry: unknown, faults: Set<GeometryFault>): Fields | null {
  if (!isObject(geometry)) return null;
  if (geometry['type'] === 'line') {
    const [points] = outline(geometry['points'], 'line', faults, MAX_DRAWING_CORNERS);
    return points ? { ...geometry, points } : null;
  }
  if (geometry['type'] !== 'area') return null;
  const rings = listOf(geometry['polygons']).map(listOf);
  // What a drawing may have in all is shared by its rings.
  const limit = Math.max(4, Math.floor(MAX_DRAWING_CORNERS / Math.max(1, rings.flat().length)));
  const polygons = rings.flatMap(([outer, ...holes]) => {
    const [ring] = outline(outer, 'ring', faults, limit);
    // A hole without its outer ring would be an area that nobody meant.
    return ring ? [[ring, ...holes.flatMap((hole) => outline(hole, 'ring', faults, limit))]] : [];
  });
  return { ...geometry, polygons };
}

function outline(raw: unknown, form: 'line' | 'ring', faults: Set<GeometryFault>, limit: number): unknown[][] {
  const checked = checkGeometry(raw, form, limit);
  for (const fault of checked.faults) faults.add(fault);
  return checked.points ? [[...checked.points]] : [];
}

/** The position, or null where there is none on earth. */
function place(raw: unknown, faults: Set<GeometryFault>): unknown {
  const [lon, lat] = Array.isArray(raw) ? (raw as unknown[]) : [];
  if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat)) {
    faults.add('not-a-number');
    return null;
  }
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return [lon, lat];
  faults.add('out-of-range');
  return null;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
