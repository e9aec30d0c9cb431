type Edge = string;

/** 1e-8 of the world is 0.4 m: nearer than that, two corners are one. */
function corner(ring: ArrayLike<number>, i: number): string {
  return `${Math.round((ring[i] as number) * 1e8)},${Math.round((ring[i + 1] as number) * 1e8)}`;
}

/** The edge that begins at index `i` of a ring, the same from both sides; null when it has no length. */
function edgeAt(ring: ArrayLike<number>, i: number): Edge | null {
  const from = corner(ring, i);
  const to = corner(ring, i + 2);
  return from === to ? null : from < to ? `${from} ${to}` : `${to} ${from}`;
}

/** The edges that `keep` wants, joined to lines as far as they follow each other in a ring. Interleaved x, y. */
function linesOf(rings: readonly ArrayLike<number>[], keep: (edge: Edge) => boolean): Float64Array[] {
  const lines: Float64Array[] = [];
  for (const ring of rings) {
    let run: number[] = [];
    const endRun = (): void => {
      if (run.length >= 4) lines.push(Float64Array.from(run));
      run = [];
    };
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const edge = edgeAt(ring, i);
      if (edge === null) continue;
      if (!keep(edge)) {
        endRun();
        continue;
      }
      if (run.length === 0) run.push(ring[i] as number, ring[i + 1] as number);
      run.push(ring[i + 2] as number, ring[i + 3] as number);
    }
    endRun();
  }
  return lines;
}

/** Every edge once. Neighbours share their border; drawn twice, its dashes would fill each other's gaps. */
export function sharedBorders(rings: readonly ArrayLike<number>[]): Float64Array[] {
  const seen = new Set<Edge>();
  return linesOf(rings, (edge) => {
    if (seen.has(edge)) return false;
    seen.add(edge);
    return true;
  });
}

/** The outline of rings that lie side by side: what two of them share is inside and left out. */
export function outerEdges(rings: readonly ArrayLike<number>[]): Float64Array[] {
  const counts = new Map<Edge, number>();
  for (const ring of rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const edge = edgeAt(ring, i);
      if (edge !== null) counts.set(edge, (counts.get(edge) ?? 0) + 1);
    }
  }
  return linesOf(rings, (edge) => counts.get(edge) === 1);
}
