import { distance, type LonLat } from '../../shared/kit/geo.ts';
import type { Facility, Sensor, Unit } from '../../shared/domain/resource.ts';
import type { EntityRow } from '../../shared/protocol/console-api/rows.ts';

export type ResourceRow = EntityRow<'resource'>;

const NEARBY_RADIUS = 1_000;

export interface Near<Record> {
  readonly row: ResourceRow;
  readonly data: Record;
  /** Metres. */
  readonly distance: number;
}

export interface Nearby {
  readonly sensors: readonly Near<Sensor>[];
  readonly units: readonly Near<Unit>[];
  readonly facilities: readonly Near<Facility>[];
}

/** What could matter within 1 km: sensors over a limit, free units, places in service. Each kind nearest first. */
export function nearbyOf(at: LonLat, resources: Iterable<ResourceRow>): Nearby {
  const sensors: Near<Sensor>[] = [];
  const units: Near<Unit>[] = [];
  const facilities: Near<Facility>[] = [];
  for (const row of resources) {
    const { data } = row;
    const away = distance(at, data.at);
    if (away > NEARBY_RADIUS) continue;
    if (data.form === 'unit' && data.status.state === 'free') units.push({ row, data, distance: away });
    if (data.form === 'facility' && data.inService) facilities.push({ row, data, distance: away });
    if (data.form === 'sensor' && data.level > 0) sensors.push({ row, data, distance: away });
  }
  const nearest = (a: { distance: number }, b: { distance: number }): number => a.distance - b.distance;
  return { sensors: sensors.sort(nearest), units: units.sort(nearest), facilities: facilities.sort(nearest) };
}

/** Units at work on an incident: those the incident names and those that name it. On scene first, then by arrival. */
export function assignedUnits(
  incident: string,
  named: readonly string[],
  resources: ReadonlyMap<string, ResourceRow>,
): { readonly row: ResourceRow; readonly data: Unit }[] {
  const wanted = new Set(named);
  const found: { row: ResourceRow; data: Unit }[] = [];
  for (const row of resources.values()) {
    const { data } = row;
    if (data.form !== 'unit') continue;
    const bound = 'incident' in data.status && data.status.incident === incident;
    if (bound || wanted.has(row.id)) found.push({ row, data });
  }
  return found.sort((a, b) => arrival(a.data) - arrival(b.data) || (a.row.id < b.row.id ? -1 : 1));
}

function arrival({ status }: Unit): number {
  if (status.state === 'onScene') return -1;
  if (status.state === 'enRoute') return status.etaAt ?? Number.MAX_SAFE_INTEGER - 1;
  return Number.MAX_SAFE_INTEGER;
}
