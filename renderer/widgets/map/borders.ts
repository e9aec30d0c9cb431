/**
 * The edges of all rings, each once, as lines. Neighbours share their border; drawn twice, its dashes would fill each
 * other's gaps. Rings hold interleaved x, y.
 */
export function sharedBorders(rings: readonly Float64Array[]): Float64Array[] {
  const seen = new Set<string>();
  const lines: Float64Array[] = [];
  // 1e-8 of the world is 0.4 m: nearer than that, two corners are one.
  const corner = (ring: Float64Array, i: number): string =>
    `${Math.round((ring[i] as number) * 1e8)},${Math.round((ring[i + 1] as number) * 1e8)}`;
  for (const ring of rings) {
    let run: number[] = [];
    const endRun = (): void => {
      if (run.length >= 4) lines.push(Float64Array.from(run));
      run = [];
    };
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const from = corner(ring, i);
      const to = corner(ring, i + 2);
      const edge = from < to ? `${from} ${to}` : `${to} ${from}`;
      if (from === to || seen.has(edge)) {
        endRun();
        continue;
      }
      seen.add(edge);
      if (run.length === 0) run.push(ring[i] as number, ring[i + 1] as number);
      run.push(ring[i + 2] as number, ring[i + 3] as number);
    }
    endRun();
  }
  return lines;
}
