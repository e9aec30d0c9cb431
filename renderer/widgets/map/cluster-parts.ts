import type { SymbolLook } from '../symbols/symbol-look.ts';
import { symbolParts } from '../symbols/symbol-parts.ts';
import type { DigitPart, Ink, SymbolPart } from '../symbols/symbol-parts.ts';
import type { SymbolItem } from './symbol-item.ts';

/** `99` as it is, thousands short, so that it fits into a diamond. */
export function clusterCount(count: number): string {
  if (count < 1_000) return String(count);
  return count < 10_000 ? `${(count / 1_000).toFixed(1)}k` : `${Math.round(count / 1_000)}k`;
}

/**
 * The look of a heap: its worst member's, which of those of one level is the one that the fewest hands are on. A count of
 * units has no state, only a shape.
 */
export function heapLook(worst: SymbolItem, stale: boolean): SymbolLook {
  const { look } = stale ? worst.stale : worst.fresh;
  if (look.family === 'incident') return { ...look, pending: false };
  return look.family === 'unit' ? { ...look, fill: 'free' } : look;
}

/** The shape without its glyph: there the count comes. The glyph is the one stroke that was made on the 24 grid. */
export function heapParts(look: SymbolLook): SymbolPart[] {
  return symbolParts(look).filter((part) => 'digit' in part || !part.glyph);
}

/** The count as a part of its own, so that one bitmap serves every shape. */
export function countPart(look: SymbolLook, text: string): DigitPart {
  const size = look.family === 'incident' ? (text.length > 3 ? 11 : 13) : text.length > 2 ? 10.5 : 12;
  const solid = look.family === 'incident' && look.fill === 'open';
  const ink: Ink = solid ? 'bg-0' : look.family === 'facility' || look.family === 'sensor' ? 'text-2' : 'text-1';
  return { digit: text, ink, x: 0, y: size * 0.36, size };
}

/** A count of parked units seen from far. */
export function dotClusterParts(count: string, stale: boolean): SymbolPart[] {
  const ring = {
    d: 'M8.5 0A8.5 8.5 0 1 1-8.5 0 8.5 8.5 0 1 1 8.5 0z',
    fill: 'bg-1',
    stroke: 'text-2',
    width: 1.3,
  } as const;
  return [stale ? { ...ring, dash: [3, 2] } : ring, { digit: count, ink: 'text-2', x: 0, y: 3.8, size: 10.5 }];
}
