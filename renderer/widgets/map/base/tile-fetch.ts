import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

export interface TileName {
  readonly source: string;
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

export type FetchedTile<Content> =
  | { readonly is: 'tile'; readonly content: Content; readonly stale: boolean }
  /** The source has none there. */
  | { readonly is: 'empty' }
  /** It cannot be had now; `code` as in a `Problem`. */
  | { readonly is: 'failed'; readonly code: string };

/** A picture, decoded off the main thread. Rejects only when aborted. */
export async function fetchPicture(name: TileName, signal: AbortSignal): Promise<FetchedTile<ImageBitmap>> {
  return fetchTile(name, signal, async (answer) => createImageBitmap(await answer.blob()));
}

/** A vector tile; its layers are read, its features are not yet. */
export async function fetchVector(name: TileName, signal: AbortSignal): Promise<FetchedTile<VectorTile>> {
  return fetchTile(name, signal, async (answer) => new VectorTile(new PbfReader(await answer.arrayBuffer())));
}

async function fetchTile<Content>(
  { source, z, x, y }: TileName,
  signal: AbortSignal,
  read: (answer: Response) => Promise<Content>,
): Promise<FetchedTile<Content>> {
  try {
    const answer = await fetch(`/tiles/${source}/${z}/${x}/${y}`, { signal });
    const note = answer.headers.get('X-Note') ?? '';
    if (answer.status === 204) return { is: 'empty' };
    if (answer.status !== 200) return { is: 'failed', code: note };
    return { is: 'tile', content: await read(answer), stale: note === 'stale' };
  } catch (error) {
    if (signal.aborted) throw error;
    // The host is away, or the bytes are no tile after all.
    return { is: 'failed', code: 'tiles-unreadable' };
  }
}
