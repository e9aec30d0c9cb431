import { distance, type LonLat } from '../../../shared/kit/geo.ts';
import type { Unit } from '../../../shared/domain/resource.ts';
import { groupOf, type IncidentRow } from '../../state/incident-order.ts';
import type { ResourceRow } from '../../state/nearby.ts';

export interface UnitCandidate {
  readonly row: ResourceRow;
  readonly data: Unit;
  /** Metres; null when the incident has no position. */
  readonly distance: number | null;
}

export interface UnitCandidates {
  /** Free or on their way back. */
  readonly free: readonly UnitCandidate[];
  /** Promised to another incident: to send one too is a double commitment. */
  readonly busy: readonly UnitCandidate[];
}

function byDistance(a: UnitCandidate, b: UnitCandidate): number {
  return (a.distance ?? 0) - (b.distance ?? 0) || (a.row.id < b.row.id ? -1 : 1);
}

/** Units that could be sent to an incident, nearest first. Those off duty and those that are promised to it already are not among them. */
export function unitCandidates(incident: IncidentRow, resources: Iterable<ResourceRow>): UnitCandidates {
  const at = incident.data.at;
  const free: UnitCandidate[] = [];
  const busy: UnitCandidate[] = [];
  for (const row of resources) {
    const { data } = row;
    if (data.form !== 'unit' || data.status.state === 'offDuty') continue;
    const candidate = { row, data, distance: at ? distance(at, data.at) : null };
    if (!('incident' in data.status)) free.push(candidate);
    else if (data.status.incident !== incident.id) busy.push(candidate);
  }
  return { free: free.sort(byDistance), busy: busy.sort(byDistance) };
}

export interface MergeCandidate {
  readonly row: IncidentRow;
  /** Metres; null when one of the two has no position. */
  readonly distance: number | null;
  readonly alike: boolean;
}

/** Further than this, two reports are hardly of the same thing, metres. */
const NEAR = 2_000;

/** Open incidents that may be the same as this one: near it, or of the same kind in the same district. Same kind first, then nearest. */
export function mergeCandidates(incident: IncidentRow, incidents: Iterable<IncidentRow>): MergeCandidate[] {
  const { at, kind, district } = incident.data;
  const found: MergeCandidate[] = [];
  for (const row of incidents) {
    if (row.id === incident.id || groupOf(row.data) === 'closed') continue;
    const away = awayFrom(at, row.data.at);
    const alike = row.data.kind === kind;
    const isNear = away !== null && away <= NEAR;
    if (isNear || (alike && district !== undefined && row.data.district === district)) {
      found.push({ row, distance: away, alike });
    }
  }
  return found.sort(
    (a, b) =>
      Number(b.alike) - Number(a.alike) ||
      (a.distance ?? Number.MAX_SAFE_INTEGER) - (b.distance ?? Number.MAX_SAFE_INTEGER) ||
      (a.row.id < b.row.id ? -1 : 1),
  );
}

function awayFrom(a: LonLat | undefined, b: LonLat | undefined): number | null {
  return a && b ? distance(a, b) : null;
}
