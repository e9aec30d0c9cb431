import * as z from 'zod';
import { departmentCode, lonLat } from '../../domain/common.ts';
import { UNIT_KINDS } from '../../domain/resource.ts';
import type { NearUnits, Reach, RoadsInfo, Route, TravelTimes } from '../../domain/roads.ts';
import { call } from './call.ts';

/** All corners of all closed areas of one question. */
export const MAX_CLOSURE_CORNERS = 20_000;
/** Cells of one travel-time matrix. */
export const MAX_MATRIX_CELLS = 100_000;

/** GeoJSON coordinates of a Polygon: outer ring, then holes. A ring that is not closed is taken as closed. */
const area = z.array(z.array(lonLat).min(3).max(MAX_CLOSURE_CORNERS)).min(1).max(100);

/** What may not be driven on, for this one question. Every road that touches an area is closed whole. */
const closures = z.object({
  areas: z
    .array(area)
    .max(500)
    .refine((areas) => areas.flat().reduce((sum, ring) => sum + ring.length, 0) <= MAX_CLOSURE_CORNERS, {
      error: 'too-many-corners',
    })
    .optional(),
  /** Numbers of roads, as `route` and `reach` give them. */
  roads: z.array(z.int().min(0)).max(10_000).optional(),
  /** A bridge that crosses an area stays open: a flood under it does not close it. */
  exceptBridges: z.boolean().optional(),
});

const drive = {
  closures: closures.optional(),
  /** Speed as a multiple of the speed limit; when absent 1, see the roads room's README for where it comes from. */
  speedFactor: z.number().min(0.2).max(2).optional(),
};

/**
 * Questions to the road graph. Each may be refused with `no-roads`, `roads-busy`, `roads-too-slow`, `roads-ended` or what
 * kept the file from being read (`roads-file-…`).
 */
export const roadCalls = {
  /** Which roads are loaded; null when there are none. */
  roads: call<RoadsInfo | null>()(z.object({})),
  /** The quickest way. Refused with `point-far-from-road` (`end`: from, to) or `no-way`. */
  route: call<Route>()(z.object({ from: lonLat, to: lonLat, ...drive })),
  /**
   * What can be reached from any of the points (`outward`), or from where the point can be reached (`inward`), within each
   * limit. Refused with `point-far-from-road` when every point is.
   */
  reach: call<Reach>()(
    z.object({
      from: z.array(lonLat).min(1).max(50),
      minutes: z.array(z.number().min(1).max(60)).min(1).max(5),
      direction: z.enum(['outward', 'inward']).optional(),
      /** With the reached roads, not only the areas. */
      withRoads: z.boolean().optional(),
      ...drive,
    }),
  ),
  /** Units by travel time to a point; free ones unless `states` says otherwise. Refused with `point-far-from-road`. */
  nearestUnits: call<NearUnits>()(
    z.object({
      to: lonLat,
      limit: z.int().min(1).max(100).optional(),
      kinds: z.array(z.enum(UNIT_KINDS)).max(UNIT_KINDS.length).optional(),
      departments: z.array(departmentCode).max(100).optional(),
      states: z
        .array(z.enum(['free', 'enRoute', 'onScene', 'returning', 'offDuty']))
        .max(5)
        .optional(),
      /** Those further away are left out; when absent 60. */
      withinMinutes: z.number().min(1).max(240).optional(),
      ...drive,
    }),
  ),
  /** Many to many, `from.length × to.length` at most 100,000. */
  travelTimes: call<TravelTimes>()(
    z
      .object({ from: z.array(lonLat).min(1).max(5_000), to: z.array(lonLat).min(1).max(5_000), ...drive })
      .refine(({ from, to }) => from.length * to.length <= MAX_MATRIX_CELLS, { error: 'too-many-cells' }),
  ),
};
