import type { RoadRank } from './ground-model.ts';

/** Road width in px at zooms 11, 13, 15, 17; in between it is interpolated, beyond it doubles per zoom. 0: not drawn. */
const WIDTHS: Readonly<Record<RoadRank, readonly [number, number, number, number]>> = {
  0: [3.4, 5, 9, 20],
  1: [2.6, 3.8, 7.5, 17],
  2: [2, 3, 6, 14],
  3: [1.3, 2.1, 4.6, 12],
  4: [0.8, 1.3, 3.4, 10],
  5: [0, 0.9, 2.4, 7.5],
};

/** From which zoom a class of road is drawn at all. */
const FIRST_ZOOM: Readonly<Record<RoadRank, number>> = { 0: 0, 1: 0, 2: 9, 3: 10.5, 4: 10.8, 5: 12 };
/** From which zoom a street of the class carries its name. */
const LABEL_ZOOM: Readonly<Record<RoadRank, number>> = { 0: 13, 1: 13.5, 2: 14.2, 3: 15, 4: 15, 5: 15.6 };

/** Zoom from which roads are drawn with a casing. */
export const CASING_ZOOM = 12.8;
export const MINOR_CASING_ZOOM = 13.8;
/** Lines thinner than this, px, have plain ends. */
export const ROUND_WIDTH = 2.6;

export function roadWidth(rank: RoadRank, zoom: number): number {
  if (zoom < FIRST_ZOOM[rank]) return 0;
  const widths = WIDTHS[rank];
  const step = (zoom - 11) / 2;
  if (step <= 0) return widths[0] === 0 ? 0 : Math.max(0.6, widths[0] * 2 ** (zoom - 11));
  if (step >= 3) return widths[3] * 2 ** (zoom - 17);
  const index = Math.floor(step);
  const from = widths[index] as number;
  const to = widths[index + 1] as number;
  return from + (to - from) * (step - index);
}

export function showsStreetName(rank: RoadRank, zoom: number): boolean {
  return zoom >= LABEL_ZOOM[rank];
}
