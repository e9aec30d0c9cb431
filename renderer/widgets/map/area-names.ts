import type { Format } from '../../text/use-text.ts';
import { drawParts } from '../symbols/draw-symbol.ts';
import { levelParts } from '../symbols/symbol-parts.ts';
import type { AreaShape } from './alert-areas.ts';
import type { Frame } from './frame.ts';
import type { LabelSpace, Rect } from './label-space.ts';
import type { MapTheme } from './map-theme.ts';

export interface AreaWords {
  readonly drill: string;
  readonly test: string;
  readonly expired: string;
  /** Of a red one that nobody has. */
  readonly open: string;
}

export interface AreaNameStyle {
  readonly theme: MapTheme;
  readonly format: Format;
  readonly areaWords: AreaWords;
  readonly openRed: ReadonlySet<string>;
  /** Width on the right of the window that a drawer covers, px. */
  readonly covered: number;
}

const HEIGHT = 22;
/** Clear of the map's own controls at the top and on the right, px. */
const CONTROLS = { top: 54, right: 60, side: 8 } as const;
/** Where the edge itself has no room, a name may stand this far above or below it, px. */
const AWAY = [0, -28, 28] as const;

export interface AreaNameSpace {
  /** What nothing may cover; what is written is added to it. */
  readonly space: LabelSpace;
  /** What moves: avoided when a name first comes, not run away from afterwards. */
  readonly passing: LabelSpace;
  /** Where names stand, by area, in world px of `zoom`: a name stays as long as it can. */
  readonly kept: Map<string, { readonly zoom: number; readonly x: number; readonly y: number }>;
}

/**
 * Level glyph and event on the edge, as far up as there is room, the most severe first. `shapes`: the most severe last.
 * A name without a free place is left out: half a name under a symbol says less than none.
 */
export function drawAreaNames(
  context: CanvasRenderingContext2D,
  frame: Frame,
  margin: number,
  shapes: readonly AreaShape[],
  room: AreaNameSpace,
  style: AreaNameStyle,
): void {
  context.save();
  context.font = `500 12px ${style.theme.font}`;
  context.textBaseline = 'middle';
  for (const shape of shapes.toReversed()) drawName(context, frame, margin, shape, room, style);
  context.restore();
}

function drawName(
  context: CanvasRenderingContext2D,
  frame: Frame,
  margin: number,
  shape: AreaShape,
  { space, passing, kept }: AreaNameSpace,
  { theme, format, areaWords, openRed, covered }: AreaNameStyle,
): void {
  const isOpen = openRed.has(shape.id);
  const mark = { current: isOpen ? areaWords.open : '', expired: areaWords.expired, drill: areaWords.drill }[
    shape.look
  ];
  const prefix = shape.alert.status === 'Test' && shape.look === 'drill' ? areaWords.test : mark;
  const text = [prefix, format.text(shape.alert.event)].filter(Boolean).join(' ');
  const width = context.measureText(text).width + 28;
  const places = edgePlaces(shape, frame, margin, covered, width);
  const last = kept.get(shape.id);
  const stay = last?.zoom === frame.zoom && { x: last.x - frame.left, y: last.y - frame.top, width, height: HEIGHT };
  const place =
    (stay && isSeen(stay, frame, margin, covered) && space.takeFirst([stay])) ||
    space.takeFirst(places.filter((candidate) => passing.isFree(candidate))) ||
    space.takeFirst(places);
  if (!place) return;
  const { x, y } = place;
  kept.set(shape.id, { zoom: frame.zoom, x: x + frame.left, y: y + frame.top });
  context.save();
  context.fillStyle = theme.inks['bg-1'];
  context.strokeStyle = shape.look === 'drill' ? theme.drill : isOpen ? theme.levels[1] : theme.ground.border;
  context.lineWidth = isOpen ? 2 : 1;
  context.beginPath();
  context.roundRect(x, y, width, HEIGHT, 3);
  context.fill();
  context.stroke();
  context.translate(x + 5, y + 5);
  if (shape.look === 'current') drawParts(context, levelParts(shape.level, 12, 0, 0), theme.inks, theme.font);
  context.fillStyle = shape.look === 'drill' ? theme.drill : shape.look === 'expired' ? theme.offline : theme.text;
  context.fillText(text, shape.look === 'current' ? 17 : 6, 6.5);
  context.restore();
}

function isSeen({ x, y, width }: Rect, frame: Frame, margin: number, covered: number): boolean {
  const right = frame.width - margin - covered - CONTROLS.right;
  return x >= margin && y >= margin + CONTROLS.top && x + width <= right && y + HEIGHT <= frame.height - margin;
}

/**
 * Where a name `wide` px wide may stand along the outline: on the edge before beside it, the highest first. Px of the frame,
 * of which the window is all but `margin`; what a drawer of `covered` px lies over is no place.
 */
export function edgePlaces(
  { outline }: AreaShape,
  { scale, left, top, width, height }: Frame,
  margin: number,
  covered: number,
  wide: number,
): Rect[] {
  const right = width - margin - covered;
  const rightmost = right - CONTROLS.right - wide;
  const lowest = height - margin - HEIGHT;
  const points: (readonly [x: number, y: number])[] = [];
  for (const line of outline) {
    for (let i = 0; i + 1 < line.length; i += 2) {
      const x = (line[i] as number) * scale - left;
      const y = (line[i + 1] as number) * scale - top;
      if (x >= margin && y >= margin && x <= right && y <= height - margin) points.push([x, y]);
    }
  }
  points.sort((a, b) => a[1] - b[1]);
  return AWAY.flatMap((away) =>
    points.map(([x, y]) => ({
      x: Math.max(margin + CONTROLS.side, Math.min(rightmost, x - wide / 2)),
      y: Math.max(margin + CONTROLS.top, Math.min(lowest, y - HEIGHT / 2 + away)),
      width: wide,
      height: HEIGHT,
    })),
  );
}
