import { withAlpha } from '../colour.ts';
import type { Frame } from '../frame.ts';
import { traceLine, traceRings } from '../ground-path.ts';
import type { MapTheme } from '../map-theme.ts';
import { LOOKS } from './drawing-look.ts';
import type { DrawingShape } from './drawing-shapes.ts';
import { drawingPattern } from './drawing-pattern.ts';

export interface Ink {
  readonly line: string;
  readonly halo: string;
  readonly text: string;
}

/** `words`: what stands at it, line by line; the first is heavier. */
export interface DrawingPaint {
  readonly shape: DrawingShape;
  readonly ink: Ink;
  readonly words: readonly string[];
  /** Heavier and on top. */
  readonly chosen: boolean;
  /** Not on record yet, or somebody else's at this moment: thin and see-through. */
  readonly ghost: boolean;
}

const ARROW = 15;
const CHEVRON = 46;
/** A longer line has no dashes and no marks, px. */
const MOST_DASHED = 100_000;

export function paintDrawing(
  context: CanvasRenderingContext2D,
  frame: Frame,
  theme: MapTheme,
  paint: DrawingPaint,
): void {
  const { shape, ink, chosen, ghost } = paint;
  const look = LOOKS[shape.kind];
  context.save();
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.globalAlpha = ghost ? 0.75 : 1;
  if (shape.form === 'point') paintPoint(context, frame, paint);
  else {
    const path = new Path2D();
    if (shape.form === 'area') traceRings(path, shape.lines, frame);
    else for (const line of shape.lines) traceLine(path, line, frame);
    if (shape.form === 'area' && !ghost) paintInside(context, frame, paint, path);
    // A halo of the ground's colour: the line is read over roads, water and warnings alike.
    context.strokeStyle = withAlpha(ink.halo, 0.85);
    context.lineWidth = look.width + (chosen ? 6 : 3.2);
    context.stroke(path);
    context.strokeStyle = ink.line;
    context.lineWidth = look.width + (chosen ? 1.6 : 0);
    context.lineCap = 'butt';
    // Each dash is a stroke of its own: on a line of a hundred windows' length nobody sees them, and all of them are drawn.
    const isDashed = shape.length * frame.scale < MOST_DASHED;
    context.setLineDash(isDashed ? (ghost ? [5, 5] : [...look.dash]) : []);
    context.stroke(path);
    context.setLineDash([]);
    if (shape.kind === 'arrow') paintHead(context, frame, shape, ink);
    if (shape.kind === 'route' && isDashed) paintChevrons(context, frame, shape, ink);
  }
  paintWords(context, frame, theme, paint);
  context.restore();
}

function paintInside(
  context: CanvasRenderingContext2D,
  frame: Frame,
  { shape, ink, chosen }: DrawingPaint,
  path: Path2D,
): void {
  context.fillStyle = withAlpha(ink.line, chosen ? 0.14 : 0.06);
  context.fill(path, 'evenodd');
  const { hatch } = LOOKS[shape.kind];
  const pattern = hatch && drawingPattern(context, hatch, ink.line, frame.left, frame.top);
  if (!pattern) return;
  context.save();
  context.globalAlpha *= chosen ? 0.6 : 0.4;
  context.fillStyle = pattern;
  context.fill(path, 'evenodd');
  context.restore();
}

/** Assembly point: a ring that four arrows lead to. Text: a dot under its words. */
function paintPoint(context: CanvasRenderingContext2D, frame: Frame, { shape, ink, chosen }: DrawingPaint): void {
  const [x, y] = place(shape.anchor, frame);
  const radius = shape.kind === 'assembly' ? 9 : 3;
  const path = new Path2D();
  path.arc(x, y, radius, 0, 2 * Math.PI);
  if (shape.kind === 'assembly') {
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
      path.moveTo(x + dx * 17, y + dy * 17);
      path.lineTo(x + dx * 11, y + dy * 11);
    }
    path.moveTo(x + 3, y);
    path.arc(x, y, 3, 0, 2 * Math.PI);
  } // prettier-ignore
  context.strokeStyle = ink.halo;
  context.lineWidth = chosen ? 8 : 5;
  context.stroke(path);
  context.strokeStyle = ink.line;
  context.lineWidth = chosen ? 3 : 2;
  context.stroke(path);
}

function paintHead(context: CanvasRenderingContext2D, frame: Frame, { lines }: DrawingShape, ink: Ink): void {
  const line = lines[0];
  if (!line || line.length < 4) return;
  const [x, y] = place([line.at(-2) as number, line.at(-1) as number], frame);
  const [fromX, fromY] = place([line.at(-4) as number, line.at(-3) as number], frame);
  const angle = Math.atan2(y - fromY, x - fromX);
  context.beginPath();
  context.moveTo(x + Math.cos(angle) * 4, y + Math.sin(angle) * 4);
  for (const turn of [2.6, -2.6])
    context.lineTo(x + Math.cos(angle + turn) * ARROW, y + Math.sin(angle + turn) * ARROW);
  context.closePath();
  context.fillStyle = ink.line;
  context.fill();
}

/** Which way a route goes: small marks along it, cut out of the line. */
function paintChevrons(context: CanvasRenderingContext2D, frame: Frame, { lines }: DrawingShape, ink: Ink): void {
  context.strokeStyle = ink.halo;
  context.lineWidth = 1.6;
  context.beginPath();
  let wait = CHEVRON / 2;
  for (const line of lines) {
    for (let i = 0; i + 3 < line.length; i += 2) {
      const [ax, ay] = place([line[i] as number, line[i + 1] as number], frame);
      const [bx, by] = place([line[i + 2] as number, line[i + 3] as number], frame);
      const length = Math.hypot(bx - ax, by - ay);
      const angle = Math.atan2(by - ay, bx - ax);
      for (; wait < length; wait += CHEVRON) {
        const [x, y] = [ax + ((bx - ax) * wait) / length, ay + ((by - ay) * wait) / length];
        context.moveTo(x - Math.cos(angle - 0.7) * 5, y - Math.sin(angle - 0.7) * 5);
        context.lineTo(x, y);
        context.lineTo(x - Math.cos(angle + 0.7) * 5, y - Math.sin(angle + 0.7) * 5);
      }
      wait -= length;
    }
  }
  context.stroke();
}

function paintWords(
  context: CanvasRenderingContext2D,
  frame: Frame,
  theme: MapTheme,
  { shape, ink, words }: DrawingPaint,
): void {
  const [x, middle] = place(shape.anchor, frame);
  const below = shape.form === 'point' ? (shape.kind === 'assembly' ? 28 : 16) : shape.form === 'line' ? -14 : 0;
  const y = middle + below - (words.length - 1) * 8;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.strokeStyle = withAlpha(ink.halo, 0.9);
  context.fillStyle = ink.text;
  for (const [index, word] of words.entries()) {
    context.font = `${index === 0 ? '600 13px' : '12px'} ${theme.font}`;
    context.strokeText(word, x, y + index * 17);
    context.fillText(word, x, y + index * 17);
  }
}

function place([x, y]: readonly [number, number], { scale, left, top }: Frame): [number, number] {
  return [x * scale - left, y * scale - top];
}
