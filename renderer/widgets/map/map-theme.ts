import type { Level } from '../../../shared/domain/common.ts';
import type { InkColours } from '../symbols/draw-symbol.ts';
import type { Ink } from '../symbols/symbol-parts.ts';
import { luminance, mix } from './colour.ts';

const INKS = [
  'bg-0', 'bg-1', 'text-1', 'text-2', 'act', 'stale', 'pending',
  'sev-0', 'sev-1', 'sev-2', 'sev-3', 'sev-4',
  'sev-0-on', 'sev-1-on', 'sev-2-on', 'sev-3-on', 'sev-4-on', 'sev-2-edge', 'sev-3-edge',
] as const satisfies readonly Ink[]; // prettier-ignore

/** The colours of the ground, most of them mixed from the map tokens (design §5: under 2.5:1 to itself, only water has hue). */
export interface GroundColours {
  readonly land: string;
  readonly built: Readonly<Record<1 | 2 | 3, string>>;
  readonly green: string;
  readonly greenLine: string;
  readonly field: string;
  readonly industrial: string;
  readonly industrialLine: string;
  readonly water: string;
  readonly bank: string;
  readonly waterLabel: string;
  readonly road: string;
  readonly roadMinor: string;
  readonly casing: string;
  readonly bridgeEdge: string;
  readonly rail: string;
  readonly border: string;
  readonly label: string;
  readonly labelQuiet: string;
  readonly flood: string;
  readonly grid: string;
}

export interface MapTheme {
  /** Changes with the theme; part of every bitmap's key. */
  readonly id: string;
  readonly ground: GroundColours;
  readonly inks: InkColours;
  readonly text: string;
  readonly textQuiet: string;
  readonly stale: string;
  readonly act: string;
  readonly drill: string;
  readonly offline: string;
  readonly halo: string;
  readonly levels: Readonly<Record<Level, string>>;
  readonly font: string;
}

/** The colours that the tokens give now. Called again on every switch of the theme. */
export function readMapTheme(element: Element): MapTheme {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--lz-${name}`).trim();
  const inks = Object.fromEntries(INKS.map((ink) => [ink, token(ink)])) as unknown as InkColours;
  const land = token('map-land');
  const land2 = token('map-land-2');
  const road = token('map-road');
  const roadMinor = token('map-road-2');
  const green = token('map-green');
  const water = token('map-water');
  const line = token('map-line');
  const label = token('map-label');
  const dark = luminance(land) < 0.2;
  // White roads on paper need an edge to be seen; grey roads at night only need to be parted from each other.
  const casing = dark ? mix(land, token('bg-0'), 0.45) : mix(land, line, 0.34);
  return {
    id: `${land}${token('text-1')}`,
    ground: {
      land,
      built: {
        1: mix(land, land2, 0.7),
        2: dark ? mix(land2, roadMinor, 0.16) : mix(land2, line, 0.05),
        3: dark ? mix(land2, roadMinor, 0.36) : mix(land2, line, 0.11),
      },
      green,
      greenLine: mix(green, dark ? roadMinor : line, dark ? 0.55 : 0.2),
      field: mix(land, green, 0.42),
      industrial: mix(land2, line, dark ? 0.11 : 0.1),
      industrialLine: mix(land2, line, 0.32),
      water,
      bank: mix(water, line, dark ? 0.42 : 0.4),
      waterLabel: mix(water, label, 0.92),
      road,
      roadMinor: dark ? roadMinor : mix(roadMinor, land, 0.1),
      casing,
      bridgeEdge: mix(road, line, dark ? 0.5 : 0.7),
      rail: mix(road, line, dark ? 0.35 : 0.75),
      border: line,
      label,
      labelQuiet: mix(label, land, 0.22),
      flood: token('map-flood'),
      grid: mix(land, line, 0.5),
    },
    inks,
    text: token('text-1'),
    textQuiet: token('text-2'),
    stale: token('stale'),
    act: token('act'),
    drill: token('drill'),
    offline: token('offline'),
    halo: land,
    levels: { 0: token('sev-0'), 1: token('sev-1'), 2: token('sev-2'), 3: token('sev-3'), 4: token('sev-4') },
    font: token('font') || 'sans-serif',
  };
}
