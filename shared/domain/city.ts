import type { LonLat } from '../kit/geo.ts';

/** Both languages are there: the city is ours. */
export interface CityName {
  readonly zh: string;
  readonly en: string;
}

export interface CityDistrict {
  readonly code: string;
  readonly key: string;
  readonly name: CityName;
  readonly population: number;
  readonly label: LonLat;
  readonly polygon: readonly LonLat[];
}

export interface CityArea {
  readonly kind: string;
  readonly name?: CityName;
  readonly rings: readonly (readonly LonLat[])[];
}

export interface CityLand {
  readonly water: readonly CityArea[];
  readonly green: readonly CityArea[];
  readonly built: readonly (CityArea & { readonly density: 1 | 2 | 3 })[];
  readonly industrial: readonly CityArea[];
  readonly detention: readonly CityArea[];
  readonly rail: readonly { readonly name: CityName; readonly line: readonly LonLat[] }[];
}

/**
 * `[from, to, class, name, speedKmh, oneway, bridge, lon, lat, lon, lat …]`: node indexes, index into `classes`, index
 * into `names`, flags 0 or 1, then the positions between the two nodes.
 */
export type RoadSegment = readonly number[];

export interface CityRoads {
  readonly classes: readonly string[];
  readonly names: readonly CityName[];
  readonly nodes: readonly LonLat[];
  readonly segments: readonly RoadSegment[];
}

/** What the window draws as ground. Roads, land and districts of one city; WGS-84. */
export interface CityMap {
  readonly id: string;
  readonly name: CityName;
  /** Seed of the generator, when the city is a generated one. */
  readonly seed?: number;
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
  readonly districts: readonly CityDistrict[];
  readonly land: CityLand;
  readonly roads: CityRoads;
}
