import type { Format } from '../../../text/use-text.ts';
import { withAlpha } from '../colour.ts';
import type { Frame } from '../frame.ts';
import type { MapTheme } from '../map-theme.ts';
import { boxesMeet } from '../world.ts';
import { STEP_LOOKS, SUPPRESSED_LOOK } from './density.ts';
import type { DensityCell, StepLook } from './density.ts';

/** From here on cells are wide enough for their edges and their counts. */
const EDGES_ZOOM = 13.5;
const COUNTS_ZOOM = 14.2;
/** Nearer than this the ink is thinned, so that streets stay readable: a cell then fills much of the window. */
const THIN_ZOOM = 12.5;

/** A quiet choropleth: one ink, told apart by mark and amount (rule P1). */
export function paintDensity(
  context: CanvasRenderingContext2D,
  frame: Frame,
  theme: MapTheme,
  cells: readonly DensityCell[],
  format: Format,
): void {
  const seen = cells.filter(({ box }) => boxesMeet(box, frame.box));
  const thin = Math.max(0.5, Math.min(1, 1 - (frame.zoom - THIN_ZOOM) * 0.2));
  for (const [step, look] of [...STEP_LOOKS.entries(), [null, SUPPRESSED_LOOK] as const]) {
    const path = new Path2D();
    for (const cell of seen) if (cell.step === step) traceBox(path, cell, frame);
    const pattern = lookPattern(context, look, theme.text, frame);
    if (!pattern) continue;
    context.globalAlpha = thin;
    context.fillStyle = pattern;
    context.fill(path);
    context.globalAlpha = 1;
    if (frame.zoom < EDGES_ZOOM) continue;
    context.strokeStyle = withAlpha(theme.text, 0.16);
    context.lineWidth = 1;
    context.setLineDash(step === null ? [3, 3] : []);
    context.stroke(path);
    context.setLineDash([]);
  }
  if (frame.zoom >= COUNTS_ZOOM) paintCounts(context, frame, theme, seen, format);
}

function traceBox(path: Path2D, { box }: DensityCell, { scale, left, top }: Frame): void {
  // Whole px, so that neighbours meet without a seam.
  const [x, y] = [Math.round(box.minX * scale - left), Math.round(box.minY * scale - top)];
  path.rect(x, y, Math.round(box.maxX * scale - left) - x, Math.round(box.maxY * scale - top) - y);
}

function paintCounts(
  context: CanvasRenderingContext2D,
  { scale, left, top }: Frame,
  theme: MapTheme,
  cells: readonly DensityCell[],
  format: Format,
): void {
  context.font = `500 12px ${theme.font}`;
  context.textAlign = 'right';
  context.textBaseline = 'bottom';
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = theme.halo;
  context.fillStyle = theme.text;
  for (const { box, persons } of cells) {
    if (persons === null) continue;
    const [x, y] = [box.maxX * scale - left - 5, box.maxY * scale - top - 3];
    const words = format.number(persons);
    context.strokeText(words, x, y);
    context.fillText(words, x, y);
  }
}

/** The marks of a class as a pattern that stands still on the ground. */
function lookPattern(
  context: CanvasRenderingContext2D,
  { mark, gap, size, tint, ink }: StepLook,
  colour: string,
  { left, top }: Frame,
): CanvasPattern | null {
  const dpr = Math.max(1, Math.round(context.getTransform().a));
  const side = gap * dpr;
  const tile = new OffscreenCanvas(side, side);
  const pen = tile.getContext('2d');
  if (!pen) return null;
  pen.fillStyle = withAlpha(colour, tint);
  pen.fillRect(0, 0, side, side);
  pen.fillStyle = pen.strokeStyle = withAlpha(colour, ink);
  pen.lineWidth = size * dpr;
  pen.lineCap = 'square';
  pen.beginPath();
  if (mark === 'dots') pen.arc(side / 2, side / 2, size * dpr * 0.7, 0, 2 * Math.PI);
  else if (mark === 'dashes') {
    pen.moveTo(side * 0.25, side / 2);
    pen.lineTo(side * 0.7, side / 2);
  } else {
    // One diagonal of the square three times, so that the tile meets itself at the edges.
    for (const offset of [-side, 0, side]) {
      pen.moveTo(offset, side);
      pen.lineTo(offset + side, 0);
      if (mark !== 'cross') continue;
      pen.moveTo(offset, 0);
      pen.lineTo(offset + side, side);
    }
  }
  if (mark === 'dots') pen.fill();
  else pen.stroke();
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix([1 / dpr, 0, 0, 1 / dpr, -(left % gap), -(top % gap)]));
  return pattern;
}
