import type { Level } from '../../../shared/domain/common.ts';
import {
  FACILITY_GLYPHS,
  HAZARD_GLYPHS,
  INCIDENT_GLYPHS,
  LEVEL_GLYPHS,
  LEVEL_ONE_MARK,
  SENSOR_GLYPHS,
  UNIT_GLYPHS,
} from './glyphs.ts';
import type { SymbolFamily, SymbolLook, UnitFill } from './symbol-look.ts';

/** A colour role of the tokens, without the `--lz-` prefix. */
export type Ink =
  | 'bg-0' | 'bg-1' | 'text-1' | 'text-2' | 'act' | 'stale' | 'pending'
  | `sev-${Level}` | `sev-${Level}-on` | 'sev-2-edge' | 'sev-3-edge'; // prettier-ignore

/** One pen stroke or fill. Coordinates are px around the centre of the symbol; y grows downwards. */
export interface PathPart {
  readonly d: string;
  readonly fill?: Ink;
  readonly stroke?: Ink;
  readonly width?: number;
  readonly dash?: readonly [number, number];
  readonly opacity?: number;
  /** Places a drawing made on another grid: scaled, then moved. */
  readonly scale?: number;
  readonly x?: number;
  readonly y?: number;
  /** The drawing of the kind: what a cluster replaces by its count. */
  readonly glyph?: true;
}

export interface DigitPart {
  readonly digit: string;
  readonly ink: Ink;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly size: number;
}

export type SymbolPart = PathPart | DigitPart;

/** Half of the square that holds the whole symbol with ring and badge, px. */
export const SYMBOL_REACH: Readonly<Record<SymbolFamily, number>> = {
  incident: 26,
  unit: 15,
  facility: 14,
  hazard: 18,
  sensor: 17,
};
/** Half of the shape itself: what is hit, what labels keep clear of. */
export const SYMBOL_RADIUS: Readonly<Record<SymbolFamily, number>> = {
  incident: 17,
  unit: 12,
  facility: 11.5,
  hazard: 12,
  sensor: 11,
};

const RING_WIDTHS: Readonly<Record<Level, number>> = { 0: 1.6, 1: 4, 2: 3.4, 3: 2.8, 4: 2.2 };
export const STALE_OPACITY = 0.72;

const DIAMOND = 'M0-17 17 0 0 17-17 0z';
const DIAMOND_LOWER = 'M-15 0 0 15 15 0z';
const DIAMOND_OUTER = 'M0-23.5 23.5 0 0 23.5-23.5 0z';
const CIRCLE = 'M12 0A12 12 0 1 1-12 0 12 12 0 1 1 12 0z';
const CIRCLE_LOWER = 'M-11.2 0A11.2 11.2 0 0 0 11.2 0z';
const SQUARE = 'M-9.5-11.5h19a2 2 0 0 1 2 2v19a2 2 0 0 1-2 2h-19a2 2 0 0 1-2-2v-19a2 2 0 0 1 2-2z';
const SLASH = 'M-11.5 11.5 11.5-11.5';
const HEXAGON = 'M0-11 9.5-5.5v11L0 11-9.5 5.5v-11z';
const HEXAGON_HATCH = 'M-9.5 1.5 1.5-9.5M-9 7 6.5-8.5M-6.5 8.5 9-7M-1.5 9.5 9.5-1.5';
/** A warning sign's: on its base, the corners rounded by the pen. */
const TRIANGLE = 'M0-12.5 13.5 10.5h-27z';
const BADGE = 'M7.5 0A7.5 7.5 0 1 1-7.5 0 7.5 7.5 0 1 1 7.5 0z';
const UP_ARROW = 'M12 19V6M6.5 11 12 5.5 17.5 11';
const STALE_DASH = [4, 3] as const;

function glyph(d: string, size: number, ink: Ink): PathPart {
  return { d, stroke: ink, width: 1.7, scale: size / 24, x: -size / 2, y: -size / 2, glyph: true };
}

function edgeOf(level: Level): Ink | null {
  return level === 2 ? 'sev-2-edge' : level === 3 ? 'sev-3-edge' : null;
}

function incidentParts(look: Extract<SymbolLook, { family: 'incident' }>): SymbolPart[] {
  const solid = look.fill === 'open';
  const ring: Ink = `sev-${look.level}`;
  const width = RING_WIDTHS[look.level];
  const edge = edgeOf(look.level);
  const dash = look.stale ? { dash: STALE_DASH } : {};
  const parts: SymbolPart[] = [];
  if (look.level === 1) parts.push({ d: DIAMOND_OUTER, stroke: ring, width: 1.8, ...dash });
  // By day the fills 2 and 3 miss 3:1 on paper: a dark edge on both sides of the ring carries the contrast.
  if (edge) parts.push({ d: DIAMOND, stroke: edge, width: width + 1.6 });
  parts.push({ d: DIAMOND, fill: solid ? 'text-1' : 'bg-1', stroke: ring, width, ...dash });
  if (look.fill === 'handling') parts.push({ d: DIAMOND_LOWER, fill: 'text-1', opacity: 0.3 });
  parts.push(glyph(INCIDENT_GLYPHS[look.kind], 20, solid ? 'bg-0' : 'text-1'));
  if (look.level === 1 || look.level === 2) {
    parts.push({ d: BADGE, fill: ring, stroke: 'bg-0', width: 1.5, x: 15, y: -15 });
    parts.push({ digit: String(look.level), ink: `sev-${look.level}-on`, x: 15, y: -11.3, size: 10.5 });
  }
  if (look.pending) {
    parts.push({ d: BADGE, fill: 'bg-1', stroke: 'pending', width: 1.3, dash: [3, 2], x: -15, y: -15 });
    parts.push({ d: UP_ARROW, stroke: 'pending', width: 2.4, scale: 9 / 24, x: -19.5, y: -19.5 });
  }
  return parts;
}

