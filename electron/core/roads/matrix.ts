import type { RoadGraph } from './graph.ts';
import type { Search } from './search.ts';
import { alongRoad, arriving, leaving, type Snap } from './snap.ts';

/**
 * Travel times in milliseconds, one row for each `from`; Infinity where there is no way or no road. One search for each
 * point of the smaller side, over the reversed graph when that is `to` (W6).
 */
export function travelMatrix(
  graph: RoadGraph,
  search: Search,
  from: readonly (Snap | null)[],
  to: readonly (Snap | null)[],
  closed: Uint8Array | null,
): number[][] {
  const times = from.map(() => new Array<number>(to.length).fill(Infinity));
  const isForward = from.length < to.length;
  const few = isForward ? from : to;
  const many = isForward ? to : from;
  const arcs = isForward ? graph.out : graph.into;
  const entriesOf = (snap: Snap | null, isFew: boolean) => {
    if (!snap) return [];
    return isFew === isForward ? leaving(graph, snap) : arriving(graph, snap);
  };
  const manyEntries = many.map((snap) => entriesOf(snap, false));
  const targets = manyEntries.flatMap((entries) => entries.map(({ node }) => node));
  few.forEach((near, fewAt) => {
    if (!near) return;
    search.run({ arcs, seeds: entriesOf(near, true), closed, targets });
    many.forEach((far, manyAt) => {
      if (!far) return;
      let best = isForward ? alongRoad(graph, near, far) : alongRoad(graph, far, near);
      for (const { node, ms } of manyEntries[manyAt] ?? []) best = Math.min(best, search.ms(node) + ms);
      const row = times[isForward ? fewAt : manyAt];
      if (row) row[isForward ? manyAt : fewAt] = best;
    });
  });
  return times;
}
