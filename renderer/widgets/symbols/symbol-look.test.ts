import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kit/time.ts';
import { incidentLook, loadTenths, lookKey, resourceLook } from './symbol-look.ts';
import type { SymbolLook } from './symbol-look.ts';
import { symbolParts } from './symbol-parts.ts';
import type { PathPart } from './symbol-parts.ts';
import type { Incident } from '../../../shared/domain/incident.ts';

const now = instant(1_000_000);
const load = (used: number | null, capacity = 100) => ({ used, capacity, unit: { en: 'beds' }, at: now });
const incident: Incident = {
  kind: 'fire', level: 1, title: { en: 'Fire' }, status: { state: 'reported', since: now }, reportedAt: now, channel: '119',
}; // prettier-ignore

function paths(look: SymbolLook): PathPart[] {
  return symbolParts(look).filter((part) => 'd' in part);
}

describe('loadTenths', () => {
  it('Y4: a little use is not empty, and only a full house is full', () => {
    expect(loadTenths(load(0))).toBe(0);
    expect(loadTenths(load(1))).toBe(1);
    expect(loadTenths(load(99))).toBe(9);
    expect(loadTenths(load(100))).toBe(10);
    expect(loadTenths(load(140))).toBe(10);
  });

  it('Y4: unknown is not empty', () => {
    expect(loadTenths(load(null))).toBeNull();
    expect(loadTenths(undefined)).toBeNull();
    expect(loadTenths(load(3, 0))).toBeNull();
  });
});

describe('looks', () => {
  it('Y3: nobody assigned is solid, handled is half, under control is hollow, closed is gone', () => {
    const fill = (status: Incident['status']) => incidentLook({ ...incident, status }, false);
    expect(fill({ state: 'acknowledged', since: now, by: 'a' })).toMatchObject({ fill: 'open' });
    expect(fill({ state: 'dispatched', since: now, units: [] })).toMatchObject({ fill: 'handling' });
    expect(fill({ state: 'controlled', since: now })).toMatchObject({ fill: 'controlled' });
    expect(fill({ state: 'closed', since: now, outcome: { en: 'done' } })).toBeNull();
  });

  it('Y3: the key tells apart whatever the drawing tells apart', () => {
    const looks: SymbolLook[] = [];
    for (const level of [0, 1, 2, 3, 4] as const) {
      for (const stale of [false, true]) {
        for (const fill of ['open', 'handling', 'controlled'] as const) {
          for (const pending of [false, true])
            looks.push({ family: 'incident', kind: 'fire', fill, level, stale, pending });
        }
        looks.push({ family: 'sensor', kind: 'rain', level, stale });
      }
    }
    for (const tenths of [null, 0, 5, 10])
      looks.push({ family: 'facility', kind: 'hospital', inService: true, tenths, stale: false });
    looks.push({ family: 'facility', kind: 'hospital', inService: false, tenths: null, stale: false });
    for (const fill of ['free', 'enRoute', 'onScene', 'offDuty'] as const)
      looks.push({ family: 'unit', kind: 'police', fill, stale: false });
    const byKey = new Map<string, string>();
    for (const look of looks) {
      const drawing = JSON.stringify([symbolParts(look), look.stale]);
      expect(byKey.get(lookKey(look)) ?? drawing).toBe(drawing);
      byKey.set(lookKey(look), drawing);
    }
    expect(byKey.size).toBe(looks.length);
  });

  it('Y5: level 1 has a second ring and its number, level 2 its number, 3 and 4 neither', () => {
    const digits = (level: 1 | 2 | 3 | 4) =>
      symbolParts({ family: 'incident', kind: 'gas', fill: 'handling', level, stale: false, pending: false }).flatMap(
        (part) => ('digit' in part ? [part.digit] : []),
      );
    expect(digits(1)).toEqual(['1']);
    expect(digits(2)).toEqual(['2']);
    expect(digits(3)).toEqual([]);
    const red = paths({ family: 'incident', kind: 'gas', fill: 'handling', level: 1, stale: false, pending: false });
    expect(red.filter(({ stroke }) => stroke === 'sev-1')).toHaveLength(2);
  });

  it('Y6: stale is dashed in every family', () => {
    const stale: SymbolLook[] = [
      { family: 'incident', kind: 'gas', fill: 'open', level: 0, stale: true, pending: false },
      { family: 'unit', kind: 'boat', fill: 'free', stale: true },
      { family: 'facility', kind: 'depot', inService: true, tenths: null, stale: true },
      { family: 'sensor', kind: 'gauge', level: 0, stale: true },
    ];
    for (const look of stale) expect(paths(look).some(({ dash }) => dash !== undefined)).toBe(true);
    for (const look of stale)
      expect(paths({ ...look, stale: false }).some(({ dash }) => dash !== undefined)).toBe(false);
  });

  it('Y3: a facility out of use shows no load, even when it had one', () => {
    const look = resourceLook({
      form: 'facility',
      kind: 'pumpst',
      name: { en: 'P' },
      at: [1, 2],
      inService: false,
      load: load(80),
    });
    expect(paths(look).some(({ opacity }) => opacity !== undefined)).toBe(false);
  });
});