function unitParts(look: Extract<SymbolLook, { family: 'unit' }>): SymbolPart[] {
  const solid = look.fill === 'onScene';
  const dash = look.stale ? { dash: STALE_DASH } : {};
  const parts: SymbolPart[] = [{ d: CIRCLE, fill: solid ? 'text-1' : 'bg-1', stroke: 'text-1', width: 1.6, ...dash }];
  if (look.fill === 'enRoute') parts.push({ d: CIRCLE_LOWER, fill: 'text-1', opacity: 0.3 });
  parts.push(glyph(UNIT_GLYPHS[look.kind], 17, solid ? 'bg-0' : 'text-1'));
  if (look.fill === 'offDuty') parts.push({ d: 'M-8.5 8.5 8.5-8.5', stroke: 'text-1', width: 2 });
  return parts;
}

const DOT = 'M5.5 0A5.5 5.5 0 1 1-5.5 0 5.5 5.5 0 1 1 5.5 0z';
const DOT_LOWER = 'M-4.8 0A4.8 4.8 0 0 0 4.8 0z';

/** A unit seen from far: the circle and its fill, without the glyph. A free one is quieter than one at work. */
export function unitDotParts(fill: UnitFill, stale: boolean): SymbolPart[] {
  const ink: Ink = fill === 'free' || fill === 'offDuty' ? 'text-2' : 'text-1';
  const parts: SymbolPart[] = [
    {
      d: DOT,
      fill: fill === 'onScene' ? ink : 'bg-1',
      stroke: ink,
      width: 1.4,
      ...(stale ? { dash: [3, 2] as const } : {}),
    },
  ];
  if (fill === 'enRoute') parts.push({ d: DOT_LOWER, fill: ink, opacity: 0.5 });
  if (fill === 'offDuty') parts.push({ d: 'M-3.5 3.5 3.5-3.5', stroke: ink, width: 1.4 });
  return parts;
}

function facilityParts(look: Extract<SymbolLook, { family: 'facility' }>): SymbolPart[] {
  const dash = look.stale ? { dash: STALE_DASH } : {};
  const ink: Ink = look.stale ? 'stale' : 'text-2';
  const parts: SymbolPart[] = [{ d: SQUARE, fill: 'bg-1', stroke: ink, width: 1.4, ...dash }];
  if (look.inService && look.tenths) {
    const height = 2.1 * look.tenths;
    parts.push({ d: `M-10.5 ${10.5 - height}h21V10.5h-21z`, fill: ink, opacity: 0.42 });
  }
  parts.push(glyph(FACILITY_GLYPHS[look.kind], 17, ink));
  if (!look.inService) parts.push({ d: SLASH, stroke: ink, width: 2 });
  return parts;
}

function sensorParts(look: Extract<SymbolLook, { family: 'sensor' }>): SymbolPart[] {
  const ink: Ink = look.stale ? 'stale' : 'text-2';
  const parts: SymbolPart[] = [
    { d: HEXAGON, fill: 'bg-1', stroke: ink, width: 1.3, ...(look.stale ? { dash: STALE_DASH } : {}) },
  ];
  if (look.stale) parts.push({ d: HEXAGON_HATCH, stroke: 'stale', width: 1.4, opacity: 0.35 });
  parts.push(glyph(SENSOR_GLYPHS[look.kind], 14, ink));
  if (look.level !== 0) parts.push(...levelParts(look.level, 13, 4, -17));
  return parts;
}

/** Past its date it is solid, as an incident that nobody has. */
function hazardParts(look: Extract<SymbolLook, { family: 'hazard' }>): SymbolPart[] {
  const ink: Ink = look.stale ? 'stale' : 'text-2';
  const dash = look.stale ? { dash: STALE_DASH } : {};
  return [
    { d: TRIANGLE, fill: look.overdue ? ink : 'bg-1', stroke: ink, width: 1.8, ...dash },
    { ...glyph(HAZARD_GLYPHS[look.kind], 13, look.overdue ? 'bg-0' : ink), y: -3.5 },
    ...levelParts(look.level, 12, 5, -17),
  ];
}

/** The level as its list glyph, in a square of `size` px whose corner is at (x, y). */
export function levelParts(level: Level, size: number, x: number, y: number): SymbolPart[] {
  const edge = edgeOf(level);
  const place = { scale: size / 16, x, y };
  const shape: PathPart = {
    d: LEVEL_GLYPHS[level],
    fill: `sev-${level}`,
    ...(edge ? { stroke: edge, width: 1 } : {}),
    ...place,
  };
  return level === 1 ? [shape, { d: LEVEL_ONE_MARK, stroke: 'sev-1-on', width: 2, ...place }] : [shape];
}

/** The drawing of a look, back to front. SVG and canvas both draw this list and nothing else. */
export function symbolParts(look: SymbolLook): SymbolPart[] {
  switch (look.family) {
    case 'incident':
      return incidentParts(look);
    case 'unit':
      return unitParts(look);
    case 'facility':
      return facilityParts(look);
    case 'hazard':
      return hazardParts(look);
    case 'sensor':
      return sensorParts(look);
  }
}
