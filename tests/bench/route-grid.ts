import { NO_NAME, RoadBuilder, type RoadData } from '../../electron/core/roads/road-data.ts';
import { createRandom } from '../../shared/kit/random.ts';
import type { LonLat } from '../../shared/kit/geo.ts';

/** A city of `side` × `side` junctions 150 m apart, a fifth of its streets one-way, speeds from 20 to 80 km/h. */
export function gridCity(side: number): RoadData {
  const random = createRandom(20260718);
  const place = (row: number, column: number): LonLat => [
    117 + (column * 150) / 96_000 + random.next() * 2e-4,
    30 + (row * 150) / 111_195 + random.next() * 2e-4,
  ];
  const places = Array.from({ length: side * side }, (_none, node) => place(Math.floor(node / side), node % side));
  const builder = new RoadBuilder();
  const add = (from: number, to: number): void => {
    const speed = 10 * random.int(2, 8);
    const line = [places[from] ?? [0, 0], places[to] ?? [0, 0]] as const;
    const backward = random.next() < 0.2 ? null : speed;
    builder.add({ from, to, forward: speed, backward, name: NO_NAME, flags: 0, line });
  };
  for (let node = 0; node < side * side; node += 1) {
    if (node % side > 0) add(node - 1, node);
    if (node >= side) add(node - side, node);
  }
  return builder.build({ source: 'file', name: { en: 'grid' }, attribution: null }, [], side * side);
}
