import type { Language } from '../../../text/language.ts';
import type { Frame } from '../frame.ts';
import { letterTurn } from '../ground-labels.ts';
import { showsStreetName } from '../ground-style.ts';
import type { RoadRank } from '../ground-model.ts';
import type { LabelSpace } from '../label-space.ts';
import type { MapTheme } from '../map-theme.ts';
import { lettersOnLine, lineLength } from '../text-on-line.ts';
import type { Box } from '../world.ts';
import type { VectorName } from './vector-paint.ts';

/** Names with the part of the world that their places are in. */
export interface PlacedNames {
  /** Changes with what is in it. */
  readonly key: string;
  readonly names: readonly VectorName[];
  readonly box: Box;
}

const KEYS: Readonly<Record<Language, readonly string[]>> = {
  zh: ['name:zh-Hans', 'name:zh', 'name', 'name:latin'],
  en: ['name:en', 'name_en', 'name:latin', 'name'],
};
/** The same name is not written again nearer than this, px: a street comes in many pieces and tiles. */
const APART = 380;
/** Where a name may stand, in heights of itself below its place: one that moves aside is read, one under a symbol is not. */
const SHIFTS = [0, -1, 1, -2, 2];
/** From which zoom a place of a rank is named, and how large (country, state, city, town, borough, suburb, village …). */
const PLACES: readonly (readonly [zoom: number, size: number])[] = [
  [2, 15], [4, 14], [4, 15], [8, 14], [11, 13], [11.5, 13], [11, 12], [13, 12], [13, 12], [13.5, 12], [14, 12],
]; // prettier-ignore

/** Writes the names of vector tiles: places, waters, then streets by rank. None covers another (as rule M11). */
export function drawVectorNames(
  context: CanvasRenderingContext2D,
  frame: Frame,
  tiles: readonly PlacedNames[],
  space: LabelSpace,
  { ground, font }: MapTheme,
  language: Language,
): void {
  const written = new Map<string, [x: number, y: number][]>();
  const all = tiles.flatMap(({ names, box }) => names.map((name) => ({ name, box })));
  all.sort((a, b) => ORDER[a.name.of] - ORDER[b.name.of] || a.name.rank - b.name.rank);
  context.save();
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  for (const { name, box } of all) {
    const text = textOf(name, language);
    if (!text) continue;
    const line = toPixels(name.points, box);
    if (name.of === 'road') alongStreet(text, line, name.rank);
    else atPoint(text, line, name);
  }
  context.restore();

  function toPixels(points: readonly number[], { minX, minY, maxX, maxY }: Box): number[] {
    return points.map((value, index) =>
      index % 2 === 0
        ? (minX + value * (maxX - minX)) * frame.scale - frame.left
        : (minY + value * (maxY - minY)) * frame.scale - frame.top,
    );
  }

  function isSaid(text: string, x: number, y: number): boolean {
    const places = written.get(text) ?? [];
    if (places.some(([ox, oy]) => Math.hypot(x - ox, y - oy) < APART)) return true;
    written.set(text, places);
    places.push([x, y]);
    return false;
  }

  function atPoint(text: string, [x = 0, y = 0]: readonly number[], { of, rank }: VectorName): void {
    const [from, size] = of === 'water' ? [12, 12] : (PLACES[Math.min(rank, PLACES.length - 1)] ?? [14, 12]);
    if (frame.zoom < from || x < 0 || y < 0 || x > frame.width || y > frame.height) return;
    context.font = `400 ${size}px ${font}`;
    const width = context.measureText(text).width + 12;
    const height = size * 1.6;
    const places = SHIFTS.map((down) => ({ x: x - width / 2, y: y + (down - 0.5) * height, width, height }));
    const place = places.find((candidate) => space.isFree(candidate));
    if (!place || isSaid(text, x, y)) return;
    space.take(place);
    paint(
      text,
      x,
      place.y + height / 2,
      of === 'water' ? ground.waterLabel : ground.label,
      of === 'water' ? ground.water : ground.land,
    );
  }

  function alongStreet(text: string, line: readonly number[], rank: number): void {
    if (!showsStreetName(rank as RoadRank, frame.zoom)) return;
    const letters = Array.from(text);
    context.font = `400 ${rank <= 2 ? 13 : 12}px ${font}`;
    const widths = letters.map((letter) => context.measureText(letter).width + (language === 'zh' ? 2 : 0.3));
    const placed = lettersOnLine(line, letters, widths, lineLength(line) / 2, language === 'zh');
    const middle = placed?.[placed.length >> 1];
    if (!placed || !middle) return;
    if (middle.x < 0 || middle.y < 0 || middle.x > frame.width || middle.y > frame.height) return;
    const rects = placed.map(({ x, y }) => ({ x: x - 8, y: y - 8, width: 16, height: 16 }));
    if (!rects.every((rect) => space.isFree(rect)) || isSaid(text, middle.x, middle.y)) return;
    for (const rect of rects) space.take(rect);
    for (const { letter, x, y, turn } of placed) {
      const lean = letterTurn(turn, language);
      context.translate(x, y);
      context.rotate(lean);
      paint(letter, 0, 0, ground.label, rank >= 4 ? ground.land : ground.road);
      context.rotate(-lean);
      context.translate(-x, -y);
    }
  }

  function paint(text: string, x: number, y: number, colour: string, halo: string): void {
    context.strokeStyle = halo;
    context.strokeText(text, x, y);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }
}

const ORDER = { place: 0, water: 1, road: 2 } as const;

function textOf({ names }: VectorName, language: Language): string | undefined {
  const key = KEYS[language].find((candidate) => Object.hasOwn(names, candidate)) ?? Object.keys(names)[0];
  return key === undefined ? undefined : names[key];
}
