import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../../shared/domain/incident.ts';
import type { Facility, Sensor } from '../../../../shared/domain/resource.ts';
import type { Supply } from '../../../../shared/domain/supply.ts';
import { instant, MINUTE } from '../../../../shared/kit/time.ts';
import type { IncidentRow } from '../../../state/incident-order.ts';
import { nextLimits, pressedPlaces, runningOut, sensorsOver, withLimit } from './lists.ts';

const now = instant(1_800_000_000_000);

function row<Id extends string, T>(id: string, data: T) {
  return { id: id as Id, rev: 1, feed: 'f', at: now, entered: now, received: now, data };
}

/** An incident whose limit is so many minutes ahead; none when undefined. */
function incident(id: string, ahead: number | undefined, data: Partial<Incident> = {}): IncidentRow {
  return row(id, {
    kind: 'fire',
    level: 3,
    title: { en: id },
    status: { state: 'reported', since: now },
    reportedAt: now,
    channel: '119',
    ...(ahead !== undefined && { due: { what: 'dispatch', at: instant(now + ahead * MINUTE) } }),
    ...data,
  });
}

function place(id: string, used: number | null | undefined, data: Partial<Facility> = {}) {
  return row<never, Facility>(id, {
    form: 'facility',
    kind: 'shelter',
    name: { en: id },
    at: [117, 30],
    inService: true,
    ...(used !== undefined && { load: { used, capacity: 100, unit: { en: 'persons' }, at: now } }),
    ...data,
  });
}

function sensor(id: string, level: Sensor['level'], data: Partial<Sensor> = {}) {
  return row<never, Sensor>(id, { form: 'sensor', kind: 'rain', name: { en: id }, at: [117, 30], level, ...data });
}

function stock(id: string, quantity: number, burnPerHour: number | null) {
  return row<never, Supply>(id, {
    good: id,
    name: { en: id },
    depot: 'd',
    depotName: { en: 'd' },
    unit: 'L',
    quantity,
    burnPerHour,
    countedAt: now,
  });
}

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

describe('O4: next limits', () => {
  const closed: Partial<Incident> = { status: { state: 'closed', since: now, outcome: { en: 'done' } } };
  const rows = withLimit([
    incident('late', 9),
    incident('soon', 2),
    incident('none', undefined),
    incident('closed', 1, closed),
    incident('passed', -30, { level: 4 }),
    incident('grave', -1, { level: 1 }),
  ]);

  it('takes the nearest that are ahead and counts those that have passed', () => {
    const next = nextLimits(rows, now, 2);
    expect(ids(next.rows)).toEqual(['soon', 'late']);
    expect(next.passed).toBe(2);
  });

  it('fills the room with the gravest of the passed ones', () => {
    expect(ids(nextLimits(rows, now, 3).rows)).toEqual(['soon', 'late', 'grave']);
  });

  it('follows the clock without being sorted again', () => {
    const next = nextLimits(rows, instant(now + 5 * MINUTE), 1);
    expect(ids(next.rows)).toEqual(['late']);
    expect(next.passed).toBe(3);
  });
});

describe('O5: places under pressure', () => {
  it('takes shelters and hospitals from four fifths on, the fullest first', () => {
    const found = pressedPlaces(
      [place('a', 79), place('b', 80), place('c', 120, { kind: 'hospital' }), place('d', 99, { kind: 'depot' })],
      9,
    );
    expect(found.rows.map(({ row: { id } }) => id)).toEqual(['c', 'b']);
  });

  it('says of how many it cannot be told, and leaves out what is shut', () => {
    const found = pressedPlaces([place('a', null), place('b', undefined), place('c', 99, { inService: false })], 9);
    expect(found).toEqual({ rows: [], count: 0, unknown: 2 });
  });

  it('counts those that have no room in the list', () => {
    const found = pressedPlaces([place('a', 90), place('b', 91), place('c', 92)], 2);
    expect(found.rows).toHaveLength(2);
    expect(found.count).toBe(3);
  });
});

describe('O5: sensors', () => {
  it('takes those over a limit, the gravest first; a camera without a reading is not unknown', () => {
    const found = sensorsOver(
      [
        sensor('a', 3),
        sensor('b', 1),
        sensor('c', 0, { reading: { value: 4, at: now } }),
        sensor('d', 0),
        sensor('e', 0, { kind: 'video' }),
      ],
      9,
    );
    expect(found.rows.map(({ row: { id } }) => id)).toEqual(['b', 'a']);
    expect(found.unknown).toBe(1);
  });
});

describe('O6: stock', () => {
  it('takes what runs out within a day, the soonest first, and counts what has no rate', () => {
    const found = runningOut(
      [stock('a', 100, 10), stock('b', 100, 50), stock('c', 100, 1), stock('d', 0, null), stock('e', 5, 0)],
      9,
    );
    expect(found.rows.map(({ hours }) => hours)).toEqual([2, 10]);
    expect(found.unknown).toBe(1);
  });
});
