import type { CustomScheme, Protocol } from 'electron';
import { SAFE_HEADERS } from '../../core/launch/content-policy.ts';
import type { BytesDoor } from '../../core/launch/bytes-door.ts';
import type { StaticFiles } from '../../core/launch/static-files.ts';

const APP_ORIGIN = 'lianzhi://app';
export const APP_PAGE = `${APP_ORIGIN}/`;
const SCHEME = 'lianzhi';

/** Registered before the app is ready: an origin like https, with storage and fetch, but no way around the policy. */
export const APP_SCHEME: CustomScheme = {
  scheme: SCHEME,
  privileges: {
    standard: true,
    secure: true,
    supportFetchAPI: true,
    codeCache: true,
    bypassCSP: false,
    corsEnabled: false,
  },
};

/** True for pages and files of this program. */
export function isOwnUrl(text: string): boolean {
  // Not `URL.origin`: it is "null" for a scheme that Node does not know.
  const url = URL.canParse(text) ? new URL(text) : null;
  return (
    url !== null && url.protocol === `${SCHEME}:` && url.host === 'app' && url.username === '' && url.password === ''
  );
}

/** Serves the built window and what the core answers by path, and nothing else, under our own scheme (D4). */
export function serveApp(protocol: Pick<Protocol, 'handle'>, files: StaticFiles, bytes: BytesDoor): void {
  protocol.handle(SCHEME, async (request) => {
    if (request.method !== 'GET' || !isOwnUrl(request.url))
      return new Response(null, { status: 403, headers: SAFE_HEADERS });
    try {
      const { pathname } = new URL(request.url);
      const { status, headers, body } = (await bytes.answer(pathname)) ?? (await files.answer(pathname));
      return new Response(body.length === 0 ? null : new Uint8Array(body), { status, headers });
    } catch {
      return new Response(null, { status: 500, headers: SAFE_HEADERS });
    }
  });
}
