import { describe, expect, it } from 'vitest';
import { distance, type LonLat } from '../../../../../shared/kit/geo.ts';
import { createRandom } from '../../../../../shared/kit/random.ts';
import { COORDINATE_FORMS, coordinateForms, fromGcj02, toGcj02 } from './coordinate-forms.ts';
import { fromMgrs, toMgrs } from './mgrs.ts';
import { readCoordinate } from './read-coordinate.ts';
import { fromUtm, toUtm } from './utm.ts';

/** How far a form may be off, metres: half of its last digit, seen over both axes. */
const PRECISION = { decimal: 0.2, dms: 3, utm: 1, mgrs: 1, gcj02: 2 } as const;

function away(a: LonLat | null, b: LonLat): number {
  return a ? distance(a, b) : Infinity;
}

describe('A6: coordinates', () => {
  it('UTM of places that others have worked out', () => {
    // The Eiffel tower, in the documentation of Movable Type Scripts' geodesy library.
    const tower = toUtm([2.2945, 48.8582]);
    expect(tower).toMatchObject({ zone: 31, band: 'U' });
    expect(tower?.easting).toBeCloseTo(448_251.795, 2);
    expect(tower?.northing).toBeCloseTo(5_411_932.678, 2);
    const equator = toUtm([3, 0]);
    expect([equator?.easting, equator?.northing]).toEqual([expect.closeTo(500_000, 6), expect.closeTo(0, 6)]);
    expect(toUtm([-157.9167, 21.3097])).toMatchObject({ zone: 4, band: 'Q' });
    expect([toUtm([5.3, 60.4])?.zone, toUtm([15.6, 78.2])?.zone, toUtm([0, 85])]).toEqual([32, 33, null]);
  });

  it('MGRS of a place that others have worked out', () => {
    expect(toMgrs([2.2945, 48.8582])).toBe('31U DQ 48251 11932');
    expect(toMgrs([-157.9167, 21.3097])).toMatch(/^4Q FJ 123\d\d 568\d\d$/);
    expect(fromMgrs('31UDQ4825111932')).toEqual([expect.closeTo(2.2945, 4), expect.closeTo(48.8582, 4)]);
    expect(away(fromMgrs('31U DQ 48 11'), [2.2978, 48.8544])).toBeLessThan(800);
  });

  it('UTM there and back, everywhere, to a millimetre', () => {
    const random = createRandom(5);
    for (let round = 0; round < 3_000; round += 1) {
      const at: LonLat = [random.next() * 360 - 180, random.next() * 164 - 80];
      const utm = toUtm(at);
      expect(utm && away(fromUtm(utm), at), String(at)).toBeLessThan(0.001);
    }
  });

  it('every form is read back to where it was written from', () => {
    const random = createRandom(6);
    for (let round = 0; round < 2_000; round += 1) {
      const inChina = round % 2 === 0;
      const at: LonLat = inChina
        ? [80 + random.next() * 45, 22 + random.next() * 25]
        : [random.next() * 358 - 179, random.next() * 160 - 79];
      const forms = coordinateForms(at);
      for (const form of COORDINATE_FORMS) {
        const text = forms[form];
        if (text === null) continue;
        // A decimal pair with a first number of at most 90 and a second over it cannot be told from one the other way round.
        const read = readCoordinate(form === 'gcj02' ? `GCJ ${text}` : text);
        expect(away(read, at), `${form} ${text}`).toBeLessThan(PRECISION[form]);
      }
    }
  });

  it('reads what reports say', () => {
    const here: LonLat = [117.5839, 30.3067];
    for (const text of [
      '117.5839, 30.3067', '117.5839，30.3067', '30.3067 117.5839', 'N30.3067 E117.5839', '30.3067N, 117.5839E',
      '30°18′24″N 117°35′02″E', `30°18'24.1"N, 117°35'2"E`, '北纬30度18分24秒 东经117度35分2秒', '东经117.5839度，北纬30.3067度',
    ]) expect(away(readCoordinate(text), here), text).toBeLessThan(20); // prettier-ignore
    for (const text of ['', '人民路', '117', '200, 10', '30°61′N 117°E', '12 34 56', '30N 31N', '99R AA 1 1', '50R NV 123', '61N 500000 0'])
      expect(readCoordinate(text), text).toBeNull(); // prettier-ignore
  });

  it('GCJ-02 differs inside China, and is not offered outside', () => {
    const at: LonLat = [117.58, 30.3];
    const gcj = toGcj02(at);
    expect(gcj && distance(at, [gcj[0], gcj[1]])).toBeGreaterThan(200);
    expect(gcj && away(fromGcj02(gcj), at)).toBeLessThan(1);
    expect(toGcj02([2.29, 48.86])).toBeNull();
  });
});
