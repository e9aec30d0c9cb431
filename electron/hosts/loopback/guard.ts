import type { IncomingMessage } from 'node:http';

/** What of a request the guard looks at; an `IncomingMessage` has it. */
export type GuardedRequest = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders'>;

export interface Refused {
  readonly status: 400 | 403 | 405 | 421;
  /** For the test and the log; the answer says no more than its status. */
  readonly reason: 'host' | 'target' | 'method' | 'origin' | 'fetch-site';
}

/** The names by which this host may be addressed. Any other is a rebound DNS name or a mistake (R28). */
export function allowedHosts(port: number): ReadonlySet<string> {
  return new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
}

/**
 * Whether a request comes from our own page, or from the address bar. Looks at what a hostile page cannot choose: the
 * address that the browser believes in (`Host`), and who asks (`Origin`, `Sec-Fetch-Site`).
 * @param isUpgrade a WebSocket: every browser names its origin there, so that one without is refused too.
 */
export function guard(request: GuardedRequest, hosts: ReadonlySet<string>, isUpgrade: boolean): Refused | null {
  const { headers } = request;
  const host = headers.host;
  if (host === undefined || !hosts.has(host) || countHeader(request, 'host') !== 1)
    return { status: 421, reason: 'host' };
  // An absolute or authority-form target would bring a second, unchecked host; URL parsers take a backslash for a slash.
  if (!/^\/(?![/\\])/.test(request.url ?? '')) return { status: 400, reason: 'target' };
  const methods = isUpgrade ? ['GET'] : ['GET', 'HEAD', 'POST'];
  if (!methods.includes(request.method ?? '')) return { status: 405, reason: 'method' };
  const origin = headers.origin;
  if (origin === undefined ? isUpgrade : origin !== `http://${host}`) return { status: 403, reason: 'origin' };
  const site = headers['sec-fetch-site'];
  // `none`: the address bar or a program. `same-site` is another port of this machine, and as foreign as any.
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return { status: 403, reason: 'fetch-site' };
  return null;
}

function countHeader(request: GuardedRequest, name: string): number {
  return request.rawHeaders.filter((header, index) => index % 2 === 0 && header.toLowerCase() === name).length;
}
