import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { insidePolygon, insideRing } from './geometry.ts';
import type { Point, Polygon } from './geometry.ts';
import { GAZETTEER, toLocal } from './gazetteer.ts';
import { CITY_STOCK } from './stock.ts';

interface Facility {
  id: string;
  kind: string;
  name: { zh: string; en: string };
  district: string;
  at: Point;
  node: number;
  beds?: { total: number; free: number };
  vehicles?: number;
  ambulances?: number;
  stock?: Record<string, number>;
  capacity?: number;
  free?: number;
  capacityM3s?: number;
  limits?: Record<string, number | string>;
  population?: number;
  byHour?: number[];
  vulnerable?: Record<string, number>;
}
const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../resources/demo-city', name), 'utf8'));
const { facilities } = read('places.json') as { facilities: Facility[] };
const roads = read('roads.json') as { nodes: Point[] };
const land = read('land.json') as { water: { kind: string; rings: Polygon }[] };
const city = read('city.json') as { districts: { key: string; population: number; polygon: Point[] }[] };
const ofKind = (...kinds: string[]): Facility[] => facilities.filter(({ kind }) => kinds.includes(kind));

describe('places', () => {
  it('C11: hold the whole gazetteer, at its places', () => {
    const byId = new Map(facilities.map((facility) => [facility.id, facility]));
    expect(byId.size).toBe(facilities.length);
    for (const [id, zh, en, district, kind, x, y] of GAZETTEER) {
      const facility = byId.get(id)!;
      expect([facility.name.zh, facility.name.en, facility.district, facility.kind]).toEqual([zh, en, district, kind]);
      const [px, py] = toLocal(facility.at);
      expect(Math.hypot(px - x, py - y), id).toBeLessThan(0.001);
    }
  });

  it('C12: are as many as the demo needs, each kind with its facts', () => {
    expect(
      ofKind('hospital_l3', 'hospital_l2', 'clinic').filter(({ beds }) => beds && beds.free <= beds.total).length,
    ).toBeGreaterThanOrEqual(10);
    expect(ofKind('fire_station').filter(({ vehicles }) => vehicles).length).toBeGreaterThanOrEqual(8);
    expect(ofKind('ems_station').filter(({ ambulances }) => ambulances).length).toBeGreaterThanOrEqual(6);
    expect(ofKind('depot').filter(({ stock }) => stock && Object.keys(stock).length > 5).length).toBeGreaterThanOrEqual(
      8,
    );
    expect(
      ofKind('shelter').filter(({ capacity, free }) => capacity && free !== undefined && free <= capacity).length,
    ).toBeGreaterThanOrEqual(20);
    expect(ofKind('school').length).toBeGreaterThanOrEqual(60);
    expect(ofKind('pump_station').filter(({ capacityM3s }) => capacityM3s).length).toBeGreaterThanOrEqual(12);
    expect(ofKind('rain_gauge', 'level_gauge', 'ponding').every(({ limits }) => limits)).toBe(true);
    expect(ofKind('police_station').length).toBeGreaterThanOrEqual(8);
    expect(ofKind('community').length).toBeGreaterThanOrEqual(40);
    expect(ofKind('ems_station').reduce((sum, { ambulances }) => sum + (ambulances ?? 0), 0)).toBeGreaterThanOrEqual(
      20,
    );
  });

  it('C13: depot stock adds up to the city stock of every good', () => {
    const depots = ofKind('depot');
    for (const [good, total] of Object.entries(CITY_STOCK)) {
      expect(
        depots.reduce((sum, { stock }) => sum + (stock?.[good] ?? 0), 0),
        good,
      ).toBe(total);
    }
    expect(depots.find(({ id }) => id === 'PL-D1')!.stock).toMatchObject({
      sandbag_empty: 62000,
      water_drink: 58000,
      diesel: 21000,
    });
    expect(JSON.stringify(depots)).not.toContain('body_bag');
  });

  it('C14: community populations add up per district, follow the hours, and hide counts under five', () => {
    for (const { key, population } of city.districts) {
      const own = ofKind('community', 'village').filter(({ district }) => district === key);
      expect(
        own.reduce((sum, place) => sum + place.population!, 0),
        key,
      ).toBe(population);
    }
    for (const place of ofKind('community', 'village')) {
      expect(place.population! > 200 && place.population! < 25000, place.id).toBe(true);
      expect(place.byHour).toHaveLength(24);
      expect(place.byHour!.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
      expect(Object.values(place.vulnerable!).every((count) => Number.isInteger(count) && count >= 5)).toBe(true);
    }
    const total = (hour: number): number =>
      ofKind('community', 'village').reduce((sum, place) => sum + place.byHour![hour]!, 0);
    for (const hour of [3, 8, 12, 18, 22])
      expect(Math.abs(total(hour) / total(3) - 1), `hour ${hour}`).toBeLessThan(0.1);
  });

  it('C15: have names in both languages, lie in their district, dry, beside a road', () => {
    for (const { id, kind, name, district, at, node } of facilities) {
      expect(name.zh, id).toMatch(/\p{Script=Han}/u);
      expect(name.en, id).toMatch(/^[A-Za-z0-9]/u);
      const polygon = city.districts.find(({ key }) => key === district)?.polygon;
      if (polygon) expect(insideRing(at, polygon), id).toBe(true);
      if (!['bridge', 'reservoir', 'level_gauge', 'culvert', 'detention_area'].includes(kind)) {
        expect(
          land.water.some(({ rings }) => insidePolygon(at, rings)),
          id,
        ).toBe(false);
      }
      const [a, b] = [toLocal(roads.nodes[node]!), toLocal(at)];
      expect(Math.hypot(a[0] - b[0], a[1] - b[1]), id).toBeLessThan(
        kind === 'reservoir' || kind === 'detention_area' || id === 'PL-L3' ? 3 : 0.9,
      );
    }
  });
});
