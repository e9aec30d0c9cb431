import type { LonLat } from '../../../../shared/kit/geo.ts';
import { withAlpha } from '../colour.ts';
import { worldLine } from '../draw/drawing-shapes.ts';
import type { Frame } from '../frame.ts';
import { traceLine, traceRings } from '../ground-path.ts';
import type { MapTheme } from '../map-theme.ts';
import { toWorld } from '../world.ts';

type Context = CanvasRenderingContext2D;

/** A shape in world units, worked out once for an answer and traced in every frame. */
export interface Traced {
  readonly rings: readonly Float64Array[];
  readonly isArea: boolean;
}

/** The three rings of reach are told apart by their edge: whole, dashed, dotted; and each says its minutes. */
const RING_DASHES: readonly (readonly number[])[] = [[], [9, 5], [2, 4]];
const RING_WIDTHS = [2.8, 2, 2];
const RING_FILLS = [0.1, 0.06, 0.05];

export function tracedLine(points: readonly LonLat[]): Traced {
  return { rings: [worldLine(points)], isArea: false };
}

export function tracedArea(polygons: readonly (readonly (readonly LonLat[])[])[]): Traced {
  return { rings: polygons.flat().filter((ring) => ring.length > 2).map(worldLine), isArea: true }; // prettier-ignore
}

/** The area that is asked about. */
export function paintArea(context: Context, frame: Frame, theme: MapTheme, area: Traced): void {
  const path = pathOf(area, frame);
  context.fillStyle = withAlpha(theme.act, 0.1);
  context.fill(path, 'evenodd');
  strokeOver(context, path, theme, 2.4, [10, 4]);
}

/** @param index 0 the nearest ring, 2 the farthest: those must be painted first. */
export function paintRing(context: Context, frame: Frame, theme: MapTheme, ring: Traced, index: number): void {
  const path = pathOf(ring, frame);
  context.fillStyle = withAlpha(theme.act, RING_FILLS[index] ?? 0.05);
  context.fill(path, 'evenodd');
  strokeOver(context, path, theme, RING_WIDTHS[index] ?? 2, RING_DASHES[index] ?? []);
}

/** The minutes of a ring, where it goes farthest north in sight. */
export function paintRingWord(context: Context, frame: Frame, theme: MapTheme, ring: Traced, word: string): void {
  const top = highest(ring, frame);
  if (top) paintWord(context, theme, word, top[0], top[1]);
}

/** A way that is driven; a preview is thinner and dotted. */
export function paintWay(context: Context, frame: Frame, theme: MapTheme, way: Traced, isPreview: boolean): void {
  strokeOver(context, pathOf(way, frame), theme, isPreview ? 3 : 5, isPreview ? [2, 6] : []);
}

export function paintMeasure(
  context: Context,
  frame: Frame,
  theme: MapTheme,
  points: readonly LonLat[],
  isRing: boolean,
): void {
  if (points.length > 1) {
    strokeOver(context, pathOf(tracedLine(points), frame), theme, 2.4, [6, 4]);
    const [first, last] = [points[0] as LonLat, points.at(-1) as LonLat];
    if (isRing && points.length > 2) strokeOver(context, pathOf(tracedLine([last, first]), frame), theme, 1.2, [2, 4]);
  }
  for (const at of points) {
    const [x, y] = placeOf(at, frame);
    context.beginPath();
    context.arc(x, y, 4, 0, 2 * Math.PI);
    context.fillStyle = theme.halo;
    context.strokeStyle = theme.act;
    context.lineWidth = 2;
    context.fill();
    context.stroke();
  }
}

/** A place of a question: a disc with its letter, or, without one, cross hairs. */
export function paintSpot(context: Context, frame: Frame, theme: MapTheme, at: LonLat, letter: string | null): void {
  const [x, y] = placeOf(at, frame);
  context.lineWidth = 2;
  context.beginPath();
  if (letter === null) {
    context.arc(x, y, 9, 0, 2 * Math.PI);
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) { context.moveTo(x + dx * 5, y + dy * 5); context.lineTo(x + dx * 15, y + dy * 15); } // prettier-ignore
    context.strokeStyle = theme.halo;
    context.lineWidth = 6;
    context.stroke();
    context.strokeStyle = theme.act;
    context.lineWidth = 2;
    context.stroke();
    return;
  }
  context.arc(x, y, 11, 0, 2 * Math.PI);
  context.fillStyle = theme.act;
  context.strokeStyle = theme.halo;
  context.fill();
  context.stroke();
  context.font = `700 13px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = theme.halo;
  context.fillText(letter, x, y + 0.5);
}

/** A few words beside a place. */
export function paintNote(context: Context, frame: Frame, theme: MapTheme, at: LonLat, word: string): void {
  const [x, y] = placeOf(at, frame);
  paintWord(context, theme, word, x, y - 24);
}

function paintWord(context: Context, theme: MapTheme, word: string, x: number, y: number): void {
  context.font = `600 13px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 5;
  context.strokeStyle = theme.halo;
  context.strokeText(word, x, y);
  context.fillStyle = theme.text;
  context.fillText(word, x, y);
}

/** With a halo of the ground's colour, so that it is read over roads and water alike. */
function strokeOver(context: Context, path: Path2D, theme: MapTheme, width: number, dash: readonly number[]): void {
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.setLineDash([]);
  context.strokeStyle = withAlpha(theme.halo, 0.85);
  context.lineWidth = width + 3.5;
  context.stroke(path);
  context.setLineDash([...dash]);
  context.strokeStyle = theme.act;
  context.lineWidth = width;
  context.stroke(path);
  context.setLineDash([]);
}

function pathOf({ rings, isArea }: Traced, frame: Frame): Path2D {
  const path = new Path2D();
  if (isArea) traceRings(path, rings, frame);
  else for (const ring of rings) if (ring.length > 3) traceLine(path, ring, frame);
  return path;
}

/** The northernmost corner that is in sight. */
function highest({ rings }: Traced, { scale, left, top, width, height }: Frame): [number, number] | null {
  let best: [number, number] | null = null;
  for (const ring of rings) {
    for (let index = 0; index + 1 < ring.length; index += 2) {
      const [x, y] = [(ring[index] as number) * scale - left, (ring[index + 1] as number) * scale - top];
      if (x > 60 && x < width - 60 && y > 20 && y < height - 20 && (!best || y < best[1])) best = [x, y];
    }
  }
  return best;
}

function placeOf(at: LonLat, { scale, left, top }: Frame): [number, number] {
  const [x, y] = toWorld(at);
  return [x * scale - left, y * scale - top];
}
