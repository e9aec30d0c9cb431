import { isIP } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';

/**
 * Decides by `Host` (and `Origin`, if any) whether a request may be heard (R28). DNS rebinding needs a name that an
 * attacker owns, so names are allowed one by one; when the hub listens beyond this machine, plain addresses are allowed
 * too, because a rebinding page cannot send one.
 */
export function createHostGate(listenHost: string): (headers: IncomingHttpHeaders) => boolean {
  const own = bare(listenHost);
  const names = new Set(['127.0.0.1', 'localhost', '::1', own]);
  const beyondThisMachine = !['127.0.0.1', 'localhost', '::1'].includes(own);

  function allowed(host: string): boolean {
    return names.has(host) || (beyondThisMachine && isIP(host) !== 0);
  }

  return ({ host, origin }) => {
    const named = host === undefined ? null : hostOf(`http://${host}`);
    if (named === null || !allowed(named)) return false;
    if (origin === undefined) return true;
    const from = hostOf(origin);
    return from !== null && allowed(from);
  };
}

function hostOf(url: string): string | null {
  try {
    return bare(new URL(url).hostname);
  } catch {
    return null;
  }
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '').toLowerCase();
}
