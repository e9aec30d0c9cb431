import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { destination } from '../../../../shared/kit/geodesy.ts';
import { HOUR, instant, MINUTE, SECOND } from '../../../../shared/kit/time.ts';
import type { WarningLine } from '../../../../shared/protocol/console-api/warning-rows.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { AT, incident } from '../../testing/records.ts';
import { alert } from '../testing/alerts.ts';
import { DeskStation } from '../testing/desk-station.ts';
import { kindOf, readFusionTable } from './fusion-table.ts';
import { distanceTo, isNearBox, shapeOf } from './shape.ts';
import { weighIncident, weighPair, type Signal } from './weigh.ts';

const log = { info: () => undefined, warn: () => undefined, error: (text: string) => expect.fail(text) };
const table = readFusionTable(join(import.meta.dirname, '../../../../resources'), log);

function areaOf(polygons: LonLat[][], circles: { center: LonLat; radius: number }[] = []) {
  return [{ name: { zh: '区' }, polygons, circles, geocodes: [] }];
}
function square([west, south]: readonly [number, number], size: number): LonLat[] {
  return [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]];
} // prettier-ignore

describe('where a warning holds', () => {
  it('V2: inside is 0, beside it metres to the nearest side; circles, several outlines, and a notch count as they are drawn', () => {
    const shape = shapeOf({ areas: areaOf([square([117.5, 30.3], 0.02)], [{ center: [117.6, 30.3], radius: 500 }]) });
    if (!shape) throw new Error('no shape');
    expect(distanceTo(shape, [117.51, 30.31])).toBe(0);
    expect(distanceTo(shape, destination([117.5, 30.31], 270, 800))).toBeCloseTo(800, -1);
    expect(distanceTo(shape, destination([117.6, 30.3], 90, 400))).toBe(0);
    expect(distanceTo(shape, destination([117.6, 30.3], 90, 1_700))).toBeCloseTo(1_200, -1);
    const notched: LonLat[] = [[0, 0], [3, 0], [3, 3], [1.5, 1], [0, 3], [0, 0]]; // prettier-ignore
    const bay = shapeOf({ areas: areaOf([notched]) });
    expect(bay && [distanceTo(bay, [1.5, 0.5]), distanceTo(bay, [1.5, 2]) > 0]).toEqual([0, true]);
    expect(isNearBox(shape.box, [117.499, 30.31], 200)).toBe(true);
    expect(isNearBox(shape.box, [117.4, 30.31], 200)).toBe(false);
    expect(shapeOf({ areas: areaOf([]) })).toBeNull();
    expect(shape.size).toBeGreaterThan(4);
  });
});

describe('what speaks for one happening', () => {
  const signal = (part: Partial<Signal> = {}): Signal => ({
    id: 'w1',
    title: { zh: '暴雨' },
    at: AT,
    eventCode: '11B03',
    subject: undefined,
    shape: shapeOf(alert()),
    chain: new Set(),
    ...part,
  });
  const there = { ...incident({ kind: 'waterlog', at: [117.51, 30.31] }), id: 'i1' };
  const wide = shapeOf({ areas: areaOf([square([117, 30], 1)]) });

  it('V2: place, time and kind add up, each with its amount', () => {
    const weighed = weighIncident(signal({ at: instant(AT - 90 * MINUTE) }), there, table);
    expect(weighed?.reasons).toEqual([
      { reason: 'inside', amount: 0 },
      { reason: 'sameTime', amount: 90 },
      { reason: 'sameKind', amount: 0 },
    ]);
    expect(weighed?.weight).toBe(0.9);
    const near = { ...there, at: destination([117.5, 30.31], 270, 1_000) };
    expect(weighIncident(signal(), near, table)).toMatchObject({
      weight: 0.7,
      reasons: [{ reason: 'near', amount: 1_000 }, {}, {}],
    });
  });

  it('V2: time and kind without a place say nothing; inside half the city says little', () => {
    expect(weighIncident(signal({ shape: null }), there, table)).toBeNull();
    expect(weighIncident(signal(), { ...there, at: undefined }, table)).toBeNull();
    expect(
      weighIncident(signal({ shape: wide }), { ...there, kind: 'medical', reportedAt: instant(AT - 5 * HOUR) }, table),
    ).toBeNull();
    expect(weighIncident(signal({ shape: wide }), there, table)?.weight).toBe(0.75);
  });

  it('V2: the same subject, or an incident that an earlier message was tied to, needs no place', () => {
    expect(weighIncident(signal({ shape: null, subject: 'incident\ni1' }), there, table)?.reasons[0]).toMatchObject({
      reason: 'sameSubject',
    });
    expect(weighIncident(signal({ shape: null, chain: new Set(['i1']) }), there, table)?.weight).toBe(1);
  });

  it('V3: two warnings: the smaller lies in the larger, at one time, of one type; whoever is asked first', () => {
    const small = signal({
      id: 'w2',
      shape: shapeOf({ areas: areaOf([], [{ center: [117.51, 30.31], radius: 100 }]) }),
    });
    for (const [a, b] of [[signal(), small], [small, signal()]] as const) {
      expect(weighPair(a, b, table)).toMatchObject({ weight: 1, reasons: [{ reason: 'inside' }, { reason: 'sameTime' }, { reason: 'sameKind' }] });
    } // prettier-ignore
    expect(weighPair(signal(), { ...small, shape: null }, table)).toBeNull();
  });

  it('V4: every kind of the table is one that a warning can bring; what is not in it is `other`', () => {
    expect(kindOf('11A02', table)).toBe('waterlog');
    expect([kindOf('99X99', table), kindOf(undefined, table)]).toEqual(['other', 'other']);
  });
});

