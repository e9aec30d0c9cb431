import type { Pen } from './hatch.ts';
import { drawParts, drawSymbol, pathOf } from '../symbols/draw-symbol.ts';
import { STALE_OPACITY, SYMBOL_REACH, unitDotParts } from '../symbols/symbol-parts.ts';
import { clusterCount, countPart, dotClusterParts, heapLook, heapParts } from './cluster-parts.ts';
import type { Frame } from './frame.ts';
import type { MapTheme } from './map-theme.ts';
import { DOT_CLUSTER_RADIUS } from './symbol-scene.ts';
import type { Mark } from './symbol-scene.ts';
import type { SymbolItem } from './symbol-item.ts';
import type { SpriteAtlas } from './sprite-atlas.ts';

const HEADING_TICK = 'M0-18.5 4.5-12h-9z';
const PLAIN_REACH = 20;
const HEADING_REACH = 19;
const HEADING_STEP = 10;
const BRACKETS = 'M-28-17V-28H-17M17-28H28V-17M28 17V28H17M-17 28H-28V17';
/** Distance of the brackets' edge from the centre in their own drawing, made for an incident. */
const BRACKET_REACH = 28;
const LARGEST_UNCERTAINTY = 3_000;

/** Stamps the bitmaps of a mark. */
export function paintMark(atlas: SpriteAtlas, mark: Mark, stale: boolean, theme: MapTheme): void {
  const { item, x, y, scale } = mark;
  if (mark.dot) {
    paintDot(atlas, mark, stale, theme);
    return;
  }
  const reach = reachOf(item) * scale;
  if (mark.count > 1) {
    paintHeap(atlas, mark, stale, theme);
    return;
  }
  const { look, key } = stale ? item.stale : item.fresh;
  paintHeading(atlas, mark, scale, stale, theme);
  atlas.stamp(scale === 1 ? key : `${key}@${scale}`, x, y, reach, (pen) => {
    pen.scale(scale, scale);
    drawSymbol(pen, look, theme.inks, theme.font);
  });
}

/** What has neither second ring nor badge needs a smaller bitmap: copying costs by the area. */
function reachOf({ family, level, row }: SymbolItem): number {
  const plain = family === 'incident' && level !== 1 && level !== 2 && !row.pending?.length;
  return plain ? PLAIN_REACH : SYMBOL_REACH[family];
}

/** A shape and a count, each a bitmap that many heaps share. */
function paintHeap(atlas: SpriteAtlas, { item, x, y, count }: Mark, stale: boolean, theme: MapTheme): void {
  const { key } = stale ? item.stale : item.fresh;
  const drawing = (pen: Pen): void => {
    if (stale) pen.globalAlpha = STALE_OPACITY;
    drawParts(pen, heapParts(heapLook(item, stale)), theme.inks, theme.font);
  };
  atlas.stamp(heapKey(key), x, y, reachOf(item), drawing);
  const part = countPart(heapLook(item, stale), clusterCount(count));
  atlas.stamp(`n${part.digit}:${part.ink}:${part.size}`, x, y, part.digit.length * 4 + 3, (pen) => {
    drawParts(pen, [part], theme.inks, theme.font);
  });
}

const heapKeys = new Map<string, string>();

/** Put together once per look: a drawing asks for hundreds. */
function heapKey(key: string): string {
  let known = heapKeys.get(key);
  if (!known) heapKeys.set(key, (known = `c:${key}`));
  return known;
}

function paintDot(atlas: SpriteAtlas, mark: Mark, stale: boolean, theme: MapTheme): void {
  const { item, count, x, y } = mark;
  const { look } = stale ? item.stale : item.fresh;
  if (mark.count === 1) paintHeading(atlas, mark, 0.5, stale, theme);
  const text = count > 1 ? clusterCount(count) : '';
  const fill = look.family === 'unit' ? look.fill : 'free';
  atlas.stamp(`d${text}:${text ? '' : fill}${stale ? 's' : ''}`, x, y, DOT_CLUSTER_RADIUS + 2, (pen) => {
    if (stale) pen.globalAlpha = STALE_OPACITY;
    drawParts(pen, text ? dotClusterParts(text, stale) : unitDotParts(fill, stale), theme.inks, theme.font);
  });
}

/** A tick on the side that the unit moves to, one bitmap per ten degrees. */
function paintHeading(
  atlas: SpriteAtlas,
  { item: { heading }, x, y }: Mark,
  scale: number,
  stale: boolean,
  theme: MapTheme,
): void {
  if (heading === null) return;
  const step = Math.round(heading / HEADING_STEP) % (360 / HEADING_STEP);
  const key = `h${step}@${scale}${stale ? 's' : ''}`;
  atlas.stamp(key, x, y, HEADING_REACH * scale, (pen) => {
    pen.scale(scale, scale);
    pen.rotate((step * HEADING_STEP * Math.PI) / 180);
    if (stale) pen.globalAlpha = STALE_OPACITY;
    pen.fillStyle = theme.text;
    pen.fill(pathOf(HEADING_TICK));
  });
}

/** Corners around the selected one. */
export function paintBrackets(
  context: CanvasRenderingContext2D,
  { item, x, y, level, radius }: Mark,
  theme: MapTheme,
): void {
  const room = item.family === 'incident' ? (level === 1 ? 32 : 27) : radius + 7;
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
  if (mark.count > 1 || !('form' in record) || record.form !== 'unit' || !record.speed || mark.item.heading === null)
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
