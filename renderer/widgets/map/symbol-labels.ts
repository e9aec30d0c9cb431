import type { Hazard } from '../../../shared/domain/hazard.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { Sensor } from '../../../shared/domain/resource.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { instant } from '../../../shared/kit/time.ts';
import type { Language } from '../../text/language.ts';
import type { Format } from '../../text/use-text.ts';
import { levelRank } from '../../state/incident-order.ts';
import type { LabelBitmaps, LabelStyle } from './label-bitmaps.ts';
import { LabelSpace } from './label-space.ts';
import type { Rect } from './label-space.ts';
import type { MapTheme } from './map-theme.ts';
import type { Mark } from './symbol-scene.ts';

/** From this zoom on every symbol may carry its name. */
const ALL_LABELS_ZOOM = 14;
const LONGEST = { zh: 12, en: 26 } as const;
const GAP = 5;
/** So many ask for a place in one drawing, the most important first: no window has room for more. */
const CANDIDATES = 140;
/** More of levels 1 and 2 than this cannot all be read: then a name that would hide symbols is left out too. */
const READABLE = 40;

export interface LabelWords {
  readonly format: Format;
  readonly now: Instant;
}

export interface Label {
  readonly text: string;
  readonly old: boolean;
  readonly mark: Mark;
  /** Levels 1 and 2, the selected and its units: also where other symbols are in the way. */
  readonly always: boolean;
  /** Smaller comes first. */
  readonly rank: number;
}

/** Names and ages that this frame may carry, the most important first. `staleAge`: of an item, null while fresh. */
export function labelsOf(
  marks: readonly Mark[],
  zoom: number,
  words: LabelWords,
  staleAge: (mark: Mark) => number | null,
): Label[] {
  const selected = marks.find((mark) => mark.selected)?.item;
  const graves = marks.reduce((sum, mark) => (isGrave(mark) ? sum + 1 : sum), 0);
  const asked: Omit<Label, 'text' | 'old'>[] = [];
  for (const mark of marks) {
    if (mark.count > 1) continue;
    const own = mark.selected;
    const itsUnit = selected?.topic === 'incident' && mark.item.task === selected.id;
    const grave = isGrave(mark);
    // Those at the scene stand around it and are named in its drawer; those on their way are named here.
    const coming = itsUnit && mark.item.heading !== null;
    const aged = mark.family === 'sensor' && staleAge(mark) !== null;
    if (!own && !coming && !grave && !aged && zoom < ALL_LABELS_ZOOM) continue;
    const family = { incident: 0, unit: 10, sensor: 20, hazard: 25, facility: 30 }[mark.family];
    const rank = own ? -20 : coming ? -10 : family + levelRank(mark.level);
    asked.push({ mark, always: own || coming || (grave && graves <= READABLE), rank });
  }
  asked.sort((a, b) => a.rank - b.rank || a.mark.item.order - b.mark.item.order);
  return asked.slice(0, CANDIDATES).flatMap((label) => {
    const age = staleAge(label.mark);
    const text = labelText(label.mark, age, zoom, label.mark.selected, words);
    return text ? [{ ...label, text, old: age !== null }] : [];
  });
}

function isGrave({ family, level, count }: Mark): boolean {
  return family === 'incident' && count === 1 && (level === 1 || level === 2);
}

function labelText(mark: Mark, age: number | null, zoom: number, own: boolean, { format, now }: LabelWords): string {
  const record = mark.item.row.data;
  const { language } = format;
  const gap = language === 'zh' ? '·' : ', ';
  const old = age === null ? '' : format.age(instant(now - age), now);
  if (!('form' in record)) {
    const { title, place } = record as Incident | Hazard;
    const name = cut(format.text(mark.family === 'incident' ? (place ?? title) : title), language);
    return old && own ? name + gap + old : name;
  }
  const name = cut(format.text(record.name), language);
  if (record.form === 'sensor') {
    if (old) return zoom < ALL_LABELS_ZOOM && !own ? old : `${name} ${old}`;
    return name + readingText(record, format);
  }
  if (record.form === 'facility') {
    const { load } = record;
    const told = load && load.used !== null && (own || zoom >= 15);
    return (
      name + (told ? ` ${format.number(load.used ?? 0)}/${format.number(load.capacity)}` : '') + (old ? gap + old : '')
    );
  }
  if (old) return name + gap + old;
  const { status } = record;
  const arrival = status.state === 'enRoute' ? (status.etaAt ?? 0) : 0;
  return arrival > now ? name + gap + format.span(arrival - now) : name;
}

