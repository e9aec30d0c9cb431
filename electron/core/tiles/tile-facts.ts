/** What a set of tiles says of itself, read as untrusted (T3). */
export interface TileFacts {
  readonly name: string;
  readonly content: 'raster' | 'vector';
  readonly minZoom: number;
  readonly maxZoom: number;
  /** West, south, east, north; null: the whole world, or nothing that could be believed. */
  readonly bounds: readonly [number, number, number, number] | null;
  readonly tileSize: 256 | 512;
  readonly attribution: string;
}

/** Deepest zoom of the web grid that is taken seriously. */
export const MOST_ZOOM = 22;
const NAME_LENGTH = 80;
const ATTRIBUTION_LENGTH = 300;

/** A tile of XYZ order, as addresses have it. */
export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/**
 * A line of plain text: markup falls out (attributions are often HTML), control and direction characters with it, and what
 * is left is cut. The window shows it as text in any case.
 */
export function plainLine(value: unknown, longest: number): string {
  if (typeof value !== 'string') return '';
  const text = value
    .slice(0, longest * 8)
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|copy|nbsp|lt|gt|quot|#0?39);/g, (_whole, name: string) => ENTITIES[name] ?? ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return [...text].slice(0, longest).join('');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', copy: '©', nbsp: ' ', lt: '<', gt: '>', quot: '"' };

export function readName(value: unknown, otherwise: string): string {
  return plainLine(value, NAME_LENGTH) || plainLine(otherwise, NAME_LENGTH);
}

export function readAttribution(value: unknown): string {
  return plainLine(value, ATTRIBUTION_LENGTH);
}

/** Null for what is no box on earth. */
export function readBounds(values: readonly unknown[]): TileFacts['bounds'] {
  const [west, south, east, north] = values.map(Number);
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
  if (![west, south, east, north].every(Number.isFinite)) return null;
  if (west >= east || south >= north || west < -180.001 || east > 180.001 || south < -90 || north > 90) return null;
  return [west, south, east, north];
}
