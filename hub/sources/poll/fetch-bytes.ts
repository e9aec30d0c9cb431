/** What an address answered. */
export type Answer =
  | { readonly is: 'unchanged' }
  | {
      readonly is: 'content';
      readonly bytes: Uint8Array;
      /** Where it was at last, after redirects. */
      readonly url: string;
      readonly etag: string | null;
      readonly modified: string | null;
    }
  | {
      readonly is: 'failed';
      /** `http-503`, `timeout`, `too-large`, `unreachable`, `redirect-refused`, `too-many-redirects`. */
      readonly why: string;
      /** What the server asks us to wait, ms. */
      readonly retryAfter: number | null;
    };

export interface Question {
  readonly url: string;
  readonly etag?: string | null;
  readonly modified?: string | null;
  /** Where a redirect may lead. */
  readonly isAllowed: (url: URL) => boolean;
  readonly signal: AbortSignal;
}

export const MOST_BYTES = 8 * 1024 * 1024;
const MOST_REDIRECTS = 3;
/** For all of it: a server that sends drop by drop is as good as none. */
const LONGEST = 20_000;
const LONGEST_RETRY = 3_600_000;

/**
 * One GET, bounded in time, size and redirects. Redirects are followed by hand: each place must be allowed, and none may
 * lead from https to http. Never rejects.
 */
export async function fetchBytes({ url, etag, modified, isAllowed, signal }: Question): Promise<Answer> {
  const timeout = AbortSignal.timeout(LONGEST);
  const both = AbortSignal.any([signal, timeout]);
  let at = new URL(url);
  try {
    for (let count = 0; count <= MOST_REDIRECTS; count += 1) {
      const response = await fetch(at, {
        redirect: 'manual',
        signal: both,
        headers: {
          accept: 'application/cap+xml, application/atom+xml, application/geo+json, application/xml;q=0.9, */*;q=0.5',
          'user-agent': 'lianzhi-hub',
          ...(etag && { 'if-none-match': etag }),
          ...(modified && { 'if-modified-since': modified }),
        },
      });
      const { status, headers } = response;
      if (status === 304) return { is: 'unchanged' };
      if (status >= 300 && status < 400) {
        await response.body?.cancel();
        const next = nextOf(headers.get('location'), at);
        if (!next || !isAllowed(next)) return failed('redirect-refused');
        at = next;
        continue;
      }
      if (status !== 200) {
        await response.body?.cancel();
        return failed(`http-${status}`, retryAfterOf(headers.get('retry-after')));
      }
      const bytes = await readBody(response);
      if (bytes === null) return failed('too-large');
      return { is: 'content', bytes, url: at.href, etag: headers.get('etag'), modified: headers.get('last-modified') };
    }
    return failed('too-many-redirects');
  } catch {
    return failed(timeout.aborted ? 'timeout' : 'unreachable');
  }
}

function failed(why: string, retryAfter: number | null = null): Answer {
  return { is: 'failed', why, retryAfter };
}

function nextOf(location: string | null, from: URL): URL | null {
  if (location === null || !URL.canParse(location, from.href)) return null;
  const next = new URL(location, from);
  const isPlain = next.protocol === 'http:' && from.protocol === 'https:';
  return /^https?:$/.test(next.protocol) && !isPlain && next.username === '' ? next : null;
}

/** Counted after decompression, so that a small answer cannot become a large one. */
async function readBody(response: Response): Promise<Uint8Array | null> {
  if (Number(response.headers.get('content-length') ?? 0) > MOST_BYTES) {
    await response.body?.cancel();
    return null;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    // Leaving the loop cancels the stream.
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Seconds, or a date. */
function retryAfterOf(value: string | null): number | null {
  if (value === null) return null;
  const wait = /^\d{1,6}$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return wait > 0 ? Math.min(wait, LONGEST_RETRY) : null;
}