function readingText({ reading, unit }: Sensor, format: Format): string {
  if (!reading || reading.value === null) return '';
  return ` ${format.figure(reading.value)}${unit ? ` ${unit}` : ''}`;
}

function cut(text: string, language: Language): string {
  const letters = Array.from(text);
  const longest = LONGEST[language];
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join('')}…`;
}

interface PlacedRect extends Rect {
  readonly textX: number;
  readonly textY: number;
}

/** Beside, below, above: never farther than one symbol away (design §5). */
function placesOf(mark: Mark, width: number, height: number): PlacedRect[] {
  const away = mark.radius + (mark.family === 'incident' ? (mark.level === 1 ? 8 : 3) : 2) + GAP;
  const { x, y } = mark;
  const at = (left: number, middle: number): PlacedRect => ({
    x: left - 1,
    y: middle - height / 2,
    width: width + 2,
    height,
    textX: left,
    textY: middle,
  });
  const right = at(x + away, y);
  const left = at(x - away - width, y);
  // Beside it, but higher or lower: for symbols that stand in a row.
  const beside = [right.textX, left.textX].flatMap((textX) => [
    at(textX, y - height * 0.75),
    at(textX, y + height * 0.75),
  ]);
  const below = at(x - width / 2, y + away + height / 2 - 3);
  const above = at(x - width / 2, y - away - height / 2 + 3);
  return mark.family === 'incident' ? [right, left, below, above, ...beside] : [below, right, left, above, ...beside];
}

/** Of the places without another label, the one over the fewest symbols. */
function leastCovered(places: readonly PlacedRect[], words: LabelSpace, symbols: LabelSpace): PlacedRect | undefined {
  const open = places.filter((place) => words.isFree(place));
  const covers = open.map((place) => symbols.count(place));
  return open[covers.indexOf(Math.min(...covers))];
}

function guess(text: string, { size }: LabelStyle): { width: number; height: number } {
  return { width: text.length * size, height: Math.ceil(size * 1.4) };
}

/**
 * Writes the labels and returns what they take. A label needs a place free of other labels, and free of symbols too unless it is one that must
 * always be read; when there is none it is left out (the lower level has asked later, so it is the one that goes).
 */
export function drawLabels(
  context: CanvasRenderingContext2D,
  labels: readonly Label[],
  marks: readonly Mark[],
  bitmaps: LabelBitmaps,
  theme: MapTheme,
  dpr: number,
): Rect[] {
  const words = new LabelSpace();
  const symbols = new LabelSpace();
  for (const { x, y, radius } of marks) {
    const half = radius * 0.8;
    symbols.take({ x: x - half, y: y - half, width: half * 2, height: half * 2 });
  }
  const drawn: Rect[] = [];
  for (const label of labels) {
    const style: LabelStyle = label.old
      ? { size: 12, weight: 400, colour: theme.stale, halo: theme.halo }
      : {
          size: 13,
          weight: label.always || label.mark.family === 'incident' ? 500 : 400,
          colour: label.always || label.mark.family === 'incident' ? theme.text : theme.textQuiet,
          halo: theme.halo,
        };
    const bitmap = bitmaps.get(label.text, style, dpr);
    // One that is not written yet keeps its place until it is.
    const { width, height } = bitmap ?? guess(label.text, style);
    const places = placesOf(label.mark, width, height);
    const clear = places.find((place) => words.isFree(place) && symbols.isFree(place));
    const place = clear ?? (label.always ? leastCovered(places, words, symbols) : undefined);
    if (!place) continue;
    words.take(place);
    if (bitmap) bitmaps.stamp(context, bitmap, place.textX, place.textY, dpr);
    drawn.push(place);
  }
  return drawn;
}
