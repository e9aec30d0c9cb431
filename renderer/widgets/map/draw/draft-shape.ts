import { FORM_OF, type DrawingGeometry } from '../../../../shared/domain/drawing.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import type { DrawingDraft } from '../../../../shared/protocol/feed/presence.ts';
import { drawingShape, worldLine, type DrawingShape } from './drawing-shapes.ts';
import { isOpenEnded, madeOf, newDraft, type Draft } from './draft.ts';

/** A draft as it would be drawn with its next point at the pointer; unfinished ones are lines. */
export function draftShape(draft: Draft, pointer: LonLat | null): DrawingShape | null {
  // The union of a long line is not made anew for every move of the pointer.
  const isHeavy = draft.kind === 'buffer' && draft.points.length > 6;
  const points = pointer && isOpenEnded(draft) && !isHeavy ? [...draft.points, pointer] : draft.points;
  if (points.length === 0) return null;
  const geometry: DrawingGeometry | undefined = madeOf({ ...draft, points })?.geometry;
  if (geometry) {
    const shape = drawingShape('draft', { kind: draft.kind, geometry } as Parameters<typeof drawingShape>[1]);
    if (shape) return shape;
  }
  const line = worldLine(points);
  const [x, y] = [line.at(-2) as number, line.at(-1) as number];
  const box = { minX: x, minY: y, maxX: x, maxY: y };
  const form = points.length === 1 ? 'point' : 'line';
  return { id: 'draft', kind: draft.kind, form, lines: [line], box, length: 0, anchor: [x, y], faults: [] };
}

/** Somebody else's. A buffer's width is not told; its line is. */
export function ghostShape(id: string, { kind, points }: DrawingDraft): DrawingShape | null {
  const shape = draftShape({ ...newDraft(kind === 'buffer' ? 'route' : kind), points }, null);
  return shape && { ...shape, id, kind: FORM_OF[kind] === 'point' ? kind : shape.kind };
}
