import type { Box } from './world.ts';

/** Widths of the water where a line across it meets the banks: the widest span of one cut. */
function widestSpan(ring: ArrayLike<number>, across: number, alongX: boolean): [from: number, to: number] | null {
  const hits: number[] = [];
  const along = alongX ? 0 : 1;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const a = ring[i + along] as number;
    const b = ring[i + 2 + along] as number;
    if (a < across === b < across) continue;
    const share = (across - a) / (b - a);
    const from = ring[i + 1 - along] as number;
    hits.push(from + ((ring[i + 3 - along] as number) - from) * share);
  }
  hits.sort((a, b) => a - b);
  let widest: [number, number] | null = null;
  for (let i = 0; i + 1 < hits.length; i += 2) {
    const span: [number, number] = [hits[i] as number, hits[i + 1] as number];
    if (!widest || span[1] - span[0] > widest[1] - widest[0]) widest = span;
  }
  return widest;
}

/**
 * A line through the middle of a long water, from cuts across its longer side; for writing a name along it. Where it
 * doubles back, the wider arm is followed. Interleaved world x, y.
 */
export function waterAxis(ring: ArrayLike<number>, box: Box, cuts = 96): Float64Array {
  const alongX = box.maxX - box.minX >= box.maxY - box.minY;
  const [from, to] = alongX ? [box.minX, box.maxX] : [box.minY, box.maxY];
  const axis: number[] = [];
  for (let cut = 0; cut < cuts; cut += 1) {
    const at = from + ((cut + 0.5) / cuts) * (to - from);
    const span = widestSpan(ring, at, alongX);
    if (!span) continue;
    const middle = (span[0] + span[1]) / 2;
    if (alongX) axis.push(at, middle);
    else axis.push(middle, at);
  }
  return Float64Array.from(smooth(axis));
}

/** Mean of five neighbours: the cuts jump where a creek flows in. */
function smooth(line: readonly number[]): number[] {
  return line.map((_, i) => {
    let sum = 0;
    let count = 0;
    for (let shift = -4; shift <= 4; shift += 2) {
      const value = line[i + shift];
      if (value !== undefined) {
        sum += value;
        count += 1;
      }
    }
    return sum / count;
  });
}
