import type { LonLat } from '../../../shared/kit/geo.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Outlet } from './draft.ts';
import type { CityDistricts, Place, ScenarioRoads } from './inputs.ts';
import { createRoadNetwork, type RoadNetwork } from './road-network.ts';

/** What every part of the simulation stands on. */
export interface World {
  readonly outlet: Outlet;
  readonly network: RoadNetwork;
  readonly places: readonly Place[];
  readonly districts: CityDistricts;
  /** Throws `scenario-place-unknown`: the scenario's files do not fit together. */
  place(id: string): Place;
  /** The district that holds a position. */
  districtAt(at: LonLat): CityDistricts[number] | undefined;
}

export function createWorld(
  districts: CityDistricts,
  roads: ScenarioRoads,
  places: readonly Place[],
  outlet: Outlet,
): World {
  const byId = new Map(places.map((place) => [place.id, place]));
  return {
    outlet,
    network: createRoadNetwork(roads),
    places,
    districts,
    place(id) {
      const place = byId.get(id);
      if (!place) throw new ProblemError({ code: 'scenario-place-unknown', origin: 'scenario', params: { place: id } });
      return place;
    },
    districtAt(at) {
      return districts.find((district) => isInside(at, district.polygon));
    },
  };
}

/** Even-odd rule (Shimrat 1962). */
function isInside([x, y]: LonLat, ring: readonly LonLat[]): boolean {
  let inside = false;
  ring.forEach(([ax, ay], index) => {
    const [bx, by] = ring[(index + ring.length - 1) % ring.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

/** A closed ring of `sides` corners around a centre; radius in metres. */
export function ringAround([lon, lat]: LonLat, radius: number, sides = 24): LonLat[] {
  const perLat = 110_574;
  const perLon = 111_320 * Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: sides + 1 }, (_, index): LonLat => {
    const turn = ((index % sides) / sides) * 2 * Math.PI;
    return [round6(lon + (radius * Math.sin(turn)) / perLon), round6(lat + (radius * Math.cos(turn)) / perLat)];
  });
}

function round6(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
