import type { Frame } from './frame.ts';

/**
 * Adds a line to the current path, in px of the frame. Positions nearer than `tolerance` px to the one before are left
 * out: at the city's full extent most of a road's bends are smaller than a pixel.
 */
export function traceLine(
  context: CanvasPath,
  points: Float64Array,
  { scale, left, top }: Frame,
  tolerance = 0.7,
): void {
  const last = points.length - 2;
  let x = (points[0] as number) * scale - left;
  let y = (points[1] as number) * scale - top;
  context.moveTo(x, y);
  for (let i = 2; i <= last; i += 2) {
    const nextX = (points[i] as number) * scale - left;
    const nextY = (points[i + 1] as number) * scale - top;
    if (i < last && Math.abs(nextX - x) < tolerance && Math.abs(nextY - y) < tolerance) continue;
    context.lineTo(nextX, nextY);
    x = nextX;
    y = nextY;
  }
}

/** Adds the rings of an area to the current path; fill it with `evenodd`, so that holes stay open. */
export function traceRings(context: CanvasPath, rings: readonly Float64Array[], frame: Frame): void {
  for (const ring of rings) {
    if (ring.length < 6) continue;
    traceLine(context, ring, frame, 0.5);
    context.closePath();
  }
}
