import type { LonLat } from './geo.ts';

/**
 * At most `limit` of the points, ends kept: those that stand out most from the line between their neighbours, by the area of that
 * triangle (Visvalingam and Whyatt 1993), on every n-th where there are more than ten times `limit`. A ring stays closed.
 */
export function simplified(points: readonly LonLat[], limit: number): LonLat[] {
  const step = Math.max(1, Math.ceil(points.length / (limit * 10)));
  const kept =
    step === 1 ? [...points] : points.filter((_, index) => index % step === 0 || index === points.length - 1);
  // Passes that each drop the flattest half of what is too much: no heap, and the weights are true at each pass.
  let left: readonly LonLat[] = kept;
  while (left.length > limit) {
    const areas = Float64Array.from(left, (point, index) => {
      const before = left[index - 1];
      const after = left[index + 1];
      return before && after ? triangle(before, point, after) : Infinity;
    });
    const excess = left.length - limit;
    const drop = Math.max(1, Math.min(excess, Math.ceil(left.length / 3)));
    const sorted = areas.toSorted();
    const threshold = sorted[drop - 1] as number;
    let dropped = 0;
    let previous = false;
    const next = left.filter((_, index) => {
      // Of two neighbours only one goes in a pass: the second one's weight has changed.
      const goes = !previous && dropped < drop && (areas[index] as number) <= threshold;
      previous = goes;
      if (goes) dropped += 1;
      return !goes;
    });
    left = next;
  }
  return [...left];
}

function triangle(a: LonLat, b: LonLat, c: LonLat): number {
  return Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}
