import FlatQueue from 'flatqueue';
import type { Arcs } from './graph.ts';

/** Where a search starts, or what it looks for: a junction and the time between it and the point. */
export interface Entry {
  readonly node: number;
  readonly ms: number;
}

export interface Quest {
  readonly arcs: Arcs;
  readonly seeds: readonly Entry[];
  /** 1 for each road that may not be driven; null when all may. */
  readonly closed: Uint8Array | null;
  /** The search ends when the times of all of these are final. All junctions when absent. */
  readonly targets?: Iterable<number>;
  /** What is further away is not looked for. */
  readonly limitMs?: number;
}

export const NO_ARC = 0xffff_ffff;

/**
 * One-to-many travel times in whole milliseconds: Dijkstra (1959) with a binary heap and lazy deletion. The arrays are made
 * once; a stamp per junction tells what belongs to the present run, so a run costs only what it reaches.
 */
export class Search {
  readonly #ms: Uint32Array;
  readonly #via: Uint32Array;
  readonly #stamp: Uint32Array;
  readonly #wanted: Uint32Array;
  readonly #queue = new FlatQueue<number>();
  #run = 0;

  constructor(nodeCount: number) {
    this.#ms = new Uint32Array(nodeCount);
    this.#via = new Uint32Array(nodeCount);
    this.#stamp = new Uint32Array(nodeCount);
    this.#wanted = new Uint32Array(nodeCount);
  }

  /** Time of a junction after a run; Infinity when it was not reached, and no use when it was not a target. */
  ms(node: number): number {
    return this.#stamp[node] === this.#run ? (this.#ms[node] ?? Infinity) : Infinity;
  }

  /** The arc by which a junction was reached; `NO_ARC` at a seed. */
  via(node: number): number {
    return this.#via[node] ?? NO_ARC;
  }

  run({ arcs, seeds, closed, targets, limitMs = Infinity }: Quest): void {
    const { start, node: heads, ms: weights, arc: names } = arcs;
    const times = this.#ms;
    const via = this.#via;
    const stamp = this.#stamp;
    const queue = this.#queue;
    const run = (this.#run += 1);
    let awaited = targets ? this.#await(targets) : Infinity;
    queue.clear();
    if (awaited === 0) return;
    for (const { node, ms } of seeds) {
      if (ms > limitMs || (stamp[node] === run && (times[node] ?? 0) <= ms)) continue;
      stamp[node] = run;
      times[node] = ms;
      via[node] = NO_ARC;
      queue.push(node, ms);
    }
    while (queue.length > 0) {
      const time = queue.peekValue() ?? 0;
      const node = queue.pop() ?? 0;
      // An earlier, worse entry of a junction that is done.
      if (time !== times[node]) continue;
      if (this.#wanted[node] === run) {
        this.#wanted[node] = 0;
        awaited -= 1;
        if (awaited === 0) return;
      }
      for (let at = start[node] ?? 0, end = start[node + 1] ?? 0; at < end; at += 1) {
        const name = names[at] ?? 0;
        if (closed !== null && closed[name >>> 1] === 1) continue;
        const head = heads[at] ?? 0;
        const later = time + (weights[at] ?? 0);
        if (later > limitMs || (stamp[head] === run && (times[head] ?? 0) <= later)) continue;
        stamp[head] = run;
        times[head] = later;
        via[head] = name;
        queue.push(head, later);
      }
    }
  }

  #await(targets: Iterable<number>): number {
    let count = 0;
    for (const node of targets) {
      if (this.#wanted[node] === this.#run) continue;
      this.#wanted[node] = this.#run;
      count += 1;
    }
    return count;
  }
}
