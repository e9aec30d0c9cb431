import { toProblem } from '../../../shared/kit/problem.ts';
import type { PreloadEstimate } from '../../../shared/protocol/console-api/tile-rows.ts';
import type { OnlineSource } from './online-source.ts';
import type { TileList } from './tile-area.ts';

/** So many tiles are looked at. They are fetched as any other, so nothing is asked for twice. */
const SAMPLE = 12;

/**
 * The size of a list of tiles from a sample spread evenly over it. The list goes from shallow to deep, and three quarters
 * of it are the deepest zoom, so the sample weighs the zooms as the list does. Throws `tiles-not-to-keep`.
 */
export async function estimate(tiles: TileList, source: OnlineSource): Promise<PreloadEstimate> {
  const count = Math.min(SAMPLE, tiles.total);
  const numbers = Array.from({ length: count }, (_, index) => Math.floor(((index + 0.5) * tiles.total) / count));
  const sizes = await Promise.all(
    numbers.map(async (number) => {
      const tile = tiles.at(number);
      if (!tile) return null;
      try {
        return await source.sample(tile);
      } catch (error) {
        if (toProblem(error, 'tiles').code === 'tiles-not-to-keep') throw error;
        return null;
      }
    }),
  );
  const known = sizes.filter((size) => size !== null);
  const sum = known.reduce((total, size) => total + size, 0);
  const bytes = known.length === 0 ? null : Math.round((sum / known.length) * tiles.total);
  return { tiles: tiles.total, sampled: known.length, bytes };
}
