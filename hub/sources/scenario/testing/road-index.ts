import type { LonLat } from '../../../../shared/kit/geo.ts';
import type { ScenarioRoads } from '../inputs.ts';

const CELL = 0.004;

/** Distance in metres from a position to the nearest road, by a grid of the road pieces. */
export function createRoadIndex(roads: ScenarioRoads): (at: LonLat) => number {
  const cells = new Map<string, [LonLat, LonLat][]>();
  const key = (lon: number, lat: number) => `${Math.floor(lon / CELL)} ${Math.floor(lat / CELL)}`;
  for (const row of roads.segments) {
    const line: LonLat[] = [roads.nodes[row[0] ?? 0] ?? [0, 0]];
    for (let i = 7; i + 1 < row.length; i += 2) line.push([row[i] ?? 0, row[i + 1] ?? 0]);
    line.push(roads.nodes[row[1] ?? 0] ?? [0, 0]);
    line.slice(1).forEach((b, index) => {
      const a = line[index] ?? b;
      const steps = Math.ceil(Math.max(Math.abs(b[0] - a[0]), Math.abs(b[1] - a[1])) / (CELL / 2)) + 1;
      const hit = new Set<string>();
      for (let step = 0; step <= steps; step += 1) {
        const part = step / steps;
        hit.add(key(a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part));
      }
      for (const cell of hit) cells.set(cell, [...(cells.get(cell) ?? []), [a, b]]);
    });
  }
  return ([lon, lat]) => {
    let least = Infinity;
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        for (const [a, b] of cells.get(key(lon + dx * CELL, lat + dy * CELL)) ?? []) {
          least = Math.min(least, awayFrom([lon, lat], a, b));
        }
      }
    }
    return least;
  };
}

function awayFrom([lon, lat]: LonLat, a: LonLat, b: LonLat): number {
  const perLon = 111_320 * Math.cos((lat * Math.PI) / 180);
  const perLat = 110_574;
  const [ax, ay] = [(a[0] - lon) * perLon, (a[1] - lat) * perLat];
  const [bx, by] = [(b[0] - lon) * perLon, (b[1] - lat) * perLat];
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const part = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * (bx - ax) + ay * (by - ay)) / length));
  return Math.hypot(ax + (bx - ax) * part, ay + (by - ay) * part);
}
