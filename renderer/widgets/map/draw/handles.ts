import { FORM_OF } from '../../../../shared/domain/drawing.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { isOpenEnded, type Draft } from './draft.ts';

/** What the pointer can take hold of: a corner, the middle of an edge (a new corner), or all of it. */
export interface Handle {
  readonly role: 'corner' | 'middle' | 'all';
  readonly at: LonLat;
  /** Of a corner; of a middle, where the new corner would stand. */
  readonly index: number;
}

export function handlesOf(draft: Draft): Handle[] {
  const { kind, points } = draft;
  const corners = points.map((at, index): Handle => ({ role: 'corner', at, index }));
  if (isOpenEnded(draft) || kind === 'sector' || FORM_OF[kind] === 'point') return corners;
  const isRing = FORM_OF[kind] === 'area' && kind !== 'buffer';
  const middles = points.flatMap((at, index): Handle[] => {
    const next = points[index + 1] ?? (isRing && points.length > 2 ? points[0] : undefined);
    return next ? [{ role: 'middle', at: between(at, next), index: index + 1 }] : [];
  });
  const all: Handle[] = points.length > 1 ? [{ role: 'all', at: middle(points), index: -1 }] : [];
  return [...middles, ...corners, ...all];
}

function between(a: LonLat, b: LonLat): LonLat {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function middle(points: readonly LonLat[]): LonLat {
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  return between([Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]);
}
