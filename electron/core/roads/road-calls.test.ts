import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_CLOSURE_CORNERS } from '../../../shared/protocol/console-api/road-calls.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { AT, incident, unit } from '../testing/records.ts';
import { TestConsole } from '../testing/test-console.ts';
import { until } from '../testing/test-window.ts';
import { encodeRoads } from './roads-file.ts';
import { place, smallRoads } from './testing/small-roads.ts';

let desk: TestConsole;
beforeEach(async () => {
  desk = await TestConsole.open();
});
afterEach(() => desk.close());

/** A street of 4 km that everybody stands beside. */
function beginWithStreet(): void {
  const roads = join(desk.profile.path, 'street.roads');
  const data = smallRoads([place(0, 0), place(4_000, 0)], [{ from: 0, to: 1, name: 0 }], ['Long Street']);
  writeFileSync(roads, Buffer.concat(encodeRoads(data)));
  desk.begin(['hotline', 'fire'], 'token', { roads });
}

async function codeOf(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => 'answered',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  );
}

describe('the calls of a window', () => {
  it('W8: have no roads where there is neither a demo city nor a file', async () => {
    desk.begin();
    expect(await desk.window.call('roads', {})).toBeNull();
    expect(await codeOf(desk.window.call('route', { from: place(0, 0), to: place(1, 0) }))).toBe('no-roads');
  });

  it('ask the file that was given, and refuse what is out of bounds', async () => {
    beginWithStreet();
    expect(await desk.window.call('roads', {})).toMatchObject({ source: 'file', name: { en: 'small' }, roads: 1 });
    const route = await desk.window.call('route', { from: place(500, 0), to: place(1_500, 0) });
    expect(route).toMatchObject({ seconds: 100, metres: 1_000 });
    const times = await desk.window.call('travelTimes', { from: [place(0, 0), [10, 10]], to: [place(400, 0)] });
    expect(times).toEqual({ seconds: [[40], [null]], farFrom: [1], farTo: [] });
    const reach = await desk.window.call('reach', { from: [place(0, 0)], minutes: [5] });
    expect(reach.bands[0]?.roadMetres).toBe(3_000);

    const many = Array.from({ length: 400 }, () => place(0, 0));
    expect(await codeOf(desk.window.call('travelTimes', { from: many, to: many }))).toBe('bad-arguments');
    const ring = Array.from({ length: MAX_CLOSURE_CORNERS / 2 + 1 }, () => place(0, 0));
    const closures = { areas: [[ring], [ring]] };
    const ask = { from: place(0, 0), to: place(1, 0), closures };
    expect(await codeOf(desk.window.call('route', ask))).toBe('bad-arguments');
    expect(await codeOf(desk.window.call('reach', { from: [], minutes: [5] }))).toBe('bad-arguments');
  });

  it('find the nearest units: free ones, of the kinds asked for, and none that was promised here just now', async () => {
    const far = unit({ at: place(3_000, 0), kind: 'ambulance', department: 'EMS' });
    desk.hotline.append(
      { id: 'i', data: incident() },
      { id: 'near', topic: 'resource', data: unit({ at: place(1_000, 20) }) },
      { id: 'far', topic: 'resource', data: far },
      { id: 'busy', topic: 'resource', data: unit({ at: place(400, 0), status: { state: 'offDuty', since: AT } }) },
      { id: 'away', topic: 'resource', data: unit({ at: [10, 10] }) },
    );
    beginWithStreet();
    const resources = desk.window.watch('resources', {});
    const incidents = desk.window.watch('incidents', {});
    await until('units', () => resources.size === 4 && incidents.size === 1);

    const to = place(0, 0);
    const all = await desk.window.call('nearestUnits', { to });
    expect(all).toMatchObject({ considered: 3, offRoad: 0 });
    expect(all.units).toEqual([
      { id: 'near', seconds: 100, metres: 1_000, offRoadMetres: 20 },
      { id: 'far', seconds: 300, metres: 3_000, offRoadMetres: 0 },
    ]);
    const idsOf = async (filter: object) =>
      (await desk.window.call('nearestUnits', { to, ...filter })).units.map(({ id }) => id);
    expect(await idsOf({ kinds: ['ambulance'] })).toEqual(['far']);
    expect(await idsOf({ departments: ['FRD'] })).toEqual(['near']);
    expect(await idsOf({ states: ['offDuty'] })).toEqual(['busy']);
    expect(await idsOf({ limit: 1 })).toEqual(['near']);
    expect(await idsOf({ withinMinutes: 2 })).toEqual(['near']);

    const units = [{ id: 'near', expectedRev: 1 }];
    await desk.window.call('assignUnits', { id: 'i', expectedRev: 1, units });
    expect(await idsOf({})).toEqual(['far']);
  });
});
