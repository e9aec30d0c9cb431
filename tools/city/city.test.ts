import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCity, DEFAULT_SEED } from './city-model.ts';
import { insideRing, ringArea } from './geometry.ts';
import type { Point } from './geometry.ts';
import { GAZETTEER, toLocal } from './gazetteer.ts';
import { cityFiles } from './write.ts';

const model = createCity(DEFAULT_SEED);
const files = cityFiles(model);
const committed = join(import.meta.dirname, '../../resources/demo-city');
const city = JSON.parse(files['city.json']!) as {
  id: string;
  population: number;
  bbox: number[];
  districts: {
    code: string;
    key: string;
    name: { zh: string; en: string };
    population: number;
    label: Point;
    polygon: Point[];
  }[];
};

describe('demo city files', () => {
  it('C1: the same seed gives the same bytes, and the committed files are those bytes', () => {
    const again = cityFiles(createCity(DEFAULT_SEED));
    for (const [name, text] of Object.entries(files)) {
      expect(again[name] === text, name).toBe(true);
      expect(
        readFileSync(join(committed, name), 'utf8') === text,
        `${name} in resources/demo-city is stale: run tools/city/build.ts`,
      ).toBe(true);
    }
  });

  it('C1: the command writes by seed and directory; another seed gives another city', () => {
    const out = mkdtempSync(join(tmpdir(), 'linjiang-'));
    try {
      const hash = (): string =>
        createHash('sha256')
          .update(readFileSync(join(out, 'roads.json')))
          .digest('hex');
      const run = (seed: number): string => {
        execFileSync(process.execPath, [join(import.meta.dirname, 'build.ts'), '--seed', String(seed), '--out', out]);
        return hash();
      };
      const first = run(DEFAULT_SEED);
      expect(first).toBe(createHash('sha256').update(files['roads.json']!).digest('hex'));
      expect(run(DEFAULT_SEED)).toBe(first);
      expect(run(7)).not.toBe(first);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  }, 60_000);

  it('C2: every file names its generator, version and seed, and all together stay under 4 MB', () => {
    let bytes = 0;
    for (const text of Object.values(files)) {
      expect(JSON.parse(text)).toMatchObject({ generator: 'tools/city', version: 1, seed: DEFAULT_SEED });
      expect(text).not.toContain('220681');
      bytes += Buffer.byteLength(text);
    }
    expect(bytes).toBeLessThan(4_000_000);
  });
});

describe('street names', () => {
  it('C7: no two streets share a name; only the ramps of one interchange do', () => {
    const owner = new Map<string, number>();
    for (const { zh, street } of model.graph.edges) {
      if (street.ramp) continue;
      expect(owner.get(zh) ?? street.id, zh).toBe(street.id);
      owner.set(zh, street.id);
    }
  });
});

describe('districts', () => {
  it('C3: are the four of the domain data, 1.2 million people', () => {
    expect(city.id).toBe('990100');
    expect(city.districts.map(({ code, key, population }) => [code, key, population])).toEqual([
      ['990102', 'LP', 380000],
      ['990103', 'WJ', 420000],
      ['990104', 'SL', 150000],
      ['990105', 'GD', 250000],
    ]);
    expect(city.population).toBe(1_200_000);
  });

  it('C3: tile the city: each edge is shared by two districts in opposite direction, or lies on the outer border', () => {
    const owners = new Map<string, number>();
    for (const { polygon } of city.districts) {
      expect(polygon[0]).toEqual(polygon.at(-1));
      for (let i = 1; i < polygon.length; i += 1) {
        const key = [polygon[i - 1]!.join(), polygon[i]!.join()].sort().join(' ');
        owners.set(key, (owners.get(key) ?? 0) + 1);
      }
    }
    expect(Math.max(...owners.values())).toBe(2);
    // The edges with one owner must form one closed outline whose area is the sum of the districts.
    const outline = [...owners].filter(([, count]) => count === 1).map(([key]) => key.split(' '));
    const next = new Map<string, string[]>();
    for (const [a, b] of outline) {
      next.set(a!, [...(next.get(a!) ?? []), b!]);
      next.set(b!, [...(next.get(b!) ?? []), a!]);
    }
    expect([...next.values()].every((ends) => ends.length === 2)).toBe(true);
    const ring: string[] = [];
    for (let at: string | undefined = outline[0]![0]; at && !ring.includes(at);) {
      ring.push(at);
      at = next.get(at)!.find((candidate) => !ring.includes(candidate));
    }
    expect(ring).toHaveLength(next.size);
    const area = (points: Point[]): number => Math.abs(ringArea(points.map(toLocal)));
    const whole = area(ring.map((key) => key.split(',').map(Number) as Point));
    const parts = city.districts.reduce((sum, { polygon }) => sum + area(polygon.slice(0, -1)), 0);
    expect(Math.abs(whole - parts)).toBeLessThan(0.001);
  });

  it('C4: contain their gazetteer places; the boundary culvert lies on the border', () => {
    for (const [id, , , district, , x, y] of GAZETTEER) {
      const [lon, lat] = [117.4 + x / (111.32 * Math.cos((30.2 * Math.PI) / 180)), 30.2 + y / 110.574];
      const inside = city.districts
        .filter(({ polygon }) => insideRing([lon, lat], polygon.slice(0, -1)))
        .map(({ key }) => key);
      if (district === 'LP/WJ') {
        const border = city.districts[0]!.polygon.map(toLocal);
        expect(Math.min(...border.map((point) => Math.hypot(point[0] - x, point[1] - y))), id).toBeLessThan(0.06);
      } else expect(inside, id).toEqual([district]);
    }
  });
});
