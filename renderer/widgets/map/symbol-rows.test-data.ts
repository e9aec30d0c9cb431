import type { Hazard, HazardId } from '../../../shared/domain/hazard.ts';
import type { Incident, IncidentId } from '../../../shared/domain/incident.ts';
import type { Resource, ResourceId, Unit } from '../../../shared/domain/resource.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { instant } from '../../../shared/kit/time.ts';

/** Rows for the tests of this room. */
export const START = instant(1_784_000_000_000);

function row<T, Id extends string>(id: string, data: T) {
  return { id: id as Id, rev: 1, feed: 'f', at: START, entered: START, received: START, data };
}

export function incidentRow(id: string, part: Partial<Incident> = {}): EntityRow<'incident'> {
  return row<Incident, IncidentId>(id, {
    kind: 'fire', level: 4, title: { en: 'Fire' }, status: { state: 'reported', since: START }, at: [117.5, 30.3],
    reportedAt: START, channel: '119', ...part,
  } satisfies Incident); // prettier-ignore
}

export function hazardRow(id: string, part: Partial<Hazard> = {}): EntityRow<'hazard'> {
  return row<Hazard, HazardId>(id, {
    kind: 'fire', title: { en: 'Fire exit locked' }, place: { en: 'Mall' }, at: [117.5, 30.3], likelihood: 3, severity: 5,
    nearVulnerable: false, estimated: false, owner: 'LPD', inspector: 'FRD', persons: null, foundAt: START,
    dueAt: instant(START + 1_000), status: { state: 'inWork', since: START }, ...part,
  } satisfies Hazard); // prettier-ignore
}

export function unitRow(
  id: string,
  at: LonLat,
  status: Unit['status'] = { state: 'free', since: START },
): EntityRow<'resource'> {
  return row<Resource, ResourceId>(id, {
    form: 'unit', kind: 'engine', name: { en: id }, department: 'FRD', status, at, heading: 90, positionAt: START,
  } satisfies Resource); // prettier-ignore
}
