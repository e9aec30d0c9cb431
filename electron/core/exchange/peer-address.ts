import { isIPv4, isIPv6 } from 'node:net';
import { refuse } from './refuse.ts';

/** X11: `HOST:PORT`, host a name (RFC 1123), an IPv4 address or an IPv6 one in brackets; in one spelling. Throws `peer-address`. */
export function peerAddress(given: string): string {
  const text = given.trim().toLowerCase();
  const [, bracketed, plain = '', digits = ''] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+)):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  const isHost = bracketed === undefined ? isIPv4(plain) || isName(plain) : isIPv6(bracketed);
  if (!isHost || digits === '' || port < 1 || port > 65_535)
    throw refuse('peer-address', { address: given.slice(0, 100) });
  return `${bracketed === undefined ? plain : `[${bracketed}]`}:${port}`;
}

/** A name or an address to listen at, without a port. */
export function isHost(text: string): boolean {
  return isIPv4(text) || isIPv6(text) || isName(text.toLowerCase());
}

function isName(text: string): boolean {
  const labels = text.split('.');
  // Numbers only: a mistyped address.
  if (text.length > 253 || labels.every((label) => /^\d+$/.test(label))) return false;
  return labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
}
