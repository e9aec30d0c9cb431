import type { LocalText } from '../../shared/domain/common.ts';
import { DEGREE, BRIDGE, NO_NAME, RoadBuilder, type RoadData } from '../../electron/core/roads/road-data.ts';
import type { LonLat } from '../../shared/kit/geo.ts';
import { readOsm } from './osm-file.ts';
import { refuse } from './osm-source.ts';
import { drivingOf, isBridge, nameOf, type Driving, type Tags } from './way-rules.ts';

/** Required by the licence of the data (ODbL 1.0). */
const ATTRIBUTION = '© OpenStreetMap contributors (ODbL 1.0)';
const NOWHERE = -0x8000_0000;

export type Pass = 'ways' | 'nodes';

export interface Counts {
  /** All ways of the file, and those that may be driven. */
  readonly ways: number;
  readonly driven: number;
  /** Points of driven ways that are not in the file: an extract ends there. */
  readonly missing: number;
}

/** A way that may be driven. */
interface Way extends Driving {
  readonly refs: Float64Array;
  readonly name: number;
  readonly flags: number;
}

/**
 * Reads the file twice: first its ways, then the places of the points that driven ways use, so that memory goes with the
 * roads and not with the file. Throws what `readOsm` throws, and `osm-no-roads`.
 */
export async function readNetwork(
  path: string,
  name: LocalText,
  progress: (pass: Pass, bytes: number) => void,
): Promise<{ readonly data: RoadData; readonly counts: Counts }> {
  const kept = new KeptWays();
  await readOsm(path, { way: (refs, tags) => kept.take(refs, tags), progress: (bytes) => progress('ways', bytes) });
  const points = new Points(kept.ways);
  await readOsm(path, {
    node: (id, lon, lat) => points.place(id, lon, lat),
    progress: (bytes) => progress('nodes', bytes),
  });
  const builder = new RoadBuilder();
  const junctions = new Map<number, number>();
  for (const way of kept.ways) addRoads(builder, junctions, points, way);
  if (builder.count === 0) throw refuse('osm-no-roads', { path, ways: kept.count });
  return {
    data: builder.build({ source: 'file', name, attribution: ATTRIBUTION }, kept.names, junctions.size),
    counts: { ways: kept.count, driven: kept.ways.length, missing: points.missing },
  };
}

class KeptWays {
  readonly ways: Way[] = [];
  readonly names: LocalText[] = [];
  readonly #nameAt = new Map<string, number>();
  count = 0;

  take(refs: readonly number[], tags: Tags): void {
    this.count += 1;
    if (refs.length < 2) return;
    const driving = drivingOf(tags);
    if (!driving) return;
    const flags = isBridge(tags) ? BRIDGE : 0;
    this.ways.push({ ...driving, refs: Float64Array.from(refs), name: this.#nameIndex(nameOf(tags)), flags });
  }

  #nameIndex(name: LocalText | null): number {
    if (!name) return NO_NAME;
    const key = JSON.stringify(name);
    const known = this.#nameAt.get(key);
    if (known !== undefined) return known;
    this.#nameAt.set(key, this.names.length);
    return this.names.push(name) - 1;
  }
}

/** The points of driven ways in the order of their ids: found by halving, 16 bytes each. */
class Points {
  readonly #ids: Float64Array;
  readonly #places: Int32Array;
  readonly #isJunction: Uint8Array;

  constructor(ways: readonly Way[]) {
    const uses = new Float64Array(ways.reduce((sum, { refs }) => sum + refs.length, 0));
    let filled = 0;
    for (const { refs } of ways) {
      uses.set(refs, filled);
      filled += refs.length;
    }
    uses.sort();
    this.#ids = uses.filter((id, at) => at === 0 || id !== uses[at - 1]);
    this.#places = new Int32Array(2 * this.#ids.length).fill(NOWHERE);
    this.#isJunction = new Uint8Array(this.#ids.length);
    // Where ways meet, or one crosses itself.
    for (let at = 1; at < uses.length; at += 1) if (uses[at] === uses[at - 1]) this.#mark(uses[at] ?? 0);
    for (const { refs } of ways) {
      this.#mark(refs[0] ?? 0);
      this.#mark(refs.at(-1) ?? 0);
    }
  }

  get missing(): number {
    let count = 0;
    for (let at = 0; at < this.#places.length; at += 2) if (this.#places[at] === NOWHERE) count += 1;
    return count;
  }

  place(id: number, lon: number, lat: number): void {
    const at = this.#find(id);
    if (at < 0 || !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return;
    this.#places[2 * at] = Math.round(lon * DEGREE);
    this.#places[2 * at + 1] = Math.round(lat * DEGREE);
  }

  at(id: number): LonLat | null {
    const at = this.#find(id);
    const lon = this.#places[2 * at] ?? NOWHERE;
    return lon === NOWHERE ? null : [lon / DEGREE, (this.#places[2 * at + 1] ?? 0) / DEGREE];
  }

  isJunction(id: number): boolean {
    return this.#isJunction[this.#find(id)] === 1;
  }

  #mark(id: number): void {
    this.#isJunction[this.#find(id)] = 1;
  }

  #find(id: number): number {
    let [low, high] = [0, this.#ids.length - 1];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.#ids[middle] ?? 0;
      if (found === id) return middle;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

/** One road from junction to junction; a way that leaves the extract is cut where its points end. */
function addRoads(builder: RoadBuilder, junctions: Map<number, number>, points: Points, way: Way): void {
  const { forward, backward, name, flags } = way;
  const nodeOf = (id: number): number => {
    const known = junctions.get(id) ?? junctions.size;
    junctions.set(id, known);
    return known;
  };
  let line: LonLat[] = [];
  let first = 0;
  let last = 0;
  const end = (): void => {
    if (line.length >= 2) builder.add({ from: nodeOf(first), to: nodeOf(last), forward, backward, name, flags, line });
    line = [];
  };
  for (const id of way.refs) {
    const point = points.at(id);
    if (!point) {
      end();
      continue;
    }
    if (line.length === 0) first = id;
    line.push(point);
    last = id;
    if (line.length < 2 || !points.isJunction(id)) continue;
    end();
    line = [point];
    first = id;
  }
  end();
}
