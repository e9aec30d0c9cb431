import { lookKey } from '../symbols/symbol-look.ts';
import type { SymbolLook } from '../symbols/symbol-look.ts';
import { symbolParts } from '../symbols/symbol-parts.ts';
import type { DigitPart, Ink, SymbolPart } from '../symbols/symbol-parts.ts';
import type { SymbolItem } from './symbol-item.ts';

/** `99` as it is, thousands short, so that it fits into a diamond. */
export function clusterCount(count: number): string {
  if (count < 1_000) return String(count);
  return count < 10_000 ? `${(count / 1_000).toFixed(1)}k` : `${Math.round(count / 1_000)}k`;
}

/** The least settled state among incidents of the worst level: one that nobody has is not hidden by one that somebody has. */
function clusterLook(members: readonly SymbolItem[], stale: boolean): SymbolLook {
  const worst = members[0] as SymbolItem;
  const { look } = stale ? worst.stale : worst.fresh;
  if (look.family !== 'incident') return look;
  const fills = new Set(
    members
      .filter(({ level }) => level === worst.level)
      .map(({ fresh }) => fresh.look.family === 'incident' && fresh.look.fill),
  );
  return {
    ...look,
    pending: false,
    fill: fills.has('open') ? 'open' : fills.has('handling') ? 'handling' : 'controlled',
  };
}

export function clusterKey(members: readonly SymbolItem[], stale: boolean): string {
  return `c${clusterCount(members.length)}:${lookKey(clusterLook(members, stale))}`;
}

/** The worst member's symbol with the count where its glyph was. */
export function clusterParts(members: readonly SymbolItem[], stale: boolean): SymbolPart[] {
  const look = clusterLook(members, stale);
  const text = clusterCount(members.length);
  const size = look.family === 'incident' ? (text.length > 3 ? 11 : 13) : text.length > 2 ? 10.5 : 12;
  const solid =
    (look.family === 'incident' && look.fill === 'open') || (look.family === 'unit' && look.fill === 'onScene');
  const ink: Ink = solid ? 'bg-0' : look.family === 'facility' || look.family === 'sensor' ? 'text-2' : 'text-1';
  const digit: DigitPart = { digit: text, ink, x: 0, y: size * 0.36, size };
  // The glyph is the one stroke that was made on the 24 grid.
  return [...symbolParts(look).filter((part) => 'digit' in part || !part.glyph), digit];
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
