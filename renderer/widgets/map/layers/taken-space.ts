import type { Frame } from '../frame.ts';
import { LabelSpace } from '../label-space.ts';
import type { MapEngine } from '../map-engine.ts';

/** What symbols and their names have taken, in px of an overlay's frame. Units pass: they are not kept clear of. */
export function takenSpace(engine: MapEngine, frame: Frame): LabelSpace {
  const space = new LabelSpace();
  const taken = engine.taken();
  if (!taken || taken.frame.zoom !== frame.zoom) return space;
  const [dx, dy] = [taken.frame.left - frame.left, taken.frame.top - frame.top];
  for (const rect of taken.rects) space.take({ ...rect, x: rect.x + dx, y: rect.y + dy });
  return space;
}
