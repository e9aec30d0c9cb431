import type { Alert } from '../../../../shared/domain/alert.ts';
import type { Level } from '../../../../shared/domain/common.ts';
import { hazardLevel, type Hazard } from '../../../../shared/domain/hazard.ts';
import { positionsOf, type Drawing } from '../../../../shared/domain/drawing.ts';
import type { Incident } from '../../../../shared/domain/incident.ts';
import type { Resource } from '../../../../shared/domain/resource.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import { usePreference } from '../../../state/use-console.ts';

/** Which part of what the layers show is wanted. Null: all. */
export interface MapFilter {
  readonly reported: { readonly hours: number } | { readonly since: Instant } | null;
  readonly departments: readonly string[] | null;
  /** Codes. */
  readonly districts: readonly string[] | null;
  readonly levels: readonly Level[] | null;
}

export const FILTER_PREFERENCE = 'map.filter';
export const NO_FILTER: MapFilter = { reported: null, departments: null, districts: null, levels: null };
export const LEVELS: readonly Level[] = [1, 2, 3, 4, 0];
const HOUR = 3_600_000;

export function parseFilter(stored: unknown): MapFilter {
  if (typeof stored !== 'object' || stored === null) return NO_FILTER;
  const { reported, departments, districts, levels } = stored as Record<string, unknown>;
  const words = (list: unknown): string[] | null =>
    Array.isArray(list) ? list.filter((word): word is string => typeof word === 'string') : null;
  return {
    reported: parseReported(reported),
    departments: words(departments),
    districts: words(districts),
    levels: Array.isArray(levels) ? LEVELS.filter((level) => levels.includes(level)) : null,
  };
}

function parseReported(stored: unknown): MapFilter['reported'] {
  if (typeof stored !== 'object' || stored === null) return null;
  const { hours, since } = stored as Record<string, unknown>;
  if (typeof hours === 'number' && hours > 0) return { hours };
  return typeof since === 'number' && since >= 0 ? { since: since as Instant } : null;
}

export function useMapFilter(): [MapFilter, (filter: MapFilter) => void] {
  return usePreference(FILTER_PREFERENCE, parseFilter);
}

export function isFiltering({ reported, departments, districts, levels }: MapFilter): boolean {
  return reported !== null || departments !== null || districts !== null || levels !== null;
}

/**
 * What is known of a thing that a filter asks for; absent: not known, or it has none. What is not known is never a reason
 * to leave something out (L2).
 */
export interface Filtered {
  readonly level?: Level;
  readonly reportedAt?: Instant;
  readonly department?: string | undefined;
  readonly district?: string | undefined;
}

/** Whether the filter leaves it out. Level 1 is never left out (L1). */
export function isLeftOut(
  { level, reportedAt, department, district }: Filtered,
  filter: MapFilter,
  now: Instant,
): boolean {
  if (level === 1) return false;
  const { reported } = filter;
  const from = reported && ('hours' in reported ? now - reported.hours * HOUR : reported.since);
  if (from !== null && reportedAt !== undefined && reportedAt < from) return true;
  if (level !== undefined && filter.levels?.includes(level) === false) return true;
  if (department !== undefined && filter.departments?.includes(department) === false) return true;
  return district !== undefined && filter.districts?.includes(district) === false;
}

/** `districtOf`: the code by a code or a key, or by a place; undefined where there is no city. */
export type DistrictOf = (known: string | undefined, at: readonly [number, number] | undefined) => string | undefined;

export function incidentFacts({ level, reportedAt, lead, district, at }: Incident, districtOf: DistrictOf): Filtered {
  return { level, reportedAt, department: lead, district: districtOf(district, at) };
}

/** A unit belongs to the district where it is. A sensor over its limit has that limit's level; others have none. */
export function resourceFacts(resource: Resource, districtOf: DistrictOf): Filtered {
  const district = districtOf(resource.form === 'facility' ? resource.district : undefined, resource.at);
  const level = resource.form === 'sensor' && resource.level !== 0 ? { level: resource.level } : {};
  return { ...level, department: resource.department, district };
}

/** By who has to put it right, and by when it was found. */
export function hazardFacts(hazard: Hazard, districtOf: DistrictOf): Filtered {
  const { owner, district, at, foundAt } = hazard;
  return { level: hazardLevel(hazard), reportedAt: foundAt, department: owner, district: districtOf(district, at) };
}

/** Corners that are looked at for the district; an outline may have thousands. */
const LOOKED_AT = 48;

/**
 * Department and level are those of the incident that it belongs to. One that reaches over a border belongs to no single
 * district, so that none leaves it out.
 */
export function drawingFacts(
  { geometry, madeAt }: Drawing,
  incident: Incident | undefined,
  districtOf: DistrictOf,
): Filtered {
  const positions = positionsOf(geometry);
  const step = Math.max(1, Math.floor(positions.length / LOOKED_AT));
  const districts = new Set(positions.filter((_, index) => index % step === 0).map((at) => districtOf(undefined, at)));
  const [district] = districts;
  return {
    ...(incident && { level: incident.level }),
    reportedAt: madeAt,
    department: incident?.lead,
    district: districts.size === 1 ? district : undefined,
  };
}

/** An alert in force stays so however long ago it was sent: time and district do not ask for it. */
export function alertFacts({ level }: Alert): Filtered {
  return { level };
}
