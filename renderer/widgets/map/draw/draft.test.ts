import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawingGeometry, type Drawing } from '../../../../shared/domain/drawing.ts';
import { bearing, distance, type LonLat } from '../../../../shared/kit/geo.ts';
import { destination } from '../../../../shared/kit/geodesy.ts';
import { instant } from '../../../../shared/kit/time.ts';
import { bufferOf } from './buffer.ts';
import {
  addPoint, draftOf, insertPoint, isOpenEnded, madeOf, measuresOf, moveAll, movePoint, newDraft, removePoint, stepBack, stepForward, withSector,
  type Draft,
} from './draft.ts'; // prettier-ignore
import { readPoint } from './typed-point.ts';

const A: LonLat = [117.6, 30.3];

function clicked(kind: Drawing['kind'], ...points: LonLat[]): Draft {
  return points.reduce(addPoint, newDraft(kind));
}

describe('draft', () => {
  it('D1: an area needs three corners and is closed; a double click adds none', () => {
    const two = clicked('cordon', A, [117.61, 30.3]);
    expect(madeOf(two)).toBeNull();
    const three = [[117.61, 30.31], [117.61, 30.31]].reduce<Draft>((draft, at) => addPoint(draft, at as unknown as LonLat), two); // prettier-ignore
    expect(three.points).toHaveLength(3);
    const made = madeOf(three);
    expect(drawingGeometry.safeParse(made?.geometry).success).toBe(true);
    expect(made?.geometry).toEqual({ type: 'area', polygons: [[[...three.points, A]]] });
  });

  it('D2: every step can be taken back and made again; a new step ends what was undone', () => {
    const acts = fc.constantFrom<(draft: Draft) => Draft>(
      (draft) => addPoint(draft, destination(A, draft.points.length * 40, 100 + draft.past.length)),
      (draft) => removePoint(draft, 0),
      (draft) => (draft.points[0] ? movePoint(draft, 0, destination(A, 10, draft.past.length + 1)) : draft),
      (draft) => moveAll(draft, A, [117.61, 30.31]),
      (draft) => insertPoint(draft, 0, destination(A, 200, 50 + draft.past.length)),
    );
    fc.assert(
      fc.property(fc.array(acts, { minLength: 1, maxLength: 12 }), (steps) => {
        const states = steps.reduce<Draft[]>((all, act) => [...all, act(all.at(-1) as Draft)], [newDraft('route')]);
        const end = states.at(-1) as Draft;
        let draft = end;
        while (draft.past.length > 0) draft = stepBack(draft);
        expect(draft.points).toEqual([]);
        while (draft.future.length > 0) draft = stepForward(draft);
        expect(draft.points).toEqual(end.points);
        expect(addPoint(stepBack(end), [118, 30]).future).toEqual([]);
      }),
    );
  });

  it('D3: a sector is centre, radius and two bearings, by clicks and by numbers alike', () => {
    const drawn = clicked('sector', A, destination(A, 30, 800), destination(A, 120, 500));
    expect(madeOf(drawn)?.basis).toEqual({ type: 'sector', center: A, radius: 800, from: 30, to: 120 });
    const typed = withSector(newDraft('sector'), A, 800, 30, 120);
    expect(madeOf(typed)).toEqual(madeOf(drawn));
    expect(isOpenEnded(typed)).toBe(false);
    expect(measuresOf(typed, null).area).toBeCloseTo(Math.PI * 800 ** 2 * 0.25, -4);
    expect(distance(movePoint(typed, 0, [117.7, 30.3]).points[1] as LonLat, [117.7, 30.3])).toBeCloseTo(800, -1);
  });

  it('D4: what was drawn is taken up again as it was; holes and other polygons stay', () => {
    const hole: LonLat[] = [[117.605, 30.302], [117.606, 30.302], [117.606, 30.303], [117.605, 30.302]]; // prettier-ignore
    const far: LonLat[] = [[118, 31], [118.1, 31], [118.1, 31.1], [118, 31]]; // prettier-ignore
    const outer: LonLat[] = [A, [117.61, 30.3], [117.61, 30.31], A];
    const record: Drawing = {
      kind: 'evacuation', name: { zh: '疏散区' }, geometry: { type: 'area', polygons: [[outer, hole], [far]] },
      madeBy: { officer: 'o', post: 'p' }, madeAt: instant(1), status: { state: 'standing' },
    }; // prettier-ignore
    const draft = draftOf('d', record);
    expect(draft && madeOf(draft)?.geometry).toEqual(record.geometry);
    const corners = Array.from({ length: 600 }, (_, index) => destination(A, (index * 360) / 600, 900));
    const many = { type: 'area' as const, polygons: [[[...corners, corners[0] as LonLat]]] };
    expect(draftOf('d', { ...record, geometry: many })).toBeNull();
  });

  it('D5: length and area follow the pointer', () => {
    const line = clicked('route', A);
    expect(measuresOf(line, destination(A, 90, 250)).length).toBeCloseTo(250, 0);
    const square = clicked('cordon', A, destination(A, 90, 100));
    const corner = destination(destination(A, 90, 100), 0, 100);
    expect(measuresOf(addPoint(square, corner), destination(A, 0, 100)).area).toBeCloseTo(10_000, -2);
  });
});

