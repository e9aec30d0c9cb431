import type { Instant } from '../../../shared/kit/time.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Clock } from '../kernel/ports.ts';
import { readTileImage, TILE_TYPES } from './tile-image.ts';
import { refuseTiles } from './tile-problem.ts';
import { MOST_TILE_BYTES, unpackTile } from './unpack-tile.ts';

/** By when a server must have given a whole tile. */
const TIME_LIMIT = 10_000;
const DAY = 86_400_000;
/** How long a tile counts as new when its server does not say (RFC 9111 §4.2.2 leaves it to the cache). */
const FRESH_WITHOUT_WORD = 7 * DAY;
const FRESH_ABSENCE = DAY;
const LONGEST_FRESH = 365 * DAY;

/** By what a server can tell that a tile is still the one it gave. */
export interface Validators {
  readonly etag: string | null;
  readonly modified: string | null;
}

export type HttpTile =
  | { readonly is: 'tile'; readonly data: Uint8Array; readonly type: string; readonly keep: Keep | null }
  /** The server has none there, and says so. */
  | { readonly is: 'absent'; readonly keep: Keep | null }
  /** The one that is kept is still right. */
  | { readonly is: 'same'; readonly keep: Keep };

export interface Keep extends Validators {
  readonly expires: Instant;
}

export interface HttpAsk {
  /** May hold a key: goes to the server and nowhere else. */
  readonly url: string;
  readonly content: 'raster' | 'vector';
  readonly validators: Validators | null;
  readonly agent: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

/**
 * Asks a server for one tile. A redirection is not followed: the address that was agreed to may hold a key. Rejects with
 * `tiles-offline`, `tiles-timeout`, `tiles-busy` (429, 5xx), `tiles-key-refused` (401, 403), `tiles-redirected`,
 * `tiles-answer` (any other status), `tiles-not-an-image`, `tiles-too-large`.
 */
export async function askForTile(ask: HttpAsk): Promise<HttpTile> {
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  let isLate = false;
  const limit = ask.clock.after(TIME_LIMIT, () => {
    isLate = true;
    abort.abort();
  });
  ask.signal?.addEventListener('abort', stop);
  try {
    const answer = await fetch(ask.url, {
      signal: abort.signal,
      redirect: 'manual',
      headers: requestHeaders(ask),
    });
    return await read(answer, ask);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    // The message of the cause stays here: it may name the address.
    throw refuseTiles(isLate ? 'tiles-timeout' : 'tiles-offline');
  } finally {
    limit.cancel();
    ask.signal?.removeEventListener('abort', stop);
  }
}

function requestHeaders({ agent, content, validators }: HttpAsk): Record<string, string> {
  return {
    'User-Agent': agent,
    Accept: content === 'raster' ? 'image/webp,image/png,image/jpeg' : 'application/x-protobuf',
    ...(validators?.etag && { 'If-None-Match': validators.etag }),
    ...(validators?.modified && { 'If-Modified-Since': validators.modified }),
  };
}

async function read(answer: Response, ask: HttpAsk): Promise<HttpTile> {
  const { status } = answer;
  if (status === 200) {
    const data = await unpackTile(await readBody(answer)).catch((error: unknown) => {
      throw error instanceof ProblemError ? error : refuseTiles('tiles-not-an-image');
    });
    // Servers answer an empty body for open sea and the like.
    if (data.length === 0) return { is: 'absent', keep: keepOf(answer, ask, FRESH_ABSENCE) };
    const image = readTileImage(data, ask.content);
    if (!image) throw refuseTiles('tiles-not-an-image');
    return { is: 'tile', data, type: TILE_TYPES[image.kind], keep: keepOf(answer, ask, FRESH_WITHOUT_WORD) };
  }
  await answer.body?.cancel();
  if (status === 304 && ask.validators) {
    const keep = keepOf(answer, ask, FRESH_WITHOUT_WORD) ?? { etag: null, modified: null, expires: ask.clock.now() };
    return {
      is: 'same',
      keep: {
        expires: keep.expires,
        etag: keep.etag ?? ask.validators.etag,
        modified: keep.modified ?? ask.validators.modified,
      },
    };
  }
  if (status === 204 || status === 404 || status === 410)
    return { is: 'absent', keep: keepOf(answer, ask, FRESH_ABSENCE) };
  if (status === 401 || status === 403) throw refuseTiles('tiles-key-refused', { status });
  if (status === 429 || status >= 500) throw refuseTiles('tiles-busy', { status });
  if (status >= 300 && status < 400) throw refuseTiles('tiles-redirected', { status });
  throw refuseTiles('tiles-answer', { status });
}

async function readBody(answer: Response): Promise<Uint8Array> {
  if (Number(answer.headers.get('content-length') ?? 0) > MOST_TILE_BYTES) {
    await answer.body?.cancel();
    throw refuseTiles('tiles-too-large');
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    // Leaving the loop cancels the rest.
    if (size > MOST_TILE_BYTES) throw refuseTiles('tiles-too-large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** How long the answer may be kept (RFC 9111 §5.2, §5.3); null: not at all. */
function keepOf({ headers }: Response, { clock }: HttpAsk, otherwise: number): Keep | null {
  const control = headers.get('cache-control')?.toLowerCase() ?? '';
  if (/\bno-store\b/.test(control)) return null;
  const now = clock.now();
  const age = /\bmax-age=(\d+)/.exec(control)?.[1];
  const until = Date.parse(headers.get('expires') ?? '');
  let fresh = otherwise;
  if (/\bno-cache\b/.test(control)) fresh = 0;
  else if (age !== undefined) fresh = Number(age) * 1_000;
  else if (headers.has('expires')) fresh = Number.isNaN(until) ? 0 : until - now;
  const expires = (now + Math.max(0, Math.min(fresh, LONGEST_FRESH))) as Instant;
  return { expires, etag: headers.get('etag'), modified: headers.get('last-modified') };
}
