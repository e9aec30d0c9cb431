import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../../../../shared/kit/geo.ts';
import { distance } from '../../../../../shared/kit/geo.ts';
import { destination } from '../../../../../shared/kit/geodesy.ts';
import { createRandom } from '../../../../../shared/kit/random.ts';
import { measured } from '../measure/measure.ts';
import { byAir, freeUnits, isWithoutRoads } from './nearest.ts';

const here: LonLat = [117.58, 30.3];

describe('A5: nearest without roads', () => {
  it('free units of the kind, as the crow flies, nearest first', () => {
    const random = createRandom(8);
    const rows = Array.from({ length: 400 }, (_, index) => ({
      id: `u${index}`,
      data: {
        form: index % 9 === 0 ? 'facility' : 'unit',
        kind: random.pick(['engine', 'ambulance']),
        status: { state: random.pick(['free', 'onScene']) },
        at: [here[0] + random.gaussian() * 0.02, here[1] + random.gaussian() * 0.02],
      },
    })) as never[] as Parameters<typeof freeUnits>[0] extends Iterable<infer Row> ? Row[] : never;
    const found = byAir(freeUnits(rows, 'engine'), here, 10);
    const expected = rows
      .filter(({ data }) => data.form === 'unit' && data.kind === 'engine' && data.status.state === 'free')
      .sort((a, b) => distance(here, a.data.at) - distance(here, b.data.at))
      .slice(0, 10)
      .map(({ id }) => id);
    expect(found.map(({ id }) => id)).toEqual(expected);
    expect(found.every(({ seconds }) => seconds === null)).toBe(true);
    expect(freeUnits(rows, null).length).toBeGreaterThan(freeUnits(rows, 'engine').length);
  });

  it('only where the road graph cannot say more', () => {
    const problem = (code: string) => ({ code, origin: 'roads' }) as never;
    expect(['no-roads', 'roads-busy', 'roads-file-cut', 'point-far-from-road'].map((code) => isWithoutRoads(problem(code)))).toEqual([true, true, true, true]); // prettier-ignore
    expect(isWithoutRoads(problem('no-way'))).toBe(false);
  });
});

describe('A7: measuring', () => {
  it('legs, bearings, length, the area that would be enclosed', () => {
    const east = destination(here, 90, 1_000);
    const north = destination(east, 0, 1_000);
    const { legs, total, area, closing } = measured([here, east, north]);
    expect(legs.map(({ metres, bearing }) => [Math.round(metres), Math.round(bearing)])).toEqual([[1000, 90], [1000, 0]]); // prettier-ignore
    expect(total).toBeCloseTo(2_000, 0);
    expect(closing).toBeCloseTo(1_414, 0);
    expect(Math.abs((area ?? 0) - 500_000)).toBeLessThan(500);
    expect(measured([here, east])).toMatchObject({ area: null, closing: null });
    expect(measured([])).toMatchObject({ legs: [], total: 0 });
  });
});
