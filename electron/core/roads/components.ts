/** Arcs out of node n: `heads[start[n]]` up to, not including, `heads[start[n + 1]]`. */
export interface Outgoing {
  readonly start: Uint32Array;
  readonly heads: Uint32Array;
}

/**
 * The strongly connected component of each node, numbered from 0 (Tarjan 1972, with a stack of its own instead of
 * recursion: a road network is deep).
 */
export function stronglyConnected({ start, heads }: Outgoing): Uint32Array {
  const count = start.length - 1;
  const component = new Uint32Array(count).fill(UNSEEN);
  const order = new Uint32Array(count).fill(UNSEEN);
  const low = new Uint32Array(count);
  /** Next arc to look at, per node on the path. */
  const next = start.slice(0, count);
  const path = new Uint32Array(count);
  const open = new Uint32Array(count);
  let openCount = 0;
  let seen = 0;
  let components = 0;

  for (let root = 0; root < count; root += 1) {
    if (order[root] !== UNSEEN) continue;
    let depth = 0;
    path[depth++] = root;
    while (depth > 0) {
      const node = path[depth - 1] ?? 0;
      if (order[node] === UNSEEN) {
        order[node] = low[node] = seen++;
        open[openCount++] = node;
      }
      let descended = false;
      for (let arc = next[node] ?? 0; arc < (start[node + 1] ?? 0); arc += 1) {
        const head = heads[arc] ?? 0;
        if (order[head] === UNSEEN) {
          // Looked at again when the head is done, for its `low`.
          next[node] = arc;
          path[depth++] = head;
          descended = true;
          break;
        }
        if (component[head] === UNSEEN) low[node] = Math.min(low[node] ?? 0, low[head] ?? 0);
      }
      if (descended) continue;
      depth -= 1;
      if (low[node] !== order[node]) continue;
      for (let member = UNSEEN; member !== node;) {
        member = open[--openCount] ?? node;
        component[member] = components;
      }
      components += 1;
    }
  }
  return component;
}

const UNSEEN = 0xffff_ffff;
