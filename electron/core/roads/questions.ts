import type { NearUnits, Reach, RoadPoint, RoadsInfo, Route, TravelTimes } from '../../../shared/domain/roads.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { MINUTE } from '../../../shared/kit/time.ts';
import { closedRoads, type Closures } from './closures.ts';
import type { RoadGraph } from './graph.ts';
import { travelMatrix } from './matrix.ts';
import { nearest } from './nearest.ts';
import { describeReach, reachable } from './reach.ts';
import { describeRoute, quickest, streetOf, toSeconds } from './route.ts';
import { Search } from './search.ts';
import { streetsOf, type Street } from './streets.ts';
import { FURTHEST, RoadIndex, type Snap } from './snap.ts';

/** Units at their places, in two lists of one length. */
export interface Units {
  readonly ids: readonly string[];
  readonly at: readonly LonLat[];
}

/** What one question leaves closed, and how fast is driven. */
export interface Drive {
  readonly closures?: Closures | undefined;
  /** Multiple of the speed limit. */
  readonly speedFactor: number;
}

export interface RoadQuestions {
  readonly info: { readonly args: object; readonly answer: RoadsInfo };
  readonly streets: { readonly args: object; readonly answer: readonly Street[] };
  readonly route: { readonly args: Drive & { readonly from: LonLat; readonly to: LonLat }; readonly answer: Route };
  readonly reach: {
    readonly args: Drive & {
      readonly from: readonly LonLat[];
      readonly minutes: readonly number[];
      readonly direction: 'outward' | 'inward';
      readonly withRoads: boolean;
    };
    readonly answer: Reach;
  };
  readonly nearest: {
    readonly args: Drive & {
      readonly to: LonLat;
      readonly units: Units;
      readonly limit: number;
      readonly withinMinutes: number;
    };
    readonly answer: NearUnits;
  };
  readonly matrix: {
    readonly args: Drive & { readonly from: readonly LonLat[]; readonly to: readonly LonLat[] };
    readonly answer: TravelTimes;
  };
}

export type QuestionName = keyof RoadQuestions;

/** Answers questions about one graph, one at a time. Throws `point-far-from-road`, `no-way`. */
export class RoadDesk {
  readonly #graph: RoadGraph;
  readonly #index: RoadIndex;
  readonly #search: Search;

  constructor(graph: RoadGraph) {
    this.#graph = graph;
    this.#index = new RoadIndex(graph);
    this.#search = new Search(graph.nodeCount);
  }

  readonly answers: { readonly [N in QuestionName]: (args: RoadQuestions[N]['args']) => RoadQuestions[N]['answer'] } = {
    info: () => this.#graph.info,
    streets: () => streetsOf(this.#graph),
    route: (args) => this.#route(args),
    reach: (args) => this.#reach(args),
    nearest: (args) => this.#nearest(args),
    matrix: (args) => this.#matrix(args),
  };

  #route({ from, to, closures, speedFactor }: RoadQuestions['route']['args']): Route {
    const closed = this.#closed(closures);
    const start = this.#onRoad(from, closed, 'from');
    const end = this.#onRoad(to, closed, 'to');
    const path = quickest(this.#graph, this.#search, start, end, closed);
    if (!path) throw refuse('no-way');
    return describeRoute(this.#graph, path, this.#point(start), this.#point(end), speedFactor);
  }

  #reach(args: RoadQuestions['reach']['args']): Reach {
    const { from, direction, withRoads, closures, speedFactor } = args;
    const closed = this.#closed(closures);
    const snaps = from.map((point) => this.#index.snap(point, closed));
    const found = snaps.filter((snap) => snap !== null);
    if (found.length === 0) throw refuse('point-far-from-road', { end: 'from', metres: FURTHEST });
    const minutes = [...new Set(args.minutes)].sort((a, b) => a - b);
    const limitsMs = minutes.map((limit) => limit * MINUTE * speedFactor);
    const bands = reachable(this.#graph, this.#search, { from: found, limitsMs, direction, closed });
    return {
      ...describeReach(this.#graph, bands, minutes, speedFactor, withRoads),
      from: snaps.map((snap) => snap && this.#point(snap)),
    };
  }

  #nearest(args: RoadQuestions['nearest']['args']): NearUnits {
    const { to, units, limit, withinMinutes, closures, speedFactor } = args;
    const closed = this.#closed(closures);
    const end = this.#onRoad(to, closed, 'to');
    const limitMs = withinMinutes * MINUTE * speedFactor;
    const { found, offRoad } = nearest(this.#graph, this.#search, this.#index, {
      to: end,
      places: units.at,
      limit,
      limitMs,
      closed,
    });
    return {
      units: found.map(({ place, ms, metres, offRoadMetres }) => ({
        id: units.ids[place] ?? '',
        seconds: toSeconds(ms, speedFactor),
        metres: Math.round(metres),
        offRoadMetres: Math.round(offRoadMetres),
      })),
      considered: units.ids.length,
      offRoad,
      to: this.#point(end),
    };
  }

  #matrix({ from, to, closures, speedFactor }: RoadQuestions['matrix']['args']): TravelTimes {
    const closed = this.#closed(closures);
    const starts = from.map((point) => this.#index.snap(point, closed));
    const ends = to.map((point) => this.#index.snap(point, closed));
    const times = travelMatrix(this.#graph, this.#search, starts, ends, closed);
    return {
      seconds: times.map((row) => row.map((ms) => (ms === Infinity ? null : toSeconds(ms, speedFactor)))),
      farFrom: missing(starts),
      farTo: missing(ends),
    };
  }

  #closed(closures: Closures | undefined): Uint8Array | null {
    return closedRoads(this.#graph, this.#index, closures);
  }

  #onRoad(point: LonLat, closed: Uint8Array | null, end: 'from' | 'to'): Snap {
    const snap = this.#index.snap(point, closed);
    if (!snap) throw refuse('point-far-from-road', { end, metres: FURTHEST });
    return snap;
  }

  #point({ at, metres, road }: Snap): RoadPoint {
    return { at, metres: Math.round(metres), street: streetOf(this.#graph, road) };
  }
}

function missing(snaps: readonly (Snap | null)[]): number[] {
  return snaps.flatMap((snap, index) => (snap ? [] : [index]));
}

function refuse(code: string, params: Readonly<Record<string, string | number>> = {}): ProblemError {
  return new ProblemError({ code, origin: 'roads', params });
}
