import * as z from 'zod';
import type { Brand } from '../kit/brand.ts';
import { GEOMETRY_FAULTS } from '../kit/check-geometry.ts';
import type { LonLat } from '../kit/geo.ts';
import { entityId, instantSchema, localText, lonLat } from './common.ts';
import { internal, open } from './field-class.ts';

export type DrawingId = Brand<string, 'DrawingId'>;

/** What an officer draws on the map (标绘). Each is told apart without colour: hatch, line pattern, word. */
export const DRAWING_KINDS = [
  'cordon', 'evacuation', 'assembly', 'route', 'text', 'arrow', 'sector', 'buffer',
] as const; // prettier-ignore
export type DrawingKind = (typeof DRAWING_KINDS)[number];

export type DrawingForm = 'point' | 'line' | 'area';

/** Which form a kind has. */
export const FORM_OF: Readonly<Record<DrawingKind, DrawingForm>> = {
  cordon: 'area',
  evacuation: 'area',
  assembly: 'point',
  route: 'line',
  text: 'point',
  arrow: 'line',
  sector: 'area',
  buffer: 'area',
};

/** Corners of one drawing, all rings together. A command may weigh 256 KB, a position up to 24 bytes. */
export const MAX_DRAWING_CORNERS = 5_000;

const ring = z.array(lonLat).min(4).max(MAX_DRAWING_CORNERS);

/** WGS-84. An area is a list of polygons, each an outer ring and its holes; rings are closed, as in GeoJSON. */
export const drawingGeometry = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('point'), at: lonLat }),
  z.strictObject({ type: z.literal('line'), points: z.array(lonLat).min(2).max(MAX_DRAWING_CORNERS) }),
  z
    .strictObject({ type: z.literal('area'), polygons: z.array(z.array(ring).min(1).max(200)).min(1).max(200) })
    .refine(({ polygons }) => polygons.flat().reduce((sum, { length }) => sum + length, 0) <= MAX_DRAWING_CORNERS, {
      error: 'too-many-corners',
    }),
]);
export type DrawingGeometry = z.infer<typeof drawingGeometry>;

/** Bearings in degrees clockwise from north; the sector runs clockwise from `from` to `to`. Lengths in metres. */
export const drawingBasis = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('sector'),
    center: lonLat,
    radius: z.number().positive().max(1_000_000),
    from: z.number().min(0).lt(360),
    to: z.number().min(0).lt(360),
  }),
  z.strictObject({
    type: z.literal('buffer'),
    /** One position: around a point; several: around a line. A buffer around an area names its outer ring, closed. */
    around: z.array(lonLat).min(1).max(500),
    metres: z.number().positive().max(100_000),
  }),
]);
export type DrawingBasis = z.infer<typeof drawingBasis>;

export const drawing = z.strictObject({
  kind: open(z.enum(DRAWING_KINDS)),
  name: open(localText),
  note: internal(localText.optional()),
  /** The outline as it is, also of a sector and a buffer: who asks what lies inside, or routes around, needs no other field. */
  geometry: open(drawingGeometry),
  /** What a sector or a buffer was made from, so that it can be made anew. */
  basis: open(drawingBasis.optional()),
  /** The incident it belongs to; absent: to none yet. */
  incident: open(entityId.optional()),
  /** A cordon that no vehicle passes: routes go around it. */
  closesRoads: open(z.boolean().optional()),
  madeBy: internal(z.strictObject({ officer: z.string().max(64), post: z.string().max(64) })),
  madeAt: open(instantSchema),
  /** A drawing that was taken away stays on record and can be brought back; it is not on the map. */
  status: open(
    z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('standing') }),
      z.strictObject({ state: z.literal('removed'), since: instantSchema, by: z.string().max(64) }),
    ]),
  ),
  /** What was wrong with the geometry as it came, and was put right here; what came is kept in quarantine (R23). */
  faults: open(z.array(z.enum(GEOMETRY_FAULTS)).max(GEOMETRY_FAULTS.length).optional()),
});
export type Drawing = z.infer<typeof drawing>;

/** All its positions, in order. */
export function positionsOf(geometry: DrawingGeometry): readonly LonLat[] {
  if (geometry.type === 'point') return [geometry.at];
  return geometry.type === 'line' ? geometry.points : geometry.polygons.flat(2);
}

/** The polygons that no vehicle enters, of drawings that stand: `[polygon][ring][corner]`, for the router. */
export function closuresOf(drawings: Iterable<Drawing>): (readonly (readonly LonLat[])[])[] {
  const closed: (readonly (readonly LonLat[])[])[] = [];
  for (const { kind, closesRoads, geometry, status } of drawings) {
    if (kind !== 'cordon' || !closesRoads || status.state !== 'standing' || geometry.type !== 'area') continue;
    closed.push(...geometry.polygons);
  }
  return closed;
}
