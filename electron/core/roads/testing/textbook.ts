import { BARRED, type RoadData } from '../road-data.ts';
import type { Snap } from '../snap.ts';

type Places = Map<string, [to: string, ms: number][]>;

/**
 * Dijkstra as in the textbook, to prove the other one by: named places in a map, a list of open places walked from end to
 * end for the next one, the points' roads really split. Shares no code with what it proves.
 */
export class Textbook {
  readonly #data: RoadData;
  readonly #closed: ReadonlySet<number>;
  readonly #ways: Places = new Map();

  constructor(data: RoadData, closed: ReadonlySet<number> = new Set()) {
    this.#data = data;
    this.#closed = closed;
    for (let road = 0; road < data.from.length; road += 1) {
      if (closed.has(road)) continue;
      const [a, b] = [`n${data.from[road]}`, `n${data.to[road]}`];
      const [forward = BARRED, backward = BARRED] = [data.forwardMs[road], data.backwardMs[road]];
      if (forward !== BARRED) add(this.#ways, a, b, forward);
      if (backward !== BARRED) add(this.#ways, b, a, backward);
    }
  }

  /** Milliseconds; Infinity when there is no way. */
  time(from: Pick<Snap, 'road' | 'fraction'>, to: Pick<Snap, 'road' | 'fraction'>): number {
    const extra: Places = new Map();
    for (const [name, point] of [['from', from], ['to', to]] as const) this.#split(extra, name, point); // prettier-ignore
    if (from.road === to.road) this.#between(extra, from, to);
    const done = new Set<string>();
    const open = new Map([['from', 0]]);
    while (open.size > 0) {
      let [nearest, time] = ['', Infinity];
      for (const [place, ms] of open) if (ms < time) [nearest, time] = [place, ms];
      if (nearest === 'to') return time;
      open.delete(nearest);
      done.add(nearest);
      for (const [next, ms] of [...(this.#ways.get(nearest) ?? []), ...(extra.get(nearest) ?? [])]) {
        if (!done.has(next)) open.set(next, Math.min(open.get(next) ?? Infinity, time + ms));
      }
    }
    return Infinity;
  }

  #split(extra: Places, name: string, { road, fraction }: Pick<Snap, 'road' | 'fraction'>): void {
    if (this.#closed.has(road)) return;
    const [a, b] = [`n${this.#data.from[road]}`, `n${this.#data.to[road]}`];
    const [forward = BARRED, backward = BARRED] = [this.#data.forwardMs[road], this.#data.backwardMs[road]];
    if (forward !== BARRED) {
      const first = Math.round(forward * fraction);
      add(extra, a, name, first);
      add(extra, name, b, forward - first);
    }
    if (backward !== BARRED) {
      const first = Math.round(backward * (1 - fraction));
      add(extra, b, name, first);
      add(extra, name, a, backward - first);
    }
  }

  #between(extra: Places, from: Pick<Snap, 'road' | 'fraction'>, to: Pick<Snap, 'road' | 'fraction'>): void {
    const [forward = BARRED, backward = BARRED] = [this.#data.forwardMs[from.road], this.#data.backwardMs[from.road]];
    if (from.fraction === to.fraction) add(extra, 'from', 'to', 0);
    else if (from.fraction < to.fraction && forward !== BARRED)
      add(extra, 'from', 'to', Math.round(forward * to.fraction) - Math.round(forward * from.fraction));
    else if (from.fraction > to.fraction && backward !== BARRED)
      add(extra, 'from', 'to', Math.round(backward * (1 - to.fraction)) - Math.round(backward * (1 - from.fraction)));
  }
}

function add(places: Places, from: string, to: string, ms: number): void {
  const ways = places.get(from) ?? [];
  ways.push([to, ms]);
  places.set(from, ways);
}
