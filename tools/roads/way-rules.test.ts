import { describe, expect, it } from 'vitest';
import { drivingOf, isBridge, nameOf, speedOf } from './way-rules.ts';

const tags = (values: Readonly<Record<string, string>>) => new Map(Object.entries(values));
const street = (values: Readonly<Record<string, string>> = {}) =>
  drivingOf(tags({ highway: 'residential', ...values }));

describe('G3: which way a road is driven', () => {
  it.each([
    [{}, 30, 30],
    [{ oneway: 'yes' }, 30, null],
    [{ oneway: '1' }, 30, null],
    [{ oneway: '-1' }, null, 30],
    [{ oneway: 'reverse' }, null, 30],
    [{ oneway: 'no' }, 30, 30],
    [{ oneway: 'alternating' }, 30, 30],
    [{ junction: 'roundabout' }, 30, null],
    [{ junction: 'circular' }, 30, null],
    [{ junction: 'roundabout', oneway: 'no' }, 30, 30],
    [{ junction: 'roundabout', oneway: '-1' }, null, 30],
    [{ highway: 'motorway' }, 100, null],
    [{ highway: 'motorway_link' }, 60, 60],
  ])('%j', (values, forward, backward) => {
    expect(street(values)).toEqual({ forward, backward });
  });

  it('never where the direction changes by the hour', () => {
    expect(street({ oneway: 'reversible' })).toBeNull();
  });
});

describe('G4: how fast', () => {
  it.each([
    ['50', 50],
    ['50 km/h', 50],
    ['30 mph', 48.28032],
    ['none', 120],
    ['CN:urban', 50],
    ['DE:zone:30', 30],
    ['FR:motorway', 120],
    ['walk', 7],
    ['60;40', 40],
    ['50|signals', 50],
    ['1', 3],
    ['900', 130],
    ['signals', undefined],
    ['fast', undefined],
    ['', undefined],
    ['0', undefined],
    ['-30', undefined],
    ['constructor', undefined],
  ])('maxspeed=%s', (text, expected) => {
    expect(speedOf(text)).toEqual(expected === undefined ? undefined : expect.closeTo(expected, 6));
  });

  it('as the class has it, unless the road says so, for each direction', () => {
    expect(street({ maxspeed: '20', 'maxspeed:backward': '10' })).toEqual({ forward: 20, backward: 10 });
    expect(street({ maxspeed: 'variable' })).toEqual({ forward: 30, backward: 30 });
  });
});

describe('G5: what is left out', () => {
  it.each([
    [{ highway: 'footway' }],
    [{ highway: 'track' }],
    [{ highway: 'construction' }],
    [{ highway: 'constructor' }],
    [{ highway: 'pedestrian', area: 'yes' }],
    [{ highway: 'service', service: 'parking_aisle' }],
    [{ access: 'no' }],
    [{ access: 'private' }],
    [{ access: 'yes', motor_vehicle: 'no' }],
    [{ vehicle: 'no' }],
  ])('%j', (values) => {
    expect(street(values)).toBeNull();
  });

  it.each([
    [{ access: 'no', motor_vehicle: 'yes' }],
    [{ access: 'private', emergency: 'yes' }],
    [{ access: 'destination' }],
    [{ motor_vehicle: 'permissive' }],
  ])('but not %j: the more particular tag decides', (values) => {
    expect(street(values)).not.toBeNull();
  });
});

describe('names and bridges', () => {
  it('are in the languages that the way has', () => {
    expect(nameOf(tags({ name: '滨江路', 'name:en': 'Riverside Road' }))).toEqual({
      zh: '滨江路',
      en: 'Riverside Road',
    });
    expect(nameOf(tags({ name: 'Avenue A', 'name:zh': '甲大道' }))).toEqual({ zh: '甲大道', en: 'Avenue A' });
    expect(nameOf(tags({ ref: 'G42' }))).toEqual({ en: 'G42' });
    expect(nameOf(tags({}))).toBeNull();
    expect([{ bridge: 'yes' }, { bridge: 'viaduct' }, { bridge: 'no' }, {}].map((way) => isBridge(tags(way)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
