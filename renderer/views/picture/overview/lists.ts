import { hoursLeft } from '../../../../shared/domain/supply.ts';
import type { Facility, Sensor } from '../../../../shared/domain/resource.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { EntityRow } from '../../../../shared/protocol/console-api/rows.ts';
import { groupOf, levelRank, type IncidentRow } from '../../../state/incident-order.ts';
import type { ResourceRow } from '../../../state/nearby.ts';

/** The head of a list that has no room for all of it. */
export interface Short<Row> {
  readonly rows: readonly Row[];
  /** How many there are, shown or not. */
  readonly count: number;
  /** Things of the kind of which it cannot be told whether they belong here. */
  readonly unknown: number;
}

function short<Row>(all: readonly Row[], room: number, unknown: number): Short<Row> {
  return { rows: all.slice(0, room), count: all.length, unknown };
}

/** Open incidents with a limit, the earliest limit first. It does not move with the clock, so it can be kept. */
export function withLimit(rows: Iterable<IncidentRow>): IncidentRow[] {
  const due = [...rows].filter(({ data }) => data.due !== undefined && groupOf(data) !== 'closed');
  return due.sort((a, b) => limitOf(a) - limitOf(b) || levelRank(a.data.level) - levelRank(b.data.level));
}

function limitOf({ data }: IncidentRow): number {
  return data.due?.at ?? Number.MAX_SAFE_INTEGER;
}

export interface NextLimits {
  readonly rows: readonly IncidentRow[];
  readonly passed: number;
}

/**
 * Which limits come next, out of `withLimit`. Those that have passed are counted: the list of incidents has them in front.
 * Where fewer are coming than there is room for, the gravest of the passed ones stand below (rule O4).
 */
export function nextLimits(sorted: readonly IncidentRow[], now: Instant, room: number): NextLimits {
  const from = sorted.findIndex((row) => limitOf(row) > now);
  const passed = sorted.slice(0, from < 0 ? sorted.length : from);
  const coming = from < 0 ? [] : sorted.slice(from, from + room);
  const gravest = [...passed].sort((a, b) => levelRank(a.data.level) - levelRank(b.data.level));
  return { rows: [...coming, ...gravest.slice(0, room - coming.length)], passed: passed.length };
}

export interface Pressed {
  readonly row: ResourceRow;
  readonly data: Facility;
  readonly share: number;
}

/** From this share in use on, a place is under pressure. */
const PRESSURE = 0.8;

function size({ data }: Pressed): number {
  return data.load?.capacity ?? 0;
}

/** Shelters and hospitals in service that are four fifths full or more, the fullest first, of equals the largest (rule O5). */
export function pressedPlaces(rows: Iterable<ResourceRow>, room: number): Short<Pressed> {
  const pressed: Pressed[] = [];
  let unknown = 0;
  for (const row of rows) {
    const { data } = row;
    if (data.form !== 'facility' || !data.inService || (data.kind !== 'shelter' && data.kind !== 'hospital')) continue;
    const { load } = data;
    if (!load || load.used === null || load.capacity <= 0) unknown += 1;
    else if (load.used / load.capacity >= PRESSURE) pressed.push({ row, data, share: load.used / load.capacity });
  }
  pressed.sort((a, b) => b.share - a.share || size(b) - size(a) || (a.row.id < b.row.id ? -1 : 1));
  return short(pressed, room, unknown);
}

export interface OverLimit {
  readonly row: ResourceRow;
  readonly data: Sensor;
}

/** Sensors over a limit, the gravest first. Unknown: those that measure and have told nothing. */
export function sensorsOver(rows: Iterable<ResourceRow>, room: number): Short<OverLimit> {
  const over: OverLimit[] = [];
  let unknown = 0;
  for (const row of rows) {
    const { data } = row;
    if (data.form !== 'sensor') continue;
    if (data.level > 0) over.push({ row, data });
    else if (data.kind !== 'video' && (data.reading?.value ?? null) === null) unknown += 1;
  }
  over.sort((a, b) => levelRank(a.data.level) - levelRank(b.data.level) || (a.row.id < b.row.id ? -1 : 1));
  return short(over, room, unknown);
}

/** A stock that lasts longer than this is not running out, hours. */
const SOON_HOURS = 24;

export interface RunningOut {
  readonly row: EntityRow<'supply'>;
  readonly hours: number;
}

/** Stock that is used up within a day at its present rate, the soonest first. Unknown: the rate is (rule O6). */
export function runningOut(rows: Iterable<EntityRow<'supply'>>, room: number): Short<RunningOut> {
  const out: RunningOut[] = [];
  let unknown = 0;
  for (const row of rows) {
    const hours = hoursLeft(row.data);
    if (row.data.burnPerHour === null) unknown += 1;
    else if (hours !== null && hours < SOON_HOURS) out.push({ row, hours });
  }
  out.sort((a, b) => a.hours - b.hours || (a.row.id < b.row.id ? -1 : 1));
  return short(out, room, unknown);
}
