import type { TileAddress } from './tile-facts.ts';
import { refuseTiles } from './tile-problem.ts';

/** What an address is made of: text, and places by name. */
type Part = string | { readonly place: Place };
type Place = 'z' | 'x' | 'y' | '-y' | 's' | 'key';

/** Names of places as XYZ, TMS and WMTS (OGC 07-057r7, both encodings) call them; compared without case. */
const PLACES: Readonly<Record<string, Place>> = {
  z: 'z',
  x: 'x',
  y: 'y',
  '-y': '-y',
  s: 's',
  key: 'key',
  tk: 'key',
  tilematrix: 'z',
  tilecol: 'x',
  tilerow: 'y',
};

export interface Template {
  /** The server that is asked, without anything secret. */
  readonly host: string;
  readonly needsKey: boolean;
  /** The address of a tile. It may hold the key: never to be logged or shown. */
  fill(tile: TileAddress, key: string): string;
}

/**
 * Reads an address with places in braces. Throws `tiles-template` when it is none (http or https, no name and password in
 * it, no place in the host but `{s}`), `tiles-place-unknown` with the place that nobody can fill.
 */
export function readTemplate(text: string, servers: readonly string[]): Template {
  const parts = split(text);
  const places = new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [part.place])));
  const server = (tile: TileAddress): string => servers[(tile.x + tile.y) % servers.length] ?? '';
  const write = (tile: TileAddress, key: string): string =>
    parts.map((part) => (typeof part === 'string' ? part : fillPlace(part.place, tile, key, server(tile)))).join('');
  const first = readUrl(write({ z: 0, x: 0, y: 0 }, 'key'));
  const other = readUrl(write({ z: 9, x: 7, y: 5 }, 'other'));
  const isComplete = places.has('z') && places.has('x') && (places.has('y') || places.has('-y'));
  const hostMoves = first.host !== other.host && !places.has('s');
  if (!isComplete || hostMoves || (places.has('s') && servers.length === 0)) throw refuseTiles('tiles-template');
  return { host: first.host, needsKey: places.has('key'), fill: write };
}

function split(text: string): Part[] {
  return text.split(/(\{[^{}]*\})/).map((part): Part => {
    if (!part.startsWith('{')) return part;
    const name = part.slice(1, -1);
    const place = PLACES[name.toLowerCase()];
    if (!place) throw refuseTiles('tiles-place-unknown', { place: name.slice(0, 40) });
    return { place };
  });
}

function fillPlace(place: Place, { z, x, y }: TileAddress, key: string, server: string): string {
  switch (place) {
    case 'z':
      return String(z);
    case 'x':
      return String(x);
    case 'y':
      return String(y);
    case '-y':
      return String(2 ** z - 1 - y);
    case 's':
      return server;
    case 'key':
      return encodeURIComponent(key);
  }
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw refuseTiles('tiles-template');
  return url;
}
