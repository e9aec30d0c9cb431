import { readFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import * as z from 'zod';
import { writePrivateFile } from '../../core/launch/secret-file.ts';

const saved = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  maximized: z.boolean(),
});
export type WindowBounds = z.infer<typeof saved>;

const FIRST_SIZE = { width: 1_600, height: 1_000 };

/** Where the last window was; null when that is not known, or no screen shows that place any more. */
export function readBounds(file: string, screens: readonly Rectangle[]): WindowBounds | null {
  let bounds: WindowBounds;
  try {
    bounds = saved.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
  return screens.some((screen) => overlaps(bounds, screen)) ? bounds : null;
}

export function sizeOf(bounds: WindowBounds | null): Partial<Rectangle> {
  if (!bounds) return FIRST_SIZE;
  const { x, y, width, height } = bounds;
  return { x, y, width, height };
}

export function saveBounds(file: string, bounds: WindowBounds): void {
  writePrivateFile(file, JSON.stringify(bounds));
}

/** At least a hand's breadth of the title bar can be reached. */
function overlaps(bounds: Rectangle, screen: Rectangle): boolean {
  const width = Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
  return width >= 100 && bounds.y >= screen.y - 10 && bounds.y <= screen.y + screen.height - 50;
}
