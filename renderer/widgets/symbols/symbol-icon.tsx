import type { ReactNode } from 'react';
import { DIGIT_WEIGHT } from './draw-symbol.ts';
import { STALE_OPACITY, SYMBOL_RADIUS, SYMBOL_REACH, symbolParts } from './symbol-parts.ts';
import type { Ink, SymbolPart } from './symbol-parts.ts';
import type { SymbolLook } from './symbol-look.ts';

function ink(role: Ink): string {
  return `var(--lz-${role})`;
}

function drawPart(part: SymbolPart, index: number): ReactNode {
  const place = `translate(${part.x ?? 0} ${part.y ?? 0})`;
  if ('digit' in part) {
    return (
      <text
        key={index}
        transform={place}
        textAnchor="middle"
        fontSize={part.size}
        fontWeight={DIGIT_WEIGHT}
        fill={ink(part.ink)}
      >
        {part.digit}
      </text>
    );
  }
  return (
    <path
      key={index}
      d={part.d}
      transform={part.scale ? `${place} scale(${part.scale})` : place}
      fill={part.fill ? ink(part.fill) : 'none'}
      stroke={part.stroke ? ink(part.stroke) : undefined}
      strokeWidth={part.width}
      strokeDasharray={part.dash?.join(' ')}
      strokeLinecap="round"
      strokeLinejoin="round"
      opacity={part.opacity}
    />
  );
}

export interface SymbolIconProps {
  readonly look: SymbolLook;
  /** Side of the square, px. */
  readonly size?: number;
  /** Cut the square at the shape, not at ring and badge: for legends and dense lists. */
  readonly tight?: boolean;
  /** Without a label the icon is decoration: the words beside it say the same. */
  readonly label?: string;
}

/** A map symbol in a list, a legend or a panel: the same drawing as on the map. */
export function SymbolIcon({ look, size = 24, tight = false, label }: SymbolIconProps) {
  const half = tight ? SYMBOL_RADIUS[look.family] + 3 : SYMBOL_REACH[look.family];
  return (
    <svg
      width={size}
      height={size}
      viewBox={`${-half} ${-half} ${half * 2} ${half * 2}`}
      style={{ flex: 'none', display: 'block' }}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <g opacity={look.stale ? STALE_OPACITY : undefined}>{symbolParts(look).map(drawPart)}</g>
    </svg>
  );
}
