import type { CityName, CityRoads } from '../../../shared/domain/city.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { BRIDGE, NO_NAME, RoadBuilder, type RoadData } from './road-data.ts';

/** The roads of a generated city; road numbers are the indexes of its segments. */
export function readCityRoads(name: CityName, { names, nodes, segments }: CityRoads): RoadData {
  const builder = new RoadBuilder();
  for (const [from = -1, to = -1, , street = NO_NAME, speed = 0, oneway, bridge, ...between] of segments) {
    const start = nodes[from];
    const end = nodes[to];
    if (!start || !end || !(speed > 0)) throw new RangeError(`segment ${builder.count} is no road`);
    const line: LonLat[] = [start];
    for (let index = 0; index + 1 < between.length; index += 2) {
      line.push([between[index] ?? 0, between[index + 1] ?? 0]);
    }
    line.push(end);
    builder.add({
      from,
      to,
      forward: speed,
      backward: oneway === 1 ? null : speed,
      name: street in names ? street : NO_NAME,
      flags: bridge === 1 ? BRIDGE : 0,
      line,
    });
  }
  return builder.build({ source: 'demo', name, attribution: null }, names, nodes.length);
}
