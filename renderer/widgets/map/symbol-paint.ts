import { drawParts, drawSymbol, pathOf } from '../symbols/draw-symbol.ts';
import { STALE_OPACITY, SYMBOL_RADIUS, SYMBOL_REACH, unitDotParts } from '../symbols/symbol-parts.ts';
import { clusterCount, clusterKey, clusterParts, dotClusterParts } from './cluster-parts.ts';
import type { Frame } from './frame.ts';
import type { MapTheme } from './map-theme.ts';
import { DOT_CLUSTER_RADIUS, SELECTED_SCALE } from './symbol-scene.ts';
import type { Mark } from './symbol-scene.ts';
import type { SpriteAtlas } from './sprite-atlas.ts';

const HEADING_TICK = 'M0-18.5 4.5-12h-9z';
const BRACKETS = 'M-28-17V-28H-17M17-28H28V-17M28 17V28H17M-17 28H-28V17';
/** Distance of the brackets' edge from the centre in their own drawing, made for an incident. */
const BRACKET_REACH = 28;
const LARGEST_UNCERTAINTY = 3_000;

export function paintMark(
  context: CanvasRenderingContext2D,
  atlas: SpriteAtlas,
  mark: Mark,
  stale: boolean,
  theme: MapTheme,
  dpr: number,
): void {
  const { item, x, y, members } = mark;
  if (mark.dot) {
    paintDot(context, atlas, mark, stale, theme, dpr);
    return;
  }
  const scale = mark.selected ? SELECTED_SCALE : 1;
  const reach = SYMBOL_REACH[item.family] * scale;
  if (members) {
    const key = clusterKey(members, stale);
    atlas.stamp(context, key, x, y, reach, dpr, (pen) => {
      if (stale) pen.globalAlpha = STALE_OPACITY;
      drawParts(pen, clusterParts(members, stale), theme.inks, theme.font);
    });
    return;
  }
  const { look, key } = stale ? item.stale : item.fresh;
  if (item.heading !== null) paintHeading(context, x, y, item.heading, scale, stale, theme);
  atlas.stamp(context, scale === 1 ? key : `${key}@${scale}`, x, y, reach, dpr, (pen) => {
    pen.scale(scale, scale);
    drawSymbol(pen, look, theme.inks, theme.font);
  });
  if (mark.selected) paintBrackets(context, mark, theme);
}

function paintDot(
  context: CanvasRenderingContext2D,
  atlas: SpriteAtlas,
  { item, members, x, y }: Mark,
  stale: boolean,
  theme: MapTheme,
  dpr: number,
): void {
  const { look } = stale ? item.stale : item.fresh;
  if (item.heading !== null) paintHeading(context, x, y, item.heading, 0.5, stale, theme);
  const count = members ? clusterCount(members.length) : '';
  const fill = look.family === 'unit' ? look.fill : 'free';
  atlas.stamp(
    context,
    `d${count}:${members ? '' : fill}${stale ? 's' : ''}`,
    x,
    y,
    DOT_CLUSTER_RADIUS + 2,
    dpr,
    (pen) => {
      if (stale) pen.globalAlpha = STALE_OPACITY;
      drawParts(pen, members ? dotClusterParts(count, stale) : unitDotParts(fill, stale), theme.inks, theme.font);
    },
  );
}

function paintHeading(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  degrees: number,
  scale: number,
  stale: boolean,
  theme: MapTheme,
): void {
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  context.rotate((degrees * Math.PI) / 180);
  if (stale) context.globalAlpha = STALE_OPACITY;
  context.fillStyle = theme.text;
  context.fill(pathOf(HEADING_TICK));
  context.restore();
}

function paintBrackets(context: CanvasRenderingContext2D, { item, x, y, level }: Mark, theme: MapTheme): void {
  const room = item.family === 'incident' ? (level === 1 ? 32 : 27) : SYMBOL_RADIUS[item.family] * SELECTED_SCALE + 7;
  context.save();
  context.translate(x, y);
  const scale = room / BRACKET_REACH;
  context.scale(scale, scale);
  context.strokeStyle = theme.act;
  context.lineWidth = 2.5 / scale;
  context.lineCap = 'butt';
  context.stroke(pathOf(BRACKETS));
  context.restore();
}

/** A dotted line from a unit to the incident it is bound for: who comes, not which way it comes. */
export function paintTask(context: CanvasRenderingContext2D, from: Mark, to: Mark, theme: MapTheme): void {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < from.radius + to.radius + 12) return;
  const cutFrom = (from.radius + 4) / length;
  const cutTo = (to.radius + 8) / length;
  context.save();
  context.strokeStyle = theme.textQuiet;
  context.lineWidth = 1.6;
  context.lineCap = 'round';
  context.setLineDash([2, 5]);
  context.beginPath();
  context.moveTo(from.x + (to.x - from.x) * cutFrom, from.y + (to.y - from.y) * cutFrom);
  context.lineTo(to.x - (to.x - from.x) * cutTo, to.y - (to.y - from.y) * cutTo);
  context.stroke();
  context.restore();
}

/** How far a unit that went silent may have come since, at the speed it told last: a thin dashed ring. */
export function paintUncertainty(
  context: CanvasRenderingContext2D,
  mark: Mark,
  ageMs: number,
  frame: Frame,
  theme: MapTheme,
): void {
  const record = mark.item.row.data;
  if (mark.members || !('form' in record) || record.form !== 'unit' || !record.speed || mark.item.heading === null)
    return;
  const metres = Math.min(LARGEST_UNCERTAINTY, (record.speed / 3.6) * (ageMs / 1_000));
  const radius = metres / frame.metresPerPx;
  if (radius < mark.radius + 3) return;
  context.save();
  context.strokeStyle = theme.stale;
  context.globalAlpha = 0.7;
  context.lineWidth = 1;
  context.setLineDash([4, 4]);
  context.beginPath();
  context.arc(mark.x, mark.y, radius, 0, Math.PI * 2);
  context.stroke();
  context.restore();
}
