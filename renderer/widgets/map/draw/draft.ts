import {
  FORM_OF,
  type Drawing,
  type DrawingBasis,
  type DrawingGeometry,
  type DrawingKind,
} from '../../../../shared/domain/drawing.ts';
import { bearing, distance, type LonLat } from '../../../../shared/kit/geo.ts';
import { closed, destination, lineLength, ringArea, sector } from '../../../../shared/kit/geodesy.ts';
import { bufferOf } from './buffer.ts';

/** What is set by hand while drawing. `metres` counts for a buffer only. */
export interface Figure {
  /**
   * Point: one. Line: its way. Area: its outer ring, not closed. Sector: centre, a place at radius and first bearing, a place on the
   * last bearing. Buffer: what it is around.
   */
  readonly points: readonly LonLat[];
  readonly metres: number;
}

/** A drawing in the making, with every step of it: pure, so that undo is a look back. */
export interface Draft extends Figure {
  readonly kind: DrawingKind;
  /** The one that is being changed; null: a new one. */
  readonly drawing: string | null;
  /** Polygons and holes that are not edited here: kept as they are. */
  readonly rest: {
    readonly holes: readonly (readonly LonLat[])[];
    readonly others: readonly (readonly (readonly LonLat[])[])[];
  };
  readonly past: readonly Figure[];
  readonly future: readonly Figure[];
}

const DEFAULT_METRES = 200;
const MOST_STEPS = 200;
/** As many corners as a hand can still take hold of; more are kept, not edited. */
export const MOST_HANDLES = 500;

export function newDraft(kind: DrawingKind): Draft {
  return {
    kind,
    drawing: null,
    points: [],
    metres: DEFAULT_METRES,
    rest: { holes: [], others: [] },
    past: [],
    future: [],
  };
}

/** Null for one of more corners than a hand can move. */
export function draftOf(id: string, { kind, geometry, basis }: Drawing): Draft | null {
  const draft = { ...newDraft(kind), drawing: id };
  if (basis?.type === 'sector') {
    const { center, radius, from, to } = basis;
    return {
      ...draft,
      points: [center, destination(center, from, radius), destination(center, to, radius)].map(rounded),
    };
  }
  if (basis?.type === 'buffer') return { ...draft, points: basis.around, metres: basis.metres };
  if (geometry.type === 'point') return { ...draft, points: [geometry.at] };
  const [polygon, ...others] = geometry.type === 'area' ? geometry.polygons : [];
  const [outer, ...holes] = polygon ?? [];
  const points = geometry.type === 'line' ? geometry.points : (outer?.slice(0, -1) ?? []);
  return points.length > MOST_HANDLES ? null : { ...draft, points, rest: { holes, others } };
}

/** Every change of a figure goes through here: one step back for each. */
export function changed(draft: Draft, figure: Partial<Figure>): Draft {
  const past = [...draft.past, { points: draft.points, metres: draft.metres }].slice(-MOST_STEPS);
  return { ...draft, ...figure, past, future: [] };
}

export function addPoint(draft: Draft, at: LonLat): Draft {
  const { kind, points } = draft;
  const last = points.at(-1);
  // The second click of a double click is at the place of the first.
  if (last && distance(last, at) < 0.02) return draft;
  if (FORM_OF[kind] === 'point') return changed(draft, { points: [rounded(at)] });
  if (kind === 'sector' && points.length === 3) return changed(draft, { points: [...points.slice(0, 2), rounded(at)] });
  return changed(draft, { points: [...points, rounded(at)] });
}

export function movePoint(draft: Draft, index: number, to: LonLat): Draft {
  const [center, start, end] = draft.points;
  if (draft.kind === 'sector' && index === 0 && center && start && end) return moveAll(draft, center, to);
  return changed(draft, { points: draft.points.with(index, rounded(to)) });
}

export function insertPoint(draft: Draft, index: number, at: LonLat): Draft {
  return changed(draft, { points: draft.points.toSpliced(index, 0, rounded(at)) });
}

export function removePoint(draft: Draft, index: number): Draft {
  return draft.points[index] ? changed(draft, { points: draft.points.toSpliced(index, 1) }) : draft;
}

/** All of it, so that what was at `from` is at `to`; in degrees, which over a city keeps the shape. */
export function moveAll(draft: Draft, from: LonLat, to: LonLat): Draft {
  const [east, north] = [to[0] - from[0], to[1] - from[1]];
  return changed(draft, { points: draft.points.map(([lon, lat]) => rounded([lon + east, lat + north])) });
}

export function stepBack(draft: Draft): Draft {
  const figure = draft.past.at(-1);
  if (!figure) return draft;
  const future = [{ points: draft.points, metres: draft.metres }, ...draft.future];
  return { ...draft, ...figure, past: draft.past.slice(0, -1), future };
}

