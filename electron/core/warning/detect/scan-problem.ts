import { EARTH_RADIUS, type LonLat } from '../../../../shared/kit/geo.ts';
import { DAY, type Instant } from '../../../../shared/kit/time.ts';

/** One event of the kind that is looked at. */
export interface ScanEvent {
  readonly id: string;
  readonly place: LonLat;
  readonly at: Instant;
}

export interface ScanSettings {
  /** Width of a time step, ms. Default 1 day. */
  readonly step?: number;
  /** Steps of history, the newest ending at `until`; older events are left out. Default 28. */
  readonly steps?: number;
  /** Longest cluster, in steps; at most half of `steps`. Default 7. */
  readonly longest?: number;
  /** Events are gathered into squares of this side, m; widened by √2 until there are at most `maxCells`. Default 500. */
  readonly cell?: number;
  /** Default 1,000. */
  readonly maxCells?: number;
  /** Largest radius, m. Default 3,000. */
  readonly radius?: number;
  /** Default 999. */
  readonly replicas?: number;
  readonly seed?: number;
  /** The fewest events that make a cluster. Default 4. */
  readonly atLeast?: number;
  /** Clusters with a larger p-value are not told. Default 0.05. */
  readonly alpha?: number;
}

export const SCAN_DEFAULTS: Required<ScanSettings> = {
  step: DAY,
  steps: 28,
  longest: 7,
  cell: 500,
  maxCells: 1_000,
  radius: 3_000,
  replicas: 999,
  seed: 20_050_301,
  atLeast: 4,
  alpha: 0.05,
};

/** The events as flat arrays: what a replica needs, and what a thread is handed. n events, c cells, z zones, w windows. */
export interface ScanProblem {
  readonly replicas: number;
  readonly seed: number;
  readonly atLeast: number;
  /** [n] cell of each event. */
  readonly cellOf: Int32Array;
  /** [n] steps before `until`: 0 is the newest. */
  readonly stepOf: Int32Array;
  /** Longest cluster in steps. */
  readonly windows: number;
  readonly cells: number;
  /** [c] metres east and north of the middle; the mean of the cell's events. */
  readonly east: Float64Array;
  readonly north: Float64Array;
  /** Cells around each centre by distance: those of centre i are `near[nearFrom[i] … nearFrom[i + 1])`. */
  readonly nearFrom: Int32Array;
  readonly near: Int32Array;
  /** Zones (circles): those of centre i are `zoneFrom[i] … zoneFrom[i + 1]`; a zone takes in `near` up to `zoneEnd`. */
  readonly zoneFrom: Int32Array;
  readonly zoneEnd: Int32Array;
  /** [z] events inside at any time. */
  readonly zoneTotal: Int32Array;
  /** [z] distance of the farthest cell, m. */
  readonly zoneRadius: Float64Array;
  /** The side of the squares in the end, m. */
  readonly cell: number;
  readonly middle: LonLat;
}

/** Counts are kept in 16 bits. Of more events the newest are taken: the history becomes shorter, the clusters stay. */
const MOST_EVENTS = 65_535;

/** Cells and circles of the events within the period, O(c² log c). Events after `until` are left out. */
export function prepareScan(
  events: readonly ScanEvent[],
  until: Instant,
  settings: ScanSettings = {},
): { readonly problem: ScanProblem; readonly events: readonly ScanEvent[] } {
  const all = { ...SCAN_DEFAULTS, ...settings };
  const recent = events.filter(({ at }) => at < until && until - at <= all.step * all.steps);
  const inside = recent.length > MOST_EVENTS ? [...recent].sort((a, b) => b.at - a.at).slice(0, MOST_EVENTS) : recent;
  const middle = middleOf(inside);
  const metresPerDegree = (Math.PI / 180) * EARTH_RADIUS;
  const perLon = metresPerDegree * Math.cos((middle[1] * Math.PI) / 180);
  const x = Float64Array.from(inside, ({ place }) => (place[0] - middle[0]) * perLon);
  const y = Float64Array.from(inside, ({ place }) => (place[1] - middle[1]) * metresPerDegree);
  let side = all.cell;
  let grid = gather(x, y, side);
  while (grid.cells > all.maxCells) grid = gather(x, y, (side *= Math.SQRT2));
  const circles = circlesOf(grid, Math.max(all.radius, side), side, inside.length);
  const problem: ScanProblem = {
    replicas: all.replicas,
    seed: all.seed,
    atLeast: all.atLeast,
    cellOf: grid.cellOf,
    stepOf: Int32Array.from(inside, ({ at }) => Math.floor((until - at - 1) / all.step)),
    windows: Math.max(1, Math.min(all.longest, Math.floor(all.steps / 2))),
    cells: grid.cells,
    east: grid.east,
    north: grid.north,
    cell: side,
    middle,
    ...circles,
  };
  return { problem, events: inside };
}

