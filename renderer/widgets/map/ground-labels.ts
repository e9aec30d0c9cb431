import type { CityName } from '../../../shared/domain/city.ts';
import type { Language } from '../../text/language.ts';
import type { Frame } from './frame.ts';
import { grownBox } from './frame.ts';
import type { GroundModel, GroundStreet } from './ground-model.ts';
import { roadWidth, showsStreetName } from './ground-style.ts';
import type { LabelSpace, Rect } from './label-space.ts';
import type { GroundColours } from './map-theme.ts';
import { lettersOnLine, lineLength } from './text-on-line.ts';
import type { PlacedLetter } from './text-on-line.ts';
import { boxesMeet } from './world.ts';

interface Style {
  readonly size: number;
  readonly weight: number;
  readonly spacing: number;
  readonly colour: string;
  readonly halo: string | null;
}

/** Where else a name of an area may stand, in widths and heights of itself: it still lies on what it names. */
const AROUND: readonly (readonly [x: number, y: number])[] = [
  [0, 0], [0, -1.4], [0, 1.4], [0, -2.8], [0, 2.8], [-0.7, 0], [0.7, 0], [-0.7, -1.4], [0.7, -1.4], [-0.7, 1.4], [0.7, 1.4],
  [-0.7, -2.8], [0.7, -2.8], [-0.7, 2.8], [0.7, 2.8], [0, -4.2], [0, 4.2],
]; // prettier-ignore
const NEAR = AROUND.slice(0, 3);

/**
 * Writes the names of the ground. Important first: who comes later must find a free place in `space` or stays away. Only
 * districts are always written.
 */
