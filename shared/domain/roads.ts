import type { LonLat } from '../kit/geo.ts';
import type { LocalText } from './common.ts';

/** The loaded road graph. */
export interface RoadsInfo {
  readonly source: 'demo' | 'file';
  readonly name: LocalText;
  /** Who is to be named with it, e.g. © OpenStreetMap contributors; null for the demo city. */
  readonly attribution: string | null;
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
  readonly junctions: number;
  readonly roads: number;
  /** Share of the roads, 0…1, that are in an island of roads large enough to be used. */
  readonly connected: number;
}

/** Where a wanted point met the road. */
export interface RoadPoint {
  /** On the road. */
  readonly at: LonLat;
  /** From the wanted point to the road as the crow flies; not in the travel time. */
  readonly metres: number;
  readonly street: LocalText | null;
}

/** One street of a route, or a stretch without a name. */
export interface RouteStreet {
  readonly name: LocalText | null;
  readonly metres: number;
  readonly seconds: number;
}

export interface Route {
  readonly seconds: number;
  readonly metres: number;
  readonly line: readonly LonLat[];
  /** In the order of driving; what follows under one name is one entry. */
  readonly streets: readonly RouteStreet[];
  /** The numbers of the roads driven on, for `closures.roads`. */
  readonly roads: readonly number[];
  readonly from: RoadPoint;
  readonly to: RoadPoint;
}

/** What can be reached within one limit. */
export interface ReachBand {
  readonly minutes: number;
  /** GeoJSON coordinates of a MultiPolygon: closed rings, outer first (counter-clockwise), then holes. */
  readonly polygons: readonly (readonly (readonly LonLat[])[])[];
  /** Length of all roads within it, both directions counted once. */
  readonly roadMetres: number;
}

/** The reached part of one road. */
export interface ReachedRoad {
  readonly road: number;
  /** Of its first-reached end. */
  readonly seconds: number;
  readonly line: readonly LonLat[];
}

export interface Reach {
  /** In the order of the minutes, shortest first; each contains the one before. */
  readonly bands: readonly ReachBand[];
  /** Soonest first; empty unless asked for. */
  readonly roads: readonly ReachedRoad[];
  /** False when there were more roads than an answer carries. */
  readonly roadsComplete: boolean;
  /** Where each of the points asked for met the road; null for one too far from any. */
  readonly from: readonly (RoadPoint | null)[];
}

export interface NearUnit {
  readonly id: string;
  readonly seconds: number;
  readonly metres: number;
  /** From its position to the road, as the crow flies. */
  readonly offRoadMetres: number;
}

export interface NearUnits {
  /** Soonest first. */
  readonly units: readonly NearUnit[];
  /** Units that fit the question. */
  readonly considered: number;
  /** Of those near enough to come into question: too far from any usable road to have a travel time. */
  readonly offRoad: number;
  /** Where the target met the road. */
  readonly to: RoadPoint;
}

export interface TravelTimes {
  /** One row for each `from`, one number for each `to`; null where there is no way or a point is too far from a road. */
  readonly seconds: readonly (readonly (number | null)[])[];
  /** Indexes of points that are too far from any usable road. */
  readonly farFrom: readonly number[];
  readonly farTo: readonly number[];
}