function middleOf(events: readonly ScanEvent[]): LonLat {
  const sum = events.reduce(([lon, lat], { place }): LonLat => [lon + place[0], lat + place[1]], [0, 0] as LonLat);
  return events.length > 0 ? [sum[0] / events.length, sum[1] / events.length] : [0, 0];
}

interface Grid {
  readonly cells: number;
  readonly cellOf: Int32Array;
  readonly east: Float64Array;
  readonly north: Float64Array;
  readonly total: Int32Array;
}

function gather(x: Float64Array, y: Float64Array, side: number): Grid {
  const numbers = new Map<string, number>();
  const cellOf = Int32Array.from(x, (east, index) => {
    const key = `${Math.floor(east / side)},${Math.floor((y[index] as number) / side)}`;
    let number = numbers.get(key);
    if (number === undefined) numbers.set(key, (number = numbers.size));
    return number;
  });
  const cells = numbers.size;
  const [east, north, total] = [new Float64Array(cells), new Float64Array(cells), new Int32Array(cells)];
  // Typed arrays walked by index: each index was given out above.
  cellOf.forEach((cell, index) => {
    (total[cell] as number) += 1;
    (east[cell] as number) += x[index] as number;
    (north[cell] as number) += y[index] as number;
  });
  total.forEach((count, cell) => {
    (east[cell] as number) /= count;
    (north[cell] as number) /= count;
  });
  return { cells, cellOf, east, north, total };
}

type Circles = Pick<ScanProblem, 'nearFrom' | 'near' | 'zoneFrom' | 'zoneEnd' | 'zoneTotal' | 'zoneRadius'>;

/** Circles grow by half a square's side; one that takes in nothing new, or more than half of all events, is left out. */
function circlesOf({ cells, east, north, total }: Grid, radius: number, side: number, events: number): Circles {
  const near: number[] = [];
  const nearFrom = [0];
  const zoneFrom = [0];
  const zoneEnd: number[] = [];
  const zoneTotal: number[] = [];
  const zoneRadius: number[] = [];
  const shellOf = (away: number): number => Math.ceil((2 * away) / side);
  for (let centre = 0; centre < cells; centre += 1) {
    const around: { cell: number; away: number }[] = [];
    for (let cell = 0; cell < cells; cell += 1) {
      const away = Math.hypot((east[cell] as number) - (east[centre] as number), (north[cell] as number) - (north[centre] as number)); // prettier-ignore
      if (away <= radius) around.push({ cell, away });
    }
    around.sort((a, b) => a.away - b.away || a.cell - b.cell);
    let sum = 0;
    for (const [index, { cell, away }] of around.entries()) {
      if (sum + (total[cell] as number) > events / 2 && index > 0) break;
      near.push(cell);
      sum += total[cell] as number;
      const next = around[index + 1];
      const isLastOfShell = !next || shellOf(next.away) > shellOf(away);
      if (!isLastOfShell && sum + (total[next.cell] as number) <= events / 2) continue;
      zoneEnd.push(near.length);
      zoneTotal.push(sum);
      zoneRadius.push(away);
    }
    nearFrom.push(near.length);
    zoneFrom.push(zoneEnd.length);
  }
  return {
    near: Int32Array.from(near),
    nearFrom: Int32Array.from(nearFrom),
    zoneFrom: Int32Array.from(zoneFrom),
    zoneEnd: Int32Array.from(zoneEnd),
    zoneTotal: Int32Array.from(zoneTotal),
    zoneRadius: Float64Array.from(zoneRadius),
  };
}
