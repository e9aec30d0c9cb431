import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isGzip } from './tile-image.ts';

/** No tile is larger, packed or not (T4). */
export const MOST_TILE_BYTES = 8 * 1024 * 1024;

const gunzipAsync = promisify(gunzip);

/** Takes gzip off where it is. Rejects what is damaged, and what would grow beyond a tile's size. */
export async function unpackTile(data: Uint8Array): Promise<Uint8Array> {
  return isGzip(data) ? gunzipAsync(data, { maxOutputLength: MOST_TILE_BYTES }) : data;
}
