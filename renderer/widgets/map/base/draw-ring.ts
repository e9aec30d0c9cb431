import type { LonLat } from '../../../../shared/kit/geo.ts';
import { withAlpha } from '../colour.ts';
import type { Frame } from '../frame.ts';
import type { MapTheme } from '../map-theme.ts';
import { toWorld } from '../world.ts';

/** Two points are the corners of a box; more are a ring. */
export function ringOf(points: readonly LonLat[]): readonly LonLat[] {
  const [a, b, ...rest] = points;
  if (!a || !b || rest.length > 0) return points;
  return [[a[0], a[1]], [b[0], a[1]], [b[0], b[1]], [a[0], b[1]]]; // prettier-ignore
}

/** The area that is to be fetched ahead, in the ink of what the officer has touched. */
export function drawRing(
  context: CanvasRenderingContext2D,
  frame: Frame,
  { act }: MapTheme,
  points: readonly LonLat[],
  pointer: LonLat | null,
): void {
  const ring = ringOf(pointer ? [...points, pointer] : points);
  if (ring.length === 0) return;
  context.beginPath();
  for (const at of ring) {
    const [x, y] = toWorld(at);
    context.lineTo(x * frame.scale - frame.left, y * frame.scale - frame.top);
  }
  context.closePath();
  context.fillStyle = withAlpha(act, 0.1);
  context.fill();
  context.strokeStyle = act;
  context.lineWidth = 1.6;
  context.setLineDash([6, 4]);
  context.stroke();
  context.setLineDash([]);
}
