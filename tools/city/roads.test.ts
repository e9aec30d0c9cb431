import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SEED } from './city-model.ts';
import { crossing, distance, insidePolygon, nearestOnLine } from './geometry.ts';
import type { Point, Polygon } from './geometry.ts';
import { GAZETTEER, toLocal } from './gazetteer.ts';
import { isStronglyConnected } from './graph-clean.ts';
import { createWater } from './water.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../resources/demo-city', name), 'utf8'));
const roads = read('roads.json') as {
  classes: string[];
  names: { zh: string; en: string }[];
  nodes: Point[];
  segments: number[][];
  places: Record<string, number[]>;
};
const land = read('land.json') as { water: { kind: string; name: { zh: string; en: string }; rings: Polygon }[] };

function lineOf(segment: number[]): Point[] {
  const line: Point[] = [roads.nodes[segment[0]!]!];
  for (let i = 7; i < segment.length; i += 2) line.push([segment[i]!, segment[i + 1]!]);
  return [...line, roads.nodes[segment[1]!]!];
}

function meets(line: Point[], rings: Polygon): boolean {
  if (line.some((point) => insidePolygon(point, rings))) return true;
  return rings.some((ring) =>
    ring.some((a, i) => i > 0 && line.some((b, j) => j > 0 && crossing(line[j - 1]!, b, ring[i - 1]!, a))),
  );
}

describe('roads', () => {
  it('C5: about five thousand segments of six classes, well formed', () => {
    expect(roads.segments.length).toBeGreaterThanOrEqual(4600);
    expect(roads.segments.length).toBeLessThanOrEqual(5600);
    expect(roads.classes).toEqual(['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'residential']);
    const byClass = new Array<number>(6).fill(0);
    for (const segment of roads.segments) {
      const [from, to, road, name, speed, oneway, bridge] = segment as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      expect(from !== to && roads.nodes[from] !== undefined && roads.nodes[to] !== undefined).toBe(true);
      expect(roads.names[name]).toBeDefined();
      expect(speed >= 20 && speed <= 100).toBe(true);
      expect([0, 1]).toContain(oneway);
      expect([0, 1]).toContain(bridge);
      expect(segment.length % 2).toBe(1);
      byClass[road]! += 1;
    }
    expect(byClass.every((count) => count > 30)).toBe(true);
  });

  it('C6: is one graph in which every node can be driven to from every other, one-ways respected', () => {
    const edges = roads.segments.map(([from, to, , , , oneway]) => ({ from: from!, to: to!, oneway: oneway === 1 }));
    expect(edges.filter(({ oneway }) => oneway).length).toBeGreaterThan(50);
    expect(isStronglyConnected(roads.nodes.length, edges)).toBe(true);
  });

  it('C7: every segment has a name in both languages, at least 250 of them, each on one street', () => {
    for (const { zh, en } of roads.names) {
      expect(zh).toMatch(/^[\p{Script=Han}0-9A-Z]+$/u);
      expect(en).toMatch(/^[A-Z][A-Za-z0-9' -]+$/u);
    }
    expect(new Set(roads.names.map(({ zh }) => zh)).size).toBe(roads.names.length);
    expect(roads.names.length).toBeGreaterThanOrEqual(250);
    const zh = new Set(roads.names.map((name) => name.zh));
    for (const known of [
      '人民路',
      '柳荫路',
      '望江大道',
      '港东一路',
      '江湾路',
      '柳望大桥',
      '清澜大桥',
      '石岭大桥',
      '滨江东路',
    ])
      expect(zh).toContain(known);
  });

  it('C8: no road enters water without the bridge flag, and the river is crossed only on its five bridges', () => {
    const boxes = land.water.map(({ kind, rings }) => ({
      kind,
      rings,
      west: Math.min(...rings[0]!.map(([x]) => x)),
      east: Math.max(...rings[0]!.map(([x]) => x)),
      south: Math.min(...rings[0]!.map(([, y]) => y)),
      north: Math.max(...rings[0]!.map(([, y]) => y)),
    }));
    const overRiver = new Set<string>();
    const wrong: string[] = [];
    for (const segment of roads.segments) {
      const line = lineOf(segment);
      for (const { kind, rings, west, east, south, north } of boxes) {
        const apart =
          line.every(([x]) => x < west) ||
          line.every(([x]) => x > east) ||
          line.every(([, y]) => y < south) ||
          line.every(([, y]) => y > north);
        if (apart || !meets(line, rings)) continue;
        const name = roads.names[segment[3]!]!.zh;
        if (segment[6] !== 1 || kind === 'lake' || kind === 'reservoir') wrong.push(`${name} in ${kind}`);
        if (kind === 'river') overRiver.add(name);
      }
    }
    expect(wrong).toEqual([]);
    expect([...overRiver].sort()).toEqual(['柳望大桥', '清澜大桥', '石岭大桥', '绕城东大桥', '绕城西大桥'].sort());
  });

  it('C9: the gazetteer bridges and underpasses are segments at their places', () => {
    for (const [id, , , , kind, x, y] of GAZETTEER) {
      if (kind !== 'bridge' && kind !== 'underpass') continue;
      const segments = roads.places[id];
      expect(segments?.length, id).toBeGreaterThan(0);
      const away = Math.min(
        ...segments!.map((i) => nearestOnLine([x, y], lineOf(roads.segments[i]!).map(toLocal)).away),
      );
      expect(away, id).toBeLessThan(kind === 'bridge' ? 0.06 : 0.05);
    }
    const nameAt = (id: string): string => roads.names[roads.segments[roads.places[id]![0]!]![3]!]!.zh;
    expect([nameAt('PL-U1'), nameAt('PL-U3'), nameAt('PL-U4')]).toEqual(['人民路', '望江大道', '港东一路']);
  });

  it('C10: the river is wide and smooth: 300–700 m, at least 150 points a bank', () => {
    const river = land.water.find(({ kind }) => kind === 'river')!;
    expect(river.name.zh).toBe('清澜江');
    expect(river.rings[0]!.length).toBeGreaterThan(300);
    expect(river.rings).toHaveLength(3);
    const { north, south, axis } = createWater(DEFAULT_SEED);
    const widths = axis
      .map(([x], i) => (x < 0 || x > 36 ? undefined : distance(north[i]!, south[i]!)))
      .filter((width) => width !== undefined);
    expect(Math.min(...widths)).toBeGreaterThan(0.27);
    expect(Math.max(...widths)).toBeLessThan(0.76);
  });
});