export function drawGroundLabels(
  context: CanvasRenderingContext2D,
  frame: Frame,
  model: GroundModel,
  space: LabelSpace,
  colours: GroundColours,
  font: string,
  language: Language,
): void {
  const { zoom, scale, left, top } = frame;
  context.save();
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  if (zoom < 15.5) {
    const style = {
      size: zoom < 11 ? 13 : 15,
      weight: 400,
      spacing: language === 'zh' ? 4.2 : 2,
      colour: colours.label,
      halo: colours.land,
    };
    for (const { name, at } of model.districts) {
      const x = at[0] * scale - left;
      const y = at[1] * scale - top;
      if (x < 0 || y < 0 || x > frame.width || y > frame.height) continue;
      if (!writeAt(name, x, y, style, AROUND)) writeAt(name, x, y, style, AROUND, true);
    }
  }
  for (const water of model.waters) {
    if (!boxesMeet(water.box, frame.box)) continue;
    const size = water.main ? 15 : 12;
    const spacing = water.main ? (language === 'zh' ? 26 : 5) : language === 'zh' ? 6 : 1.5;
    const style = { size, weight: 400, spacing, colour: colours.waterLabel, halo: colours.water };
    if (water.along && (water.main || zoom >= 13.6))
      writeAlong(water.name, toPixels(water.axis), style, water.main ? 900 : 700);
    else if (!water.along && water.width * scale > 70)
      writeAt(water.name, water.at[0] * scale - left, water.at[1] * scale - top, style);
  }
  for (const place of model.places) {
    if (!boxesMeet(place.box, frame.box) || place.width * scale < 90) continue;
    writeAt(place.name, place.at[0] * scale - left, place.at[1] * scale - top, {
      size: 12, weight: 400, spacing: language === 'zh' ? 1.5 : 0.4, colour: colours.labelQuiet, halo: colours.land,
    }); // prettier-ignore
  }
  if (zoom >= 13) {
    const streets: GroundStreet[] = [];
    model.streets.query(grownBox(frame, 0), (street) => {
      if (showsStreetName(street.rank, zoom)) streets.push(street);
    });
    streets.sort((a, b) => a.rank - b.rank);
    for (const street of streets) {
      const style = {
        size: street.rank <= 2 ? 13 : 12,
        weight: 400,
        spacing: language === 'zh' ? 2 : 0.3,
        colour: colours.label,
        halo: street.rank >= 4 ? colours.land : colours.road,
      };
      if (roadWidth(street.rank, zoom) > 0) writeAlong(street.name, toPixels(street.points), style, 420);
    }
  }
  context.restore();

  function toPixels(points: Float64Array): number[][] {
    // Only the stretches near the window: a name belongs where it is looked at.
    const runs: number[][] = [];
    let run: number[] = [];
    const near = 60;
    for (let i = 0; i + 1 < points.length; i += 2) {
      const x = (points[i] as number) * scale - left;
      const y = (points[i + 1] as number) * scale - top;
      if (x > -near && y > -near && x < frame.width + near && y < frame.height + near) run.push(x, y);
      else if (run.length > 0) {
        run.push(x, y);
        runs.push(run);
        run = [];
      } else if (i + 3 < points.length) {
        const nextX = (points[i + 2] as number) * scale - left;
        const nextY = (points[i + 3] as number) * scale - top;
        if (nextX > -near && nextY > -near && nextX < frame.width + near && nextY < frame.height + near) run.push(x, y);
      }
    }
    if (run.length > 0) runs.push(run);
    return runs;
  }

  /** Writes at the first free place around a point; false when there is none, unless it is `forced`. */
  function writeAt(
    name: CityName,
    x: number,
    y: number,
    style: Style,
    around: readonly (readonly [number, number])[] = NEAR,
    forced = false,
  ): boolean {
    const text = name[language];
    context.font = `${style.weight} ${style.size}px ${font}`;
    context.letterSpacing = `${style.spacing}px`;
    const width = context.measureText(text).width + 12;
    const height = style.size * 1.5;
    const places = around.map(([right, down]): Rect => ({
      x: x + right * width - width / 2,
      y: y + down * height - height / 2,
      width,
      height,
    }));
    const place = forced ? places[0] : space.takeFirst(places);
    // The spacing after the last letter would push the word to the left.
    if (place) paint(text, place.x + (width + style.spacing) / 2, place.y + height / 2, style);
    context.letterSpacing = '0px';
    return place !== undefined && place !== null;
  }

  function writeAlong(name: CityName, lines: readonly number[][], style: Style, every: number): void {
    const letters = Array.from(name[language]);
    context.font = `${style.weight} ${style.size}px ${font}`;
    const widths = letters.map((letter) => context.measureText(letter).width + style.spacing);
    const total = widths.reduce((sum, width) => sum + width, 0);
    for (const line of lines) {
      const length = lineLength(line);
      if (length < total + 16) continue;
      const copies = Math.max(1, Math.floor(length / every));
      for (let copy = 0; copy < copies; copy += 1) {
        // Where the middle bends or is taken, a little to either side is tried.
        for (const shift of [0, 0.18, -0.18, 0.34, -0.34]) {
          const placed = lettersOnLine(
            line,
            letters,
            widths,
            (length * (copy + 0.5 + shift)) / copies,
            language === 'zh',
          );
          if (placed && takeLetters(placed, style.size)) {
            for (const { letter, x, y, turn } of placed) {
              const lean = letterTurn(turn, language);
              context.translate(x, y);
              context.rotate(lean);
              paint(letter, 0, 0, style);
              context.rotate(-lean);
              context.translate(-x, -y);
            }
            break;
          }
        }
      }
    }
  }

  function takeLetters(placed: readonly PlacedLetter[], size: number): boolean {
    const rects = placed.map(({ x, y }): Rect => ({
      x: x - size * 0.6,
      y: y - size * 0.6,
      width: size * 1.2,
      height: size * 1.2,
    }));
    if (!rects.every((rect) => space.isFree(rect))) return false;
    for (const rect of rects) space.take(rect);
    return true;
  }

  function paint(text: string, x: number, y: number, style: Style): void {
    if (style.halo) {
      context.strokeStyle = style.halo;
      context.lineWidth = 3;
      context.strokeText(text, x, y);
    }
    context.fillStyle = style.colour;
    context.fillText(text, x, y);
  }
}

/** Chinese stands upright in a column along a steep line; Latin letters follow the line. Radians. */
export function letterTurn(turn: number, language: Language): number {
  if (language === 'en' || Math.abs(turn) <= Math.PI / 4) return turn;
  return turn > 0 ? turn - Math.PI / 2 : turn + Math.PI / 2;
}
