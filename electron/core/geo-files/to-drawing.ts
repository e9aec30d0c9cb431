import { localText, type LocalText } from '../../../shared/domain/common.ts';
import {
  DRAWING_KINDS,
  drawingBasis,
  FORM_OF,
  MAX_DRAWING_CORNERS,
  type DrawingGeometry,
  type DrawingForm,
  type DrawingKind,
} from '../../../shared/domain/drawing.ts';
import { checkGeometry, GEOMETRY_FAULTS, type GeometryFault } from '../../../shared/kit/check-geometry.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { newDrawing } from '../../../shared/protocol/commands/drawing-commands.ts';
import type { FileFeature } from '../../../shared/protocol/console-api/drawing-calls.ts';
import type { RawFeature, RawGeometry } from './raw-feature.ts';

const NAME_LENGTH = 200;
const NOTE_LENGTH = 2_000;

/** What a shape becomes for which the file names no kind of ours: the kind that claims least. A cordon closes no road by itself. */
const KIND_OF_FORM: Readonly<Record<DrawingForm, DrawingKind>> = { point: 'text', line: 'route', area: 'cordon' };

/** A feature as the drawing it would become, with what was put right; or why it cannot be one. */
export function toDrawing(feature: RawFeature, index: number): FileFeature {
  const { properties, geometry: raw } = feature;
  const name = nameOf(properties, index);
  const refuse = (code: string): FileFeature => ({ ok: false, index, name: name.zh ?? name.en ?? '', code });
  if (!raw) return refuse('geo-no-geometry');
  const faults = new Set<GeometryFault>();
  const geometry = readGeometry(raw, faults);
  if (!geometry) return refuse(faults.has('out-of-range') ? 'coordinate-out-of-range' : 'geo-bad-geometry');
  const kind = kindOf(properties.get('kind'), geometry.type);
  const basis = basisOf(properties.get('basis'), kind);
  const note = textIn(properties, 'note', 'description', NOTE_LENGTH);
  const incident = properties.get('incident');
  const closes = properties.get('closesRoads');
  const made = newDrawing.safeParse({
    kind,
    name,
    geometry,
    ...(note && { note }),
    ...(basis && { basis }),
    ...(typeof incident === 'string' && incident !== '' && { incident }),
    ...(kind === 'cordon' && (closes === true || closes === 'true') && { closesRoads: true }),
  });
  if (!made.success) return refuse('invalid-record');
  return { ok: true, index, drawing: made.data, notes: GEOMETRY_FAULTS.filter((fault) => faults.has(fault)) };
}

function readGeometry({ type, coordinates }: RawGeometry, faults: Set<GeometryFault>): DrawingGeometry | null {
  const read = (input: unknown, form: 'line' | 'ring'): readonly LonLat[] | null => {
    const checked = checkGeometry(input, form, MAX_DRAWING_CORNERS);
    for (const fault of checked.faults) faults.add(fault);
    return checked.points;
  };
  switch (type) {
    case 'Point': {
      const [at] = checkPoint(coordinates, faults);
      return at ? { type: 'point', at } : null;
    }
    case 'LineString': {
      const points = read(coordinates, 'line');
      return points && { type: 'line', points: [...points] };
    }
    case 'Polygon':
    case 'MultiPolygon': {
      const given: unknown[] = type === 'Polygon' ? [coordinates] : Array.isArray(coordinates) ? coordinates : [];
      const polygons = given.flatMap((rings) => {
        const whole = (Array.isArray(rings) ? (rings as unknown[]) : []).map((ring) => read(ring, 'ring'));
        // Without its outer ring a hole is an area that nobody meant.
        return whole[0] ? [whole.filter((ring) => ring !== null).map((ring) => [...ring])] : [];
      });
      return polygons.length > 0 ? { type: 'area', polygons } : null;
    }
  }
}

/** The same check as of a line: two sound places make one of it. */
function checkPoint(position: unknown, faults: Set<GeometryFault>): readonly LonLat[] {
  const { points, faults: found } = checkGeometry([position, [0.5, 0.5], [0.25, 0.25]], 'line');
  for (const fault of found) faults.add(fault);
  return points?.length === 3 ? points : [];
}

function kindOf(named: unknown, form: DrawingForm): DrawingKind {
  const kind = DRAWING_KINDS.find((each) => each === named);
  return kind && FORM_OF[kind] === form ? kind : KIND_OF_FORM[form];
}

/** KML has it as JSON text. What does not fit is left out: the outline says all that counts. */
function basisOf(raw: unknown, kind: DrawingKind) {
  let given = raw;
  if (typeof raw === 'string') {
    try {
      given = JSON.parse(raw);
    } catch {
      return null;
    }
  }
  const parsed = drawingBasis.safeParse(given);
  return parsed.success && parsed.data.type === kind ? parsed.data : null;
}

function nameOf(properties: ReadonlyMap<string, unknown>, index: number): LocalText {
  const number = String(index + 1);
  return textIn(properties, 'name', 'title', NAME_LENGTH) ?? { zh: number, en: number };
}

/** `x_zh`, `x_en`, else `x` or `other` in the language that its script tells. */
function textIn(properties: ReadonlyMap<string, unknown>, x: string, other: string, length: number): LocalText | null {
  const word = (key: string): string | undefined => {
    const value = properties.get(key);
    return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, length) : undefined;
  };
  const [zh, en] = [word(`${x}_zh`), word(`${x}_en`)];
  const both = localText.safeParse({ ...(zh && { zh }), ...(en && { en }) });
  if (both.success) return both.data;
  const plain = word(x) ?? word(other);
  if (plain === undefined) return null;
  return /\p{Script=Han}/u.test(plain) ? { zh: plain } : { en: plain };
}
