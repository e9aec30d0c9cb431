import type { Alert } from '../../../shared/domain/alert.ts';
import { checkGeometry, GEOMETRY_FAULTS, MAX_DRAWN, type GeometryFault } from '../../../shared/kit/check-geometry.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';

/** Corners of one warning that are drawn, all rings together (R23), and what each ring has of them at least. */
const MAX_CORNERS = 6_000;
const LEAST = 24;

export interface AlertOutlines {
  readonly rings: readonly (readonly LonLat[])[];
  /** Of the outlines as they came, here or already in the core. */
  readonly faults: readonly GeometryFault[];
}

/** A record is never changed in place; map, list and drawer ask for the same. */
const known = new WeakMap<Alert, AlertOutlines>();

/** The rings of a warning as they can be drawn, and what had to be put right for it. */
export function alertOutlines(alert: Alert): AlertOutlines {
  const kept = known.get(alert);
  if (kept) return kept;
  const faults = new Set<GeometryFault>(alert.faults);
  const given = alert.areas.flatMap(({ polygons }) => polygons);
  const limit = Math.min(MAX_DRAWN, Math.max(LEAST, Math.floor(MAX_CORNERS / Math.max(1, given.length))));
  const rings = given.flatMap((ring) => {
    const checked = checkGeometry(ring, 'ring', limit);
    for (const fault of checked.faults) faults.add(fault);
    return checked.points ? [checked.points] : [];
  });
  const outlines = { rings, faults: GEOMETRY_FAULTS.filter((fault) => faults.has(fault)) };
  known.set(alert, outlines);
  return outlines;
}
