import type { Facility } from '../../../../shared/domain/resource.ts';
import { hoursLeft } from '../../../../shared/domain/supply.ts';
import type { Supply } from '../../../../shared/domain/supply.ts';
import type { FigureKind } from './layer-groups.ts';

/** What is left at a place. `free` null: not known. */
export type Figure =
  | { readonly kind: 'hospital' | 'shelter'; readonly free: number | null; readonly short: boolean }
  | { readonly kind: 'depot'; readonly supply: Supply; readonly hours: number; readonly short: boolean };

/** Less than a tenth free is said as short. */
const SHORT_SHARE = 0.1;

/** Free beds or places; null for another kind, one out of service, or one that never said how many it has. */
export function freeAt({ kind, load, inService }: Facility): Figure | null {
  if ((kind !== 'hospital' && kind !== 'shelter') || !load || !inService) return null;
  if (load.used === null) return { kind, free: null, short: false };
  const free = Math.max(0, load.capacity - load.used);
  return { kind, free, short: free <= load.capacity * SHORT_SHARE };
}

/** Of each depot the good that is used up first, at its present rate; depots where nothing is used are left out. */
export function firstUsedUp(supplies: Iterable<Supply>, shortHours: number): Map<string, Figure> {
  const first = new Map<string, Figure & { readonly kind: 'depot' }>();
  for (const supply of supplies) {
    const hours = hoursLeft(supply);
    const known = first.get(supply.depot);
    if (hours === null || (known && known.hours <= hours)) continue;
    first.set(supply.depot, { kind: 'depot', supply, hours, short: hours < shortHours });
  }
  return first;
}

/** From which zoom the figures of a kind are written; what is short is written earlier. */
export const FIGURE_ZOOM: Readonly<Record<FigureKind, number>> = { hospital: 12.3, shelter: 13, depot: 12.4 };
