import type { Level } from '../../../../shared/domain/common.ts';
import { drawSymbol } from '../../symbols/draw-symbol.ts';
import type { SymbolLook } from '../../symbols/symbol-look.ts';
import { SYMBOL_RADIUS } from '../../symbols/symbol-parts.ts';
import type { MapTheme } from '../map-theme.ts';
import type { ScaleBar } from '../scale-bar.ts';
import type { PageLayout, Rect } from './paper.ts';

/** One line of the legend: a heading, a symbol, the edge of a warning, or words alone. */
export type LegendLine =
  | { readonly is: 'head'; readonly words: string }
  | { readonly is: 'symbol'; readonly look: SymbolLook; readonly words: string }
  | { readonly is: 'area'; readonly level: Level | 'drill' | 'expired'; readonly words: string }
  | { readonly is: 'words'; readonly words: string };

/** All that is written on the page, in its language. */
export interface PageWords {
  readonly title: string;
  /** Of when the picture is. */
  readonly time: string;
  /** Said over the map when it is not of now. */
  readonly notLive: string | null;
  /** An invented city, or a file that is played. */
  readonly unreal: string | null;
  readonly classification: string;
  readonly legendTitle: string;
  readonly legend: readonly LegendLine[];
  /** For lines that did not find room: `count` of them. */
  readonly more: (count: number) => string;
  readonly north: string;
  readonly scale: string;
  readonly bar: ScaleBar;
  readonly barWords: string;
  /** Sources, datum, who made it. */
  readonly foot: readonly string[];
}

type Pen = OffscreenCanvasRenderingContext2D;

const LINE = 21;
const SYMBOL = 8;

/** Everything of the page but the map itself, which lies under it. The context counts in CSS px. */
export function paintPage(pen: Pen, layout: PageLayout, words: PageWords, theme: MapTheme): void {
  const paper = theme.inks['bg-1'];
  // The page around the map, not over it.
  const { map } = layout;
  pen.fillStyle = paper;
  pen.beginPath();
  pen.rect(0, 0, layout.width, layout.height);
  pen.rect(map.x, map.y, map.width, map.height);
  pen.fill('evenodd');
  pen.strokeStyle = theme.ground.border;
  pen.lineWidth = 1;
  pen.strokeRect(map.x + 0.5, map.y + 0.5, map.width - 1, map.height - 1);
  paintHead(pen, layout.head, words, theme);
  if (words.notLive !== null) paintNotLive(pen, map, words.notLive, theme);
  paintNorth(pen, map, words, theme);
  paintScale(pen, map, words, theme);
  paintLegend(pen, layout.legend, words, theme);
  paintFoot(pen, layout.foot, words.foot, theme);
}

function write(pen: Pen, text: string, x: number, y: number, font: string, colour: string, widest?: number): number {
  pen.font = font;
  pen.fillStyle = colour;
  pen.textBaseline = 'alphabetic';
  const shown = widest === undefined ? text : cut(pen, text, widest);
  pen.fillText(shown, x, y);
  return pen.measureText(shown).width;
}

/** Words that are too wide end in an ellipsis. */
function cut(pen: Pen, text: string, widest: number): string {
  if (pen.measureText(text).width <= widest) return text;
  const letters = [...text];
  while (letters.length > 1 && pen.measureText(`${letters.join('')}…`).width > widest) letters.pop();
  return `${letters.join('')}…`;
}

function paintHead(pen: Pen, { x, y, width }: Rect, words: PageWords, theme: MapTheme): void {
  pen.font = `600 13px ${theme.font}`;
  const mark = Math.ceil(pen.measureText(words.classification).width) + 20;
  pen.strokeStyle = theme.text;
  pen.lineWidth = 1.5;
  pen.strokeRect(x + width - mark, y + 1, mark - 1, 26);
  write(pen, words.classification, x + width - mark + 10, y + 19, `600 13px ${theme.font}`, theme.text);
  write(pen, words.title, x, y + 23, `600 22px ${theme.font}`, theme.text, width - mark - 24);
  const after = x + write(pen, words.time, x, y + 50, `400 14px ${theme.font}`, theme.text) + 18;
  if (words.unreal !== null)
    write(pen, words.unreal, after, y + 50, `600 14px ${theme.font}`, theme.drill, width - (after - x));
}

/** As on the screen: nobody may take it for now. */
function paintNotLive(pen: Pen, map: Rect, words: string, theme: MapTheme): void {
  pen.fillStyle = theme.text;
  pen.fillRect(map.x, map.y, map.width, 28);
  pen.textAlign = 'center';
  write(pen, words, map.x + map.width / 2, map.y + 20, `600 15px ${theme.font}`, theme.inks['bg-1'], map.width - 24);
  pen.textAlign = 'left';
}

