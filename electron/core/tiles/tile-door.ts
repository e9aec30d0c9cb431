import { toProblem } from '../../../shared/kit/problem.ts';
import type { BytesAnswer } from '../kernel/channel.ts';
import { MOST_ZOOM, type TileAddress } from './tile-facts.ts';
import type { Tiles } from './tiles.ts';

const ADDRESS = /^\/tiles\/([A-Za-z0-9-]{1,64})\/(\d{1,2})\/(\d{1,8})\/(\d{1,8})$/;
const NOTHING = new Uint8Array();

/**
 * What a window gets for `/tiles/<source>/<z>/<x>/<y>`: 200 with the tile (`stale` in `note` when its time is over and its
 * server away), 204 where there is none, 404 for an address or source that does not exist, 502 with the code of the
 * problem in `note`.
 */
export async function answerTile(tiles: Tiles, path: string): Promise<BytesAnswer> {
  const asked = readAddress(path);
  if (!asked) return empty(404, 'tiles-unknown');
  try {
    const source = await tiles.source(asked.source);
    const { data, type, state } = await source.read(asked.tile);
    if (!data) return empty(204, state);
    return { status: 200, type, note: state, body: data };
  } catch (error) {
    const { code } = toProblem(error, 'tiles');
    return empty(code === 'tiles-unknown' ? 404 : 502, code);
  }
}

function readAddress(path: string): { source: string; tile: TileAddress } | null {
  const found = ADDRESS.exec(path);
  if (!found) return null;
  const [, source = '', ...numbers] = found;
  const [z = 0, x = 0, y = 0] = numbers.map(Number);
  return z <= MOST_ZOOM && x < 2 ** z && y < 2 ** z ? { source, tile: { z, x, y } } : null;
}

function empty(status: number, note: string): BytesAnswer {
  return { status, type: '', note, body: NOTHING };
}