describe('typed points', () => {
  it('D6: longitude and latitude, or bearing and distance from the last point', () => {
    expect(readPoint('117.6, 30.3', undefined)).toEqual(A);
    const to = readPoint('90°1.2km', A);
    expect(to && distance(A, to)).toBeCloseTo(1_200, 0);
    expect(to && bearing(A, to)).toBeCloseTo(90, 1);
    expect(readPoint('45 度 300 米', A)).not.toBeNull();
    for (const bad of ['', '90°', '400°10', 'abc', '117.6', '200, 30']) expect(readPoint(bad, A), bad).toBeNull();
    expect(readPoint('90° 100', undefined)).toBeNull();
  });
});

describe('buffer', () => {
  it('D7: has every place within its metres and none farther than a little more', () => {
    const legs = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 359 }), fc.integer({ min: 20, max: 1_500 })),
      { minLength: 0, maxLength: 6 },
    ); // prettier-ignore
    const sample = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 359 }));
    fc.assert(
      fc.property(legs, fc.integer({ min: 20, max: 600 }), fc.array(sample, { minLength: 8, maxLength: 8 }), (ways, metres, samples) => {
        const line = ways.reduce<LonLat[]>((all, [degrees, far]) => [...all, destination(all.at(-1) as LonLat, degrees, far)], [A]);
        const polygons = bufferOf(line, metres);
        for (const [share, degrees] of samples) {
          const index = Math.min(line.length - 1, Math.floor(share * line.length));
          const from = line[index] as LonLat;
          expect(isInside(polygons, destination(from, degrees, metres * 0.995))).toBe(true);
          const out = destination(from, degrees, metres * 1.03);
          if (line.every((point, at) => legDistance(line[at - 1] ?? point, point, out) > metres * 1.02)) {
            expect(isInside(polygons, out)).toBe(false);
          }
        }
      }),
      { numRuns: 60 },
    ); // prettier-ignore
  });

  it('D8: a way that ends where it began, or goes back on itself, makes no exception', () => {
    const [b, c] = [destination(A, 90, 500), destination(A, 0, 500)];
    for (const line of [
      [A, A],
      [A, b, A],
      [A, b, c, A],
      [A, b, b, c, b, A],
    ]) {
      const polygons = bufferOf(line, 100);
      expect(isInside(polygons, A)).toBe(true);
      expect(drawingGeometry.safeParse({ type: 'area', polygons }).success).toBe(true);
    }
    // A triangle of 500 m sides and 40 m around it is open in its middle.
    expect(isInside(bufferOf([A, b, c, A], 40), destination(A, 45, 250))).toBe(false);
  });
});

/** To a leg, on the plane that touches the earth there. */
function legDistance(a: LonLat, b: LonLat, at: LonLat): number {
  const squeeze = Math.cos((at[1] * Math.PI) / 180);
  const flat = ([lon, lat]: LonLat): [number, number] => [(lon - at[0]) * squeeze * 111_195, (lat - at[1]) * 111_195];
  const [[ax, ay], [bx, by]] = [flat(a), flat(b)];
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(ax + dx * share, ay + dy * share);
}

function isInside(polygons: readonly (readonly (readonly LonLat[])[])[], [x, y]: LonLat): boolean {
  return polygons.some((rings) => {
    let inside = false;
    for (const ring of rings) {
      for (const [index, [ax, ay]] of ring.entries()) {
        const [bx, by] = ring[(index + 1) % ring.length] as LonLat;
        if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
      }
    }
    return inside;
  });
}
