import { MINUTE } from '../../../shared/kit/time.ts';
import type { Curve } from './inputs.ts';

/** Value of a curve at an offset (ms), linear between its points. */
export function valueAt(points: Curve, offset: number): number {
  const minute = offset / MINUTE;
  const after = points.findIndex(([at]) => at > minute);
  if (after === -1) return points.at(-1)?.[1] ?? 0;
  const [x1, y1] = points[after] ?? [0, 0];
  const [x0, y0] = points[after - 1] ?? [x1, y1];
  return x1 === x0 ? y1 : y0 + ((y1 - y0) * (minute - x0)) / (x1 - x0);
}

export interface Storm {
  /** mm/h at a place of which the storm's share and delay (minutes) are known. */
  rainAt(offset: number, scale?: number, delay?: number): number;
  /** Factor on driving speeds in the rain: 1 when dry, 0.7 at worst. */
  gripAt(offset: number): number;
}

export function createStorm(curve: Curve): Storm {
  const rainAt = (offset: number, scale = 1, delay = 0) => Math.max(0, valueAt(curve, offset - delay * MINUTE) * scale);
  return { rainAt, gripAt: (offset) => 1 - Math.min(0.3, rainAt(offset) / 250) };
}
