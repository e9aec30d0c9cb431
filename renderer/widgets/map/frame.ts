import { metresPerWorld, scaleOf } from './world.ts';
import type { Box } from './world.ts';

/** What one drawing of one canvas shows: which part of the world, how large. All px are CSS px. */
export interface Frame {
  readonly zoom: number;
  /** Width of the world, px. */
  readonly scale: number;
  /** Upper left corner of the canvas in world px. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly dpr: number;
  /** The same as a box in world units. */
  readonly box: Box;
  /** Ground metres in one px at the middle of the canvas. */
  readonly metresPerPx: number;
}

export function createFrame(
  zoom: number,
  left: number,
  top: number,
  width: number,
  height: number,
  dpr: number,
): Frame {
  const scale = scaleOf(zoom);
  const box = { minX: left / scale, minY: top / scale, maxX: (left + width) / scale, maxY: (top + height) / scale };
  const metresPerPx = metresPerWorld((box.minY + box.maxY) / 2) / scale;
  return { zoom, scale, left, top, width, height, dpr, box, metresPerPx };
}

/** The frame's box, grown by so many px on every side. */
export function grownBox(frame: Frame, px: number): Box {
  const by = px / frame.scale;
  const { minX, minY, maxX, maxY } = frame.box;
  return { minX: minX - by, minY: minY - by, maxX: maxX + by, maxY: maxY + by };
}
