import { STALE_OPACITY, symbolParts } from './symbol-parts.ts';
import type { Ink, SymbolPart } from './symbol-parts.ts';
import type { SymbolLook } from './symbol-look.ts';

/** A context of a page or of one that is not shown. */
export type SymbolPen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** What a role looks like in the present theme. */
export type InkColours = Readonly<Record<Ink, string>>;

export const DIGIT_WEIGHT = 600;

const paths = new Map<string, Path2D>();

/** Path data as a `Path2D`, parsed once per window. */
export function pathOf(d: string): Path2D {
  let path = paths.get(d);
  if (!path) {
    path = new Path2D(d);
    paths.set(d, path);
  }
  return path;
}

export function drawParts(context: SymbolPen, parts: readonly SymbolPart[], colours: InkColours, font: string): void {
  for (const part of parts) {
    context.save();
    context.translate(part.x ?? 0, part.y ?? 0);
    if ('digit' in part) {
      context.font = `${DIGIT_WEIGHT} ${part.size}px ${font}`;
      context.textAlign = 'center';
      context.textBaseline = 'alphabetic';
      context.fillStyle = colours[part.ink];
      context.fillText(part.digit, 0, 0);
    } else {
      const path = pathOf(part.d);
      if (part.scale) context.scale(part.scale, part.scale);
      if (part.opacity !== undefined) context.globalAlpha *= part.opacity;
      if (part.fill) {
        context.fillStyle = colours[part.fill];
        context.fill(path);
      }
      if (part.stroke) {
        context.strokeStyle = colours[part.stroke];
        context.lineWidth = part.width ?? 1;
        context.lineCap = 'round';
        context.lineJoin = 'round';
        context.setLineDash(part.dash ? [...part.dash] : []);
        context.stroke(path);
      }
    }
    context.restore();
  }
}

/** Draws a symbol around (0, 0) of the context. */
export function drawSymbol(context: SymbolPen, look: SymbolLook, colours: InkColours, font: string): void {
  context.save();
  if (look.stale) context.globalAlpha *= STALE_OPACITY;
  drawParts(context, symbolParts(look), colours, font);
  context.restore();
}
