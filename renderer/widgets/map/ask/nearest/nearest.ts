import type { Unit } from '../../../../../shared/domain/resource.ts';
import { distance, type LonLat } from '../../../../../shared/kit/geo.ts';
import type { Problem } from '../../../../../shared/kit/problem.ts';
import type { ResourceRow } from '../../../../state/nearby.ts';

export interface NearRow {
  readonly id: string;
  /** Of driving; null when only the distance is known. */
  readonly seconds: number | null;
  /** Of driving, or as the crow flies when `seconds` is null; null: not asked. */
  readonly metres: number | null;
}

/** `air`: without a road graph; the distance as the crow flies, and why. */
export interface Nearest {
  readonly by: 'road' | 'air';
  readonly rows: readonly NearRow[];
  /** Free units that fit the question. */
  readonly considered: number;
  readonly why: Problem | null;
}

/** Free units of a kind (null: of any) with their places. */
export function freeUnits(rows: Iterable<ResourceRow>, kind: Unit['kind'] | null): { id: string; at: LonLat }[] {
  const found: { id: string; at: LonLat }[] = [];
  for (const { id, data } of rows) {
    if (data.form !== 'unit' || data.status.state !== 'free' || (kind !== null && data.kind !== kind)) continue;
    found.push({ id, at: data.at });
  }
  return found;
}

/** The nearest as the crow flies; of equals the lower id. */
export function byAir(
  units: readonly { readonly id: string; readonly at: LonLat }[],
  to: LonLat,
  limit: number,
): NearRow[] {
  return units
    .map(({ id, at }) => ({ id, seconds: null, metres: distance(at, to) }))
    .sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}

/** Refusals of the road graph after which the distance is all that can be said. */
export function isWithoutRoads({ code }: Problem): boolean {
  return code.startsWith('roads-') || code === 'no-roads' || code === 'point-far-from-road';
}
