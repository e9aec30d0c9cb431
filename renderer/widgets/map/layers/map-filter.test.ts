import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../../shared/kit/time.ts';
import type { Drawing } from '../../../../shared/domain/drawing.ts';
import type { Incident } from '../../../../shared/domain/incident.ts';
import type { Level } from '../../../../shared/domain/common.ts';
import { drawingFacts, isFiltering, isLeftOut, LEVELS, NO_FILTER, parseFilter } from './map-filter.ts';
import type { Filtered, MapFilter } from './map-filter.ts';

const NOW = instant(1_800_000_000_000);
const HOUR = 3_600_000;

const level = fc.constantFrom(...LEVELS);
const word = fc.constantFrom('a', 'b', 'c');
const filters: fc.Arbitrary<MapFilter> = fc.record({
  reported: fc.oneof(fc.constant(null), fc.record({ hours: fc.integer({ min: 1, max: 24 }) })),
  departments: fc.option(fc.array(word)),
  districts: fc.option(fc.array(word)),
  levels: fc.option(fc.array(level)),
});
const things = fc.record({ level, reportedAt: fc.integer({ min: 0, max: 48 }).map((h) => instant(NOW - h * HOUR)), department: word, district: word }); // prettier-ignore

describe('the map’s filter', () => {
  it('L1: level 1 is never left out, whatever the filter', () => {
    fc.assert(
      fc.property(filters, things, (filter, thing) => {
        expect(isLeftOut({ ...thing, level: 1 }, filter, NOW)).toBe(false);
      }),
    );
  });

  it('L2: what is not known is no reason to leave something out', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(isLeftOut({}, filter, NOW)).toBe(false);
      }),
    );
  });

  it('leaves out what any of its parts does not want, and nothing else', () => {
    const thing: Filtered = { level: 3, reportedAt: instant(NOW - 2 * HOUR), department: 'FRD', district: '990102' };
    const out = (part: Partial<MapFilter>): boolean => isLeftOut(thing, { ...NO_FILTER, ...part }, NOW);
    expect(out({})).toBe(false);
    expect([out({ reported: { hours: 1 } }), out({ reported: { hours: 3 } })]).toEqual([true, false]);
    expect([out({ reported: { since: NOW } }), out({ reported: { since: instant(0) } })]).toEqual([true, false]);
    expect([out({ levels: [1, 2] }), out({ levels: [3] })]).toEqual([true, false]);
    expect([out({ departments: ['PSB'] }), out({ departments: ['PSB', 'FRD'] })]).toEqual([true, false]);
    expect([out({ districts: [] }), out({ districts: ['990102'] })]).toEqual([true, false]);
  });

  it('L2: a drawing is filtered by its incident and its one district; over a border by none', () => {
    const districtOf = (_: string | undefined, at: readonly [number, number] | undefined) =>
      at && (at[0] < 10 ? 'west' : 'east');
    const ring = (west: number, east: number) => [[[west, 0], [east, 0], [east, 1], [west, 0]]] as never; // prettier-ignore
    const drawing = (west: number, east: number): Drawing => ({
      kind: 'cordon', name: { en: 'Cordon' }, geometry: { type: 'area', polygons: [ring(west, east)] },
      madeBy: { officer: 'o', post: 'p' }, madeAt: instant(NOW - 2 * HOUR), status: { state: 'standing' },
    }); // prettier-ignore
    const out = (one: Drawing, part: Partial<MapFilter>, incident?: Incident): boolean =>
      isLeftOut(drawingFacts(one, incident, districtOf), { ...NO_FILTER, ...part }, NOW);
    const west = drawing(1, 2);
    expect([out(west, { districts: ['east'] }), out(west, { districts: ['west'] })]).toEqual([true, false]);
    expect(out(drawing(1, 12), { districts: ['east'] })).toBe(false);
    expect([out(west, { reported: { hours: 1 } }), out(west, { reported: { hours: 3 } })]).toEqual([true, false]);
    expect(out(west, { departments: ['PSB'], levels: [2] })).toBe(false);
    const incident = { level: 3, lead: 'FRD' } as Incident;
    expect([out(west, { departments: ['PSB'] }, incident), out(west, { levels: [2] }, incident)]).toEqual([true, true]);
    expect(out(west, { departments: ['PSB'] }, { ...incident, level: 1 })).toBe(false);
  });

  it('a broken choice is read as no filter', () => {
    expect(parseFilter('x')).toEqual(NO_FILTER);
    expect(parseFilter({ reported: { hours: -1 }, departments: 3, levels: 'all' })).toEqual(NO_FILTER);
    expect(isFiltering(NO_FILTER)).toBe(false);
    const kept: MapFilter = { ...NO_FILTER, levels: [2 as Level], reported: { hours: 6 } };
    expect(parseFilter(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    expect(isFiltering(kept)).toBe(true);
  });
});