function paintNorth(pen: Pen, map: Rect, { north, notLive }: PageWords, theme: MapTheme): void {
  const x = map.x + map.width - 30;
  const y = map.y + (notLive === null ? 16 : 44);
  pen.fillStyle = theme.halo;
  pen.globalAlpha = 0.85;
  pen.fillRect(x - 16, y - 6, 32, 58);
  pen.globalAlpha = 1;
  pen.fillStyle = theme.text;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + 9, y + 28);
  pen.lineTo(x, y + 22);
  pen.lineTo(x - 9, y + 28);
  pen.closePath();
  pen.fill();
  pen.textAlign = 'center';
  write(pen, north, x, y + 45, `600 13px ${theme.font}`, theme.text);
  pen.textAlign = 'left';
}

function paintScale(pen: Pen, map: Rect, { bar, barWords, scale }: PageWords, theme: MapTheme): void {
  const font = `500 12px ${theme.font}`;
  pen.font = font;
  const width = Math.max(bar.px, pen.measureText(barWords).width, pen.measureText(scale).width);
  const x = map.x + 14;
  const y = map.y + map.height - 14;
  pen.fillStyle = theme.halo;
  pen.globalAlpha = 0.85;
  pen.fillRect(x - 8, y - 46, width + 16, 54);
  pen.globalAlpha = 1;
  write(pen, scale, x, y - 32, font, theme.text);
  write(pen, barWords, x, y - 12, font, theme.text);
  pen.strokeStyle = theme.text;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.moveTo(x, y - 6);
  pen.lineTo(x, y);
  pen.lineTo(x + bar.px, y);
  pen.lineTo(x + bar.px, y - 6);
  pen.stroke();
}

/** Two side by side where both are short enough; Chinese words are, English ones often are not. */
function paintLegend(pen: Pen, { x, y, width, height }: Rect, words: PageWords, theme: MapTheme): void {
  write(pen, words.legendTitle, x, y + 14, `600 14px ${theme.font}`, theme.text);
  const half = width / 2;
  const rows: LegendLine[][] = [];
  pen.font = `400 12px ${theme.font}`;
  for (const line of words.legend) {
    const last = rows.at(-1);
    const isShort = line.is !== 'head' && 28 + pen.measureText(line.words).width <= half - 6;
    const isBeside =
      isShort && last?.length === 1 && last[0]?.is === line.is && pen.measureText(last[0].words).width + 28 <= half - 6;
    if (isBeside) last.push(line);
    else rows.push([line]);
  }
  const room = Math.floor((height - 26) / LINE);
  const fits = rows.length <= room;
  let at = y + 26 + LINE / 2;
  for (const row of fits ? rows : rows.slice(0, room - 1)) {
    for (const [index, line] of row.entries()) {
      paintLine(pen, line, x + index * half, at, row.length > 1 ? half : width, theme);
    }
    at += LINE;
  }
  if (fits) return;
  const left = rows
    .slice(room - 1)
    .flat()
    .filter(({ is }) => is !== 'head').length;
  write(pen, words.more(left), x, at + 4, `400 12px ${theme.font}`, theme.textQuiet, width);
}

function paintLine(pen: Pen, line: LegendLine, x: number, middle: number, width: number, theme: MapTheme): void {
  const { words } = line;
  if (line.is === 'head') {
    write(pen, words, x, middle + 5, `600 12px ${theme.font}`, theme.textQuiet, width);
    return;
  }
  if (line.is === 'words') {
    write(pen, words, x, middle + 4, `400 12px ${theme.font}`, theme.text, width);
    return;
  }
  pen.save();
  pen.translate(x + 11, middle);
  if (line.is === 'symbol') {
    const scale = SYMBOL / SYMBOL_RADIUS[line.look.family];
    pen.scale(scale, scale);
    drawSymbol(pen, line.look, theme.inks, theme.font);
  } else {
    pen.strokeStyle =
      line.level === 'drill' ? theme.drill : line.level === 'expired' ? theme.offline : theme.levels[line.level];
    pen.lineWidth = 1.6;
    if (line.level === 'drill' || line.level === 'expired') pen.setLineDash([5, 3]);
    pen.strokeRect(-9, -6, 18, 12);
    pen.strokeRect(-6, -3, 12, 6);
  }
  pen.restore();
  write(pen, words, x + 28, middle + 4, `400 12px ${theme.font}`, theme.text, width - 28);
}

function paintFoot(pen: Pen, { x, y, width }: Rect, lines: readonly string[], theme: MapTheme): void {
  let at = y + 14;
  for (const line of lines) {
    for (const part of wrapped(pen, line, width, `400 12px ${theme.font}`)) {
      write(pen, part, x, at, `400 12px ${theme.font}`, theme.textQuiet);
      at += 18;
    }
  }
}

/** Chinese may break anywhere, other words only between themselves. */
function wrapped(pen: Pen, text: string, width: number, font: string): string[] {
  pen.font = font;
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[^\p{Script=Han}\s]+\s*|[\s\S]/gu) ?? []) {
    if (line !== '' && pen.measureText(line + piece).width > width) {
      lines.push(line);
      line = piece.trimStart();
    } else line += piece;
  }
  return line === '' ? lines : [...lines, line];
}
