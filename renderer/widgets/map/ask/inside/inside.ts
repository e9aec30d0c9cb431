import { hazardLevel } from '../../../../../shared/domain/hazard.ts';
import type { Facility, Unit } from '../../../../../shared/domain/resource.ts';
import { hoursLeft } from '../../../../../shared/domain/supply.ts';
import type { LonLat } from '../../../../../shared/kit/geo.ts';
import type { EntityRow } from '../../../../../shared/protocol/console-api/rows.ts';
import { groupOf, type IncidentRow } from '../../../../state/incident-order.ts';
import type { ResourceRow } from '../../../../state/nearby.ts';

export type SupplyRow = EntityRow<'supply'>;
export type HazardRow = EntityRow<'hazard'>;

/** A row with its record narrowed to one form. */
export interface Of<Data> {
  readonly row: ResourceRow;
  readonly data: Data;
}

export interface Resources {
  readonly units: readonly Of<Unit>[];
  readonly facilities: readonly Of<Facility>[];
  /** Sensors over a limit, the graver first. */
  readonly dangers: readonly ResourceRow[];
}

const UNIT_ORDER = ['free', 'returning', 'enRoute', 'onScene', 'offDuty'] as const;

/** Units, facilities and dangers inside: free units and gravest dangers first, then by id, so that rows do not jump. */
export function resourcesInside(rows: Iterable<ResourceRow>, contains: (at: LonLat) => boolean): Resources {
  const units: Of<Unit>[] = [];
  const facilities: Of<Facility>[] = [];
  const dangers: ResourceRow[] = [];
  for (const row of rows) {
    const { data } = row;
    if (data.form === 'sensor' && data.level === 0) continue;
    if (!contains(data.at)) continue;
    if (data.form === 'unit') units.push({ row, data });
    else if (data.form === 'facility') facilities.push({ row, data });
    else dangers.push(row);
  }
  const byId = (a: ResourceRow, b: ResourceRow): number => (a.id < b.id ? -1 : 1);
  const level = ({ data }: ResourceRow): number => (data.form === 'sensor' ? data.level : 9);
  return {
    units: units.sort((a, b) => orderOf(a.data) - orderOf(b.data) || byId(a.row, b.row)),
    facilities: facilities.sort((a, b) => byId(a.row, b.row)),
    dangers: dangers.sort((a, b) => level(a) - level(b) || byId(a, b)),
  };
}

function orderOf({ status }: Unit): number {
  return UNIT_ORDER.indexOf(status.state);
}

/** Incidents that are not over, the gravest first. */
export function incidentsInside(rows: Iterable<IncidentRow>, contains: (at: LonLat) => boolean): IncidentRow[] {
  const found: IncidentRow[] = [];
  for (const row of rows) {
    if (row.data.at && groupOf(row.data) !== 'closed' && contains(row.data.at)) found.push(row);
  }
  const grade = ({ data }: IncidentRow): number => data.level || 5;
  return found.sort((a, b) => grade(a) - grade(b) || b.data.reportedAt - a.data.reportedAt || (a.id < b.id ? -1 : 1));
}

/** Hidden dangers that are not struck off: the graver first, then what is due first. */
export function hazardsInside(rows: Iterable<HazardRow>, contains: (at: LonLat) => boolean): HazardRow[] {
  return [...rows]
    .filter(({ data }) => data.status.state !== 'struckOff' && contains(data.at))
    .sort((a, b) => hazardLevel(a.data) - hazardLevel(b.data) || a.data.dueAt - b.data.dueAt || (a.id < b.id ? -1 : 1));
}

/** Facilities of one kind together. */
export interface FacilityKind {
  readonly kind: Facility['kind'];
  readonly facilities: readonly Of<Facility>[];
  /** Of those in service that say how much they have and how much is used: the sum, by their unit. */
  readonly free: readonly { readonly unit: Facility['load']; readonly free: number; readonly capacity: number }[];
  /** In service with places that are counted, but not how many are in use. */
  readonly unknown: number;
  readonly out: number;
}

export function byKind(facilities: readonly Of<Facility>[]): FacilityKind[] {
  return grouped(facilities, ({ data }) => data.kind).map(([kind, members]) => {
    const serving = members.flatMap(({ data }) => (data.inService && data.load ? [data.load] : []));
    const known = serving.filter(({ used }) => used !== null);
    return {
      kind,
      facilities: members,
      free: grouped(known, ({ unit }) => unit.zh ?? unit.en ?? '').map(([, loads]) => ({
        unit: loads[0],
        free: sum(loads, ({ capacity, used }) => capacity - (used ?? 0)),
        capacity: sum(loads, ({ capacity }) => capacity),
      })),
      unknown: serving.length - known.length,
      out: members.filter(({ data }) => !data.inService).length,
    };
  });
}

export interface UnitDepartment {
  readonly department: string;
  readonly units: readonly Of<Unit>[];
  /** How many in each state that occurs, in the order free … off duty. */
  readonly states: readonly { readonly state: Unit['status']['state']; readonly count: number }[];
}

export function byDepartment(units: readonly Of<Unit>[]): UnitDepartment[] {
  return grouped(units, ({ data }) => data.department)
    .map(([department, members]) => ({
      department,
      units: members,
      states: UNIT_ORDER.map((state) => ({
        state,
        count: members.filter(({ data }) => data.status.state === state).length,
      })).filter(({ count }) => count > 0),
    }))
    .sort((a, b) => (a.department < b.department ? -1 : 1));
}

export interface Stock {
  readonly good: string;
  readonly rows: readonly SupplyRow[];
  /** In the unit of the first row; all rows of one good have the same. */
  readonly quantity: number;
  /** Of the depot that runs out first; null: nowhere known. */
  readonly hours: number | null;
}

/** Stock in the depots that are inside, by good and unit; what runs out first comes first. */
export function stockInside(rows: Iterable<SupplyRow>, depots: ReadonlySet<string>): Stock[] {
  const inside = [...rows].filter(({ data }) => depots.has(data.depot));
  return grouped(inside, ({ data }) => `${data.good} ${data.unit}`)
    .map(([, members]) => {
      const hours = members.map(({ data }) => hoursLeft(data)).filter((left) => left !== null);
      return {
        good: members[0]?.data.good ?? '',
        rows: members.sort((a, b) => (a.id < b.id ? -1 : 1)),
        quantity: sum(members, ({ data }) => data.quantity),
        hours: hours.length > 0 ? Math.min(...hours) : null,
      };
    })
    .sort((a, b) => (a.hours ?? Infinity) - (b.hours ?? Infinity) || (a.good < b.good ? -1 : 1));
}

function grouped<Item, Key extends string>(
  items: Iterable<Item>,
  key: (item: Item) => Key,
): (readonly [Key, Item[]])[] {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const known = groups.get(key(item));
    if (known) known.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups];
}

function sum<Item>(items: readonly Item[], read: (item: Item) => number): number {
  return items.reduce((total, item) => total + read(item), 0);
}
