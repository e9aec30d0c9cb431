import type { LonLat } from '../../../../shared/kit/geo.ts';
import { withAlpha } from '../colour.ts';
import { worldLine } from '../draw/drawing-shapes.ts';
import type { Frame } from '../frame.ts';
import { traceLine } from '../ground-path.ts';
import type { MapTheme } from '../map-theme.ts';

/** One thing that goes from here to there. */
export interface PlanLine {
  readonly id: string;
  readonly from: LonLat;
  readonly to: LonLat;
  /** The way as driven; null: not known (yet), and a straight dashed line stands for it (MP1). */
  readonly way: readonly LonLat[] | null;
}

export interface TracedPlan {
  readonly driven: boolean;
  readonly points: Float64Array;
}

export function tracedPlan(lines: readonly PlanLine[]): TracedPlan[] {
  return lines.map(({ from, to, way }) => ({ driven: way !== null, points: worldLine(way ?? [from, to]) }));
}

export function paintPlan(
  context: CanvasRenderingContext2D,
  frame: Frame,
  theme: MapTheme,
  plan: readonly TracedPlan[],
): void {
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const { driven, points } of plan) {
    const path = new Path2D();
    traceLine(path, points, frame);
    context.setLineDash([]);
    context.strokeStyle = withAlpha(theme.halo, 0.8);
    context.lineWidth = 5.5;
    context.stroke(path);
    context.setLineDash(driven ? [] : [6, 6]);
    context.strokeStyle = theme.act;
    context.lineWidth = driven ? 3 : 2;
    context.stroke(path);
  }
  context.setLineDash([]);
  // Where each one starts and ends, so that a line tells its direction: a ring, a dot.
  for (const { points } of plan) {
    mark(context, frame, theme, points, 0, false);
    mark(context, frame, theme, points, points.length - 2, true);
  }
}

function mark(
  context: CanvasRenderingContext2D,
  { scale, left, top }: Frame,
  theme: MapTheme,
  points: Float64Array,
  at: number,
  isEnd: boolean,
): void {
  context.beginPath();
  context.arc((points[at] ?? 0) * scale - left, (points[at + 1] ?? 0) * scale - top, isEnd ? 3 : 5, 0, 2 * Math.PI);
  context.fillStyle = isEnd ? theme.act : theme.halo;
  context.fill();
  context.strokeStyle = theme.act;
  context.lineWidth = 2;
  context.stroke();
}

/** Corners of all lines and places, west-south and east-north; null: nothing to look at. */
export function boundsOf(lines: readonly PlanLine[], places: readonly LonLat[]): readonly [LonLat, LonLat] | null {
  const points = [...lines.flatMap(({ from, to }) => [from, to]), ...places];
  if (points.length === 0) return null;
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return [
    [Math.min(...lons), Math.min(...lats)],
    [Math.max(...lons), Math.max(...lats)],
  ];
}