describe('suggestions', () => {
  let station: DeskStation;
  beforeEach(() => {
    station = new DeskStation(new ManualClock());
  });
  afterEach(() => station.remove());

  const suggested = (id = 'w1'): string[] =>
    ((station.rows.get(id) as WarningLine | undefined)?.suggestions ?? []).map((one) => one.id);
  const happening = (id: string, part: Parameters<typeof incident>[0] = {}): void =>
    station.tell([
      {
        topic: 'incident',
        id,
        data: incident({ kind: 'waterlog', at: [117.51, 30.31], reportedAt: station.clock.now(), ...part }),
      },
    ]);

  it('V1: follow what happens: an incident in the area, its end, its move away, and the end of the warning', () => {
    happening('i1');
    station.warn('w1');
    station.clock.pass(SECOND);
    expect(suggested()).toEqual(['i1']);
    happening('i2');
    station.clock.pass(SECOND);
    expect(suggested()).toEqual(['i1', 'i2']);
    happening('i1', { status: { state: 'closed', since: AT, outcome: { zh: '水退' } } });
    happening('i2', { at: [118, 31] });
    station.clock.pass(SECOND);
    expect(suggested()).toEqual([]);
    happening('i2');
    station.clock.pass(SECOND);
    expect(suggested()).toEqual(['i2']);
    station.warn('w1', { msgType: 'Cancel' });
    station.clock.pass(SECOND);
    expect(suggested()).toEqual([]);
  });

  it('V1: not what is tied already; the incident of an earlier message is suggested for the graver one', () => {
    happening('i1', { at: [118, 31] });
    station.warn('w1');
    const taken = { state: 'acknowledged', disposition: 'some', at: AT, officer: 'gu', post: 'CCC-IC' };
    station.tell([{ topic: 'handling', id: 'w1', data: { status: taken, incidents: ['i1'] } }]);
    station.clock.pass(SECOND);
    expect(suggested()).toEqual([]);
    station.warn('w2', { level: 1, msgType: 'Update', references: ['w1'] });
    station.clock.pass(SECOND);
    expect((station.rows.get('w2') as WarningLine).suggestions[0]).toMatchObject({
      id: 'i1',
      reasons: [{ reason: 'sameChain' }, {}, {}],
    });
  });

  it('V1: at most five, the best first; none for a drill', () => {
    for (let index = 0; index < 8; index += 1)
      happening(`i${index}`, { reportedAt: instant(station.clock.now() - index * 20 * MINUTE) });
    station.warn('w1');
    station.warn('drill', { status: 'Exercise' });
    station.clock.pass(SECOND);
    expect(suggested()).toEqual(['i0', 'i1', 'i2', 'i3', 'i4']);
    expect(suggested('drill')).toEqual([]);
  });
});
