import type { Level } from '../../../shared/domain/common.ts';
import { hazardLevel, isOverdue } from '../../../shared/domain/hazard.ts';
import type { Hazard } from '../../../shared/domain/hazard.ts';
import type { Incident, IncidentState } from '../../../shared/domain/incident.ts';
import type { Facility, Resource, UnitStatus } from '../../../shared/domain/resource.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { FacilityKind, HazardKind, IncidentKind, SensorKind, UnitKind } from './glyphs.ts';

/** Nobody has it · somebody works on it · under control. A closed incident has no symbol. */
type IncidentFill = 'open' | 'handling' | 'controlled';
export type UnitFill = UnitStatus['state'];

/**
 * All that a symbol shows: shape = family, glyph = kind, fill = state, ring = level, dash and fade = stale (design §5).
 * Two rows with equal looks share one bitmap on the map.
 */
export type SymbolLook =
  | {
      readonly family: 'incident';
      readonly kind: IncidentKind;
      readonly fill: IncidentFill;
      readonly level: Level;
      readonly stale: boolean;
      /** An order of this station is on its way and has not come back. */
      readonly pending: boolean;
    }
  | { readonly family: 'unit'; readonly kind: UnitKind; readonly fill: UnitFill; readonly stale: boolean }
  | {
      readonly family: 'facility';
      readonly kind: FacilityKind;
      readonly inService: boolean;
      /** Tenths in use, 0…10; null when unknown or when the kind has no capacity. */
      readonly tenths: number | null;
      readonly stale: boolean;
    }
  | {
      readonly family: 'hazard';
      readonly kind: HazardKind;
      /** Past its date and not struck off. */
      readonly overdue: boolean;
      readonly level: Level;
      readonly stale: boolean;
    }
  | { readonly family: 'sensor'; readonly kind: SensorKind; readonly level: Level; readonly stale: boolean };

export type SymbolFamily = SymbolLook['family'];

const INCIDENT_FILLS: Readonly<Record<IncidentState, IncidentFill | null>> = {
  reported: 'open',
  acknowledged: 'open',
  dispatched: 'handling',
  onScene: 'handling',
  controlled: 'controlled',
  closed: null,
  merged: null,
};

/** The look of a fresh incident; null when it is closed or merged into another, so that there is nothing to draw. */
export function incidentLook({ kind, level, status }: Incident, pending: boolean): SymbolLook | null {
  const fill = INCIDENT_FILLS[status.state];
  return fill && { family: 'incident', kind, fill, level, stale: false, pending };
}

/** The look of a fresh unit, facility or sensor. */
export function resourceLook(record: Resource): SymbolLook {
  switch (record.form) {
    case 'unit':
      return { family: 'unit', kind: record.kind, fill: record.status.state, stale: false };
    case 'facility': {
      const { kind, inService, load } = record;
      return { family: 'facility', kind, inService, tenths: loadTenths(load), stale: false };
    }
    case 'sensor':
      return { family: 'sensor', kind: record.kind, level: record.level, stale: false };
  }
}

/** The look of a danger at a time; null when it is struck off. */
export function hazardLook(hazard: Hazard, now: Instant): SymbolLook | null {
  if (hazard.status.state === 'struckOff') return null;
  const overdue = isOverdue(hazard, now);
  return { family: 'hazard', kind: hazard.kind, overdue, level: hazardLevel(hazard), stale: false };
}

/** Share in use as tenths; anything in use shows at least one tenth, only a full house shows ten. */
export function loadTenths(load: Facility['load']): number | null {
  if (!load || load.used === null || load.capacity <= 0) return null;
  if (load.used <= 0) return 0;
  if (load.used >= load.capacity) return 10;
  return Math.min(9, Math.max(1, Math.round((load.used / load.capacity) * 10)));
}

/** One string per different drawing; the cache of bitmaps is keyed by it. */
export function lookKey(look: SymbolLook): string {
  const age = look.stale ? 's' : '';
  switch (look.family) {
    case 'incident':
      return `i:${look.kind}:${look.fill}:${look.level}${age}${look.pending ? 'p' : ''}`;
    case 'unit':
      return `u:${look.kind}:${look.fill}${age}`;
    case 'facility':
      return `f:${look.kind}:${look.inService ? (look.tenths ?? 'n') : 'x'}${age}`;
    case 'hazard':
      return `h:${look.kind}:${look.level}${look.overdue ? 'o' : ''}${age}`;
    case 'sensor':
      return `s:${look.kind}:${look.level}${age}`;
  }
}
