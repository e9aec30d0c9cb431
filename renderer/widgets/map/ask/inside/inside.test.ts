import { describe, expect, it } from 'vitest';
import { hazardLevel } from '../../../../../shared/domain/hazard.ts';
import type { LonLat } from '../../../../../shared/kit/geo.ts';
import { createRandom } from '../../../../../shared/kit/random.ts';
import type { EntityRow } from '../../../../../shared/protocol/console-api/rows.ts';
import { containsIn } from '../area/area.ts';
import { csvOf } from './csv.ts';
import { byDepartment, byKind, hazardsInside, incidentsInside, resourcesInside, stockInside } from './inside.ts';
import type { HazardRow, SupplyRow } from './inside.ts';

const random = createRandom(77);
const STATES = ['free', 'enRoute', 'onScene', 'returning', 'offDuty'] as const;

function row(topic: string, index: number, data: object): never {
  return { id: `${topic}-${index}`, rev: 1, feed: 'f', at: 0, entered: 0, received: 0, data } as never;
}

function at(): LonLat {
  return [random.int(0, 20), random.int(0, 20)];
}

const resources: EntityRow<'resource'>[] = Array.from({ length: 3_000 }, (_, index) => {
  const form = random.pick(['unit', 'facility', 'sensor']);
  if (form === 'unit') {
    return row('unit', index, { form, at: at(), department: random.pick(['FRD', 'EMS']), status: { state: random.pick(STATES) } }); // prettier-ignore
  }
  if (form === 'sensor') return row('sensor', index, { form, at: at(), level: random.int(0, 4) });
  const load = { capacity: 100, used: random.pick([null, 20, 60]), unit: { zh: '床' }, at: 0 };
  return row('facility', index, { form, at: at(), kind: random.pick(['hospital', 'shelter']), inService: random.next() < 0.8, load }); // prettier-ignore
});
const square: LonLat[] = [[3, 3], [12, 3], [12, 15], [3, 15]]; // prettier-ignore
const hole: LonLat[] = [[5, 5], [8, 5], [8, 8], [5, 8]]; // prettier-ignore
const contains = containsIn({ polygons: [[square, hole]], circles: [] });

/** Plain arithmetic on the numbers of the square and its hole, borders inside. */
function isIn([x, y]: LonLat): boolean {
  return x >= 3 && x <= 12 && y >= 3 && y <= 15 && !(x > 5 && x < 8 && y > 5 && y < 8);
}

describe('A3: the table of an area equals a count of every row', () => {
  const inside = resourcesInside(resources, contains);
  const counted = resources.map(({ data }) => data).filter((data) => isIn(data.at));

  it('units, by department and state', () => {
    const units = counted.filter((data) => data.form === 'unit');
    expect(units.length).toBeGreaterThan(100);
    expect(inside.units).toHaveLength(units.length);
    const departments = byDepartment(inside.units);
    for (const { department, states } of departments) {
      for (const state of STATES) {
        const expected = units.filter((unit) => unit.department === department && unit.status.state === state).length;
        expect(states.find((each) => each.state === state)?.count ?? 0).toBe(expected);
      }
    }
    expect(departments.map(({ department }) => department)).toEqual(['EMS', 'FRD']);
  });

  it('facilities, by kind; free places only where they are known and open', () => {
    const facilities = counted.filter((data) => data.form === 'facility');
    expect(inside.facilities).toHaveLength(facilities.length);
    for (const { kind, free, unknown, out } of byKind(inside.facilities)) {
      const own = facilities.filter((facility) => facility.kind === kind);
      const open = own.filter(({ inService }) => inService);
      const known = open.filter(({ load }) => load?.used !== null);
      expect(free[0]?.free).toBe(known.reduce((sum, { load }) => sum + 100 - (load?.used ?? 0), 0));
      expect([unknown, out]).toEqual([open.length - known.length, own.length - open.length]);
    }
  });

  it('dangers: sensors over a limit, the gravest first', () => {
    const levels = inside.dangers.map(({ data }) => (data.form === 'sensor' ? data.level : 0));
    expect(levels).toHaveLength(counted.filter((data) => data.form === 'sensor' && data.level > 0).length);
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
  });

  it('incidents that are not over and have a place', () => {
    const incidents: EntityRow<'incident'>[] = Array.from({ length: 800 }, (_, index) =>
      row('incident', index, {
        at: random.next() < 0.1 ? undefined : at(),
        level: random.int(0, 4),
        reportedAt: index,
        status: { state: random.pick(['reported', 'dispatched', 'closed', 'merged']) },
      }),
    );
    const expected = incidents.filter(
      ({ data }) => data.at && isIn(data.at) && data.status.state !== 'closed' && data.status.state !== 'merged',
    );
    const found = incidentsInside(incidents, contains);
    expect(found.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    expect(found[0]?.data.level).toBe(1);
  });

  it('hidden dangers that are not struck off, the gravest first', () => {
    const rows = Array.from({ length: 300 }, (_, index): HazardRow => {
      const grades = { likelihood: random.int(1, 5), severity: random.int(1, 5), nearVulnerable: false };
      const status = { state: random.pick(['issued', 'inWork', 'struckOff']) };
      return row('hazard', index, { at: at(), dueAt: index, status, ...grades });
    });
    const expected = rows.filter(({ data }) => isIn(data.at) && data.status.state !== 'struckOff');
    const found = hazardsInside(rows, contains);
    expect(found.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    const levels = found.map(({ data }) => hazardLevel(data));
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
  });

  it('stock of the depots inside: sums by good, the hours of the first to run out', () => {
    const supply = (index: number, depot: string, good: string, quantity: number, burnPerHour: number | null) =>
      row('supply', index, { depot, good, unit: 'kg', quantity, burnPerHour }) as SupplyRow;
    const rows = [
      supply(1, 'd1', 'rice', 100, 10), supply(2, 'd2', 'rice', 50, 25), supply(3, 'd3', 'rice', 7, 1),
      supply(4, 'd1', 'sand', 9, null),
    ]; // prettier-ignore
    const stock = stockInside(rows, new Set(['d1', 'd2']));
    expect(stock.map(({ good, quantity, hours }) => [good, quantity, hours])).toEqual([['rice', 150, 2], ['sand', 9, null]]); // prettier-ignore
  });
});

it('A4: a table that is copied is RFC 4180 and no formula', () => {
  const rows = [['名称', 'x'], ['a,"b"', -1.5], ['=1+1', '-2'], ['@a\nb', '+c']]; // prettier-ignore
  expect(csvOf(rows)).toBe(`名称,x\r\n"a,""b""",-1.5\r\n'=1+1,-2\r\n"'@a\nb",'+c\r\n`);
});
