import type { Hatch } from './drawing-look.ts';

/** One repeat, px. */
const SIDE = 14;

/** A hatch that stands still on the ground; the tile meets itself at its edges. `shiftX`, `shiftY`: the frame's corner in world px. */
export function drawingPattern(
  context: CanvasRenderingContext2D,
  hatch: Hatch,
  colour: string,
  shiftX: number,
  shiftY: number,
): CanvasPattern | null {
  const dpr = Math.max(1, Math.round(context.getTransform().a));
  const pattern = context.createPattern(tileOf(hatch, colour, dpr), 'repeat');
  pattern?.setTransform(new DOMMatrix([1 / dpr, 0, 0, 1 / dpr, -(shiftX % SIDE), -(shiftY % SIDE)]));
  return pattern;
}

/** A handful: hatches by the colours of two themes. */
const tiles = new Map<string, HTMLCanvasElement>();

function tileOf(hatch: Hatch, colour: string, dpr: number): HTMLCanvasElement {
  const key = `${hatch} ${colour} ${dpr}`;
  const known = tiles.get(key);
  if (known) return known;
  const side = SIDE * dpr;
  const tile = document.createElement('canvas');
  tile.width = side;
  tile.height = side;
  const pen = tile.getContext('2d');
  if (!pen) throw new Error('this window has no 2D canvas');
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = dpr;
  pen.beginPath();
  if (hatch === 'dots') {
    for (const [x, y] of [[0.25, 0.25], [0.75, 0.75]] as const) pen.rect(x * side - dpr, y * side - dpr, 2 * dpr, 2 * dpr);
    pen.fill();
  } else {
    for (const offset of [-side, 0, side]) {
      pen.moveTo(offset, side);
      pen.lineTo(offset + side, 0);
      if (hatch === 'cross') {
        pen.moveTo(offset, 0);
        pen.lineTo(offset + side, side);
      }
    }
    pen.stroke();
  } // prettier-ignore
  tiles.set(key, tile);
  return tile;
}