export function stepForward(draft: Draft): Draft {
  const [figure, ...future] = draft.future;
  if (!figure) return draft;
  return { ...draft, ...figure, past: [...draft.past, { points: draft.points, metres: draft.metres }], future };
}

/** What the record would be; null while it lacks a point. */
export function madeOf(draft: Draft): { readonly geometry: DrawingGeometry; readonly basis?: DrawingBasis } | null {
  const { kind, points, metres, rest } = draft;
  const [first] = points;
  if (!first) return null;
  if (kind === 'sector') {
    const basis = sectorOf(points);
    if (!basis) return null;
    const ring = sector(basis.center, basis.radius, basis.from, basis.to).map(rounded);
    return { geometry: { type: 'area', polygons: [[ring]] }, basis };
  }
  if (kind === 'buffer') {
    const polygons = keptBuffer(points, metres);
    return polygons.length > 0
      ? { geometry: { type: 'area', polygons }, basis: { type: 'buffer', around: [...points], metres } }
      : null;
  }
  switch (FORM_OF[kind]) {
    case 'point':
      return { geometry: { type: 'point', at: first } };
    case 'line':
      return points.length < 2 ? null : { geometry: { type: 'line', points: [...points] } };
    case 'area': {
      if (points.length < 3) return null;
      const polygon = [closed(points), ...rest.holes.map((hole) => [...hole])];
      const others = rest.others.map((rings) => rings.map((ring) => [...ring]));
      return { geometry: { type: 'area', polygons: [polygon, ...others] } };
    }
  }
}

/** Points are never changed in place: panel and map ask for the same union many times a second. */
const buffers = new WeakMap<readonly LonLat[], { readonly metres: number; readonly polygons: LonLat[][][] }>();

function keptBuffer(points: readonly LonLat[], metres: number): LonLat[][][] {
  const kept = buffers.get(points);
  if (kept?.metres === metres) return kept.polygons;
  const polygons = bufferOf(points, metres);
  buffers.set(points, { metres, polygons });
  return polygons;
}

export function sectorOf([center, start, end]: readonly LonLat[]): Extract<DrawingBasis, { type: 'sector' }> | null {
  if (!center || !start || !end) return null;
  const radius = Math.round(distance(center, start) * 10) / 10;
  if (radius <= 0) return null;
  return { type: 'sector', center, radius, from: bearingTo(center, start), to: bearingTo(center, end) };
}

/** A tenth of a degree; 360 is 0. */
function bearingTo(from: LonLat, to: LonLat): number {
  return (Math.round(bearing(from, to) * 10) / 10) % 360;
}

/** A sector by its numbers: the other way to set its three places. */
export function withSector(draft: Draft, center: LonLat, radius: number, from: number, to: number): Draft {
  const points = [center, destination(center, from, radius), destination(center, to, radius)].map(rounded);
  return changed(draft, { points });
}

export interface Measures {
  /** Metres. */
  readonly length?: number;
  readonly radius?: number;
  /** Square metres. */
  readonly area?: number;
  /** Degrees from north. */
  readonly bearing?: number;
}

/** What is being drawn, in numbers; `pointer` counts as its next point. */
export function measuresOf(draft: Draft, pointer: LonLat | null): Measures {
  const { kind } = draft;
  const points = pointer && isOpenEnded(draft) ? [...draft.points, pointer] : draft.points;
  const [first] = points;
  if (!first || FORM_OF[kind] === 'point') return {};
  const last = points.at(-1) as LonLat;
  const before = points.at(-2);
  // Of a shape that is whole, the last edge is no more than any other.
  const heading = before && isOpenEnded(draft) ? { bearing: bearing(before, last) } : {};
  if (kind === 'sector') {
    const basis = sectorOf(points);
    const [center, start] = points;
    const radius = center && start ? distance(center, start) : undefined;
    if (radius === undefined) return {};
    if (!basis) return { radius, ...heading };
    return { radius, area: ringArea(sector(basis.center, basis.radius, basis.from, basis.to)) };
  }
  if (kind === 'buffer') return { length: lineLength(points), radius: draft.metres, ...heading };
  if (FORM_OF[kind] === 'line') return { length: lineLength(points), ...heading };
  if (points.length < 3) return { length: lineLength(points), ...heading };
  return { length: lineLength(closed(points)), area: ringArea(points), ...heading };
}

/** Whether the next click adds a point. */
export function isOpenEnded({ kind, points, drawing }: Draft): boolean {
  if (drawing !== null || FORM_OF[kind] === 'point') return false;
  return kind !== 'sector' || points.length < 3;
}

/** 1 cm. */
export function rounded([lon, lat]: LonLat): LonLat {
  return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
}
