/** Landscape. CSS px at 96 to the inch, and points at 72, as a page of PDF is measured. */
export const PAPERS = {
  a4: { width: 1123, height: 794, points: [841.89, 595.28] },
  a3: { width: 1587, height: 1123, points: [1190.55, 841.89] },
} as const;

export type PaperName = keyof typeof PAPERS;
export type Resolution = 1 | 2;
export type ExportFormat = 'png' | 'pdf';

/** A CSS px on paper, in metres. */
const PX = 0.0254 / 96;

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PageLayout {
  readonly width: number;
  readonly height: number;
  readonly head: Rect;
  readonly map: Rect;
  readonly legend: Rect;
  readonly foot: Rect;
}

const EDGE = 30;
const GAP = 12;
const HEAD = 60;
const FOOT = 84;
const LEGEND = 204;

export function layoutOf(paper: PaperName): PageLayout {
  const { width, height } = PAPERS[paper];
  const inner = width - 2 * EDGE;
  const top = EDGE + HEAD + GAP;
  const tall = height - top - GAP - FOOT - EDGE;
  return {
    width,
    height,
    head: { x: EDGE, y: EDGE, width: inner, height: HEAD },
    map: { x: EDGE, y: top, width: inner - LEGEND - GAP, height: tall },
    legend: { x: width - EDGE - LEGEND, y: top, width: LEGEND, height: tall },
    foot: { x: EDGE, y: top + tall + GAP, width: inner, height: FOOT },
  };
}

/** The n of the scale 1 : n on paper, two digits that mean something. */
export function scaleNumber(metresPerPx: number): number {
  const exact = metresPerPx / PX;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(exact)) - 1);
  return Math.round(exact / step) * step;
}

/** `20261124-0945`, for names of files: sorts by time. Local time, as on the page. */
export function fileTime(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}
