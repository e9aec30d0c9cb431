/** One directed flow within one hour, between two areas by index. */
export interface Flow {
  readonly from: number;
  readonly to: number;
  readonly persons: number;
}

/**
 * Which of one hour's flows are told: those of at least `least` persons, less those that would give away another.
 *
 * Who is in each area is told hour by hour, so of every area arrivals less departures are known. With these balances a
 * flow that is not told can be worked out exactly when no other way of untold flows joins its two ends: then it is a
 * bridge of their graph (K4). The flow in the opposite direction is then not told either. A pair that is not in the list
 * has no one between it, which nobody outside knows: it counts as not told.
 */
export function tellFlows(flows: readonly Flow[], areas: number, least: number): Flow[] {
  const told = new Map(
    flows.filter(({ persons }) => persons >= least).map((flow) => [flow.from * areas + flow.to, flow]),
  );
  const isTold = (from: number, to: number): boolean => told.has(from * areas + to);
  for (const { from, to } of [...told.values()].sort((a, b) => a.persons - b.persons)) {
    if (isTold(from, to) && !isTold(to, from) && !isJoined(from, to, areas, isTold)) told.delete(from * areas + to);
  }
  return [...told.values()];
}

/** Whether untold flows, other than the two between them, lead from one area to the other; directions do not matter. */
function isJoined(from: number, to: number, areas: number, isTold: (from: number, to: number) => boolean): boolean {
  const seen = new Set([from]);
  const waiting = [from];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (let next = 0; next < areas; next += 1) {
      if (seen.has(next) || next === at || (at === from && next === to)) continue;
      if (isTold(at, next) && isTold(next, at)) continue;
      if (next === to) return true;
      seen.add(next);
      waiting.push(next);
    }
  }
  return false;
}
