/** A context of a page or of a worker. */
export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/**
 * A pattern of parallel lines that stands still on the ground. `shiftX`, `shiftY`: where the frame's corner is in world px.
 * The tile holds one diagonal of its square twice, so that it meets itself at the edges.
 */
export function hatchPattern(
  context: Pen,
  colour: string,
  spacing: number,
  lineWidth: number,
  shiftX: number,
  shiftY: number,
): CanvasPattern | null {
  const dpr = Math.max(1, Math.round(context.getTransform().a));
  const side = Math.round(spacing * dpr);
  const tile = new OffscreenCanvas(side, side);
  const pen = tile.getContext('2d');
  if (!pen) return null;
  pen.strokeStyle = colour;
  pen.lineWidth = lineWidth * dpr;
  pen.lineCap = 'square';
  pen.beginPath();
  for (const offset of [-side, 0, side]) {
    pen.moveTo(offset, side);
    pen.lineTo(offset + side, 0);
  }
  pen.stroke();
  const pattern = context.createPattern(tile, 'repeat');
  const px = side / dpr;
  pattern?.setTransform(new DOMMatrix([1 / dpr, 0, 0, 1 / dpr, -(shiftX % px), -(shiftY % px)]));
  return pattern;
}
