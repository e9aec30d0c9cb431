import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

/** A key that somebody here has put into the trust folder, by the name of its file. */
export interface TrustedKey {
  readonly name: string;
  readonly key: KeyObject;
  /** The certificate's term, ms; a bare key has none. */
  readonly validFrom: number;
  readonly validTo: number;
}

const ENDINGS = new Set(['.pem', '.crt', '.cer', '.pub']);
const LARGEST = 64 * 1024;
const MOST = 200;

/**
 * The keys of a folder: certificates or public keys, PEM or DER, one a file. Read at each signed message, so that a key
 * that is put there or taken away counts at once. A file that is none of these is left out and named in `unreadable`.
 */
export function readTrust(folder: string | null): {
  readonly keys: readonly TrustedKey[];
  readonly unreadable: readonly string[];
} {
  const keys: TrustedKey[] = [];
  const unreadable: string[] = [];
  for (const name of folder === null ? [] : filesOf(folder)) {
    try {
      keys.push(readKey(join(folder ?? '', name)));
    } catch {
      unreadable.push(name);
    }
  }
  return { keys, unreadable };
}

function filesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => ENDINGS.has(extname(name).toLowerCase()))
      .toSorted()
      .slice(0, MOST);
  } catch {
    // No folder, no trust: every signature is then of an unknown key.
    return [];
  }
}

function readKey(path: string): TrustedKey {
  if (statSync(path).size > LARGEST) throw new Error('too large');
  const bytes = readFileSync(path);
  const name = basename(path, extname(path));
  try {
    const certificate = new X509Certificate(bytes);
    const { publicKey, validFrom, validTo } = certificate;
    return { name, key: publicKey, validFrom: Date.parse(validFrom), validTo: Date.parse(validTo) };
  } catch {
    const isPem = bytes.includes('-----BEGIN');
    const key = createPublicKey(isPem ? bytes : { key: bytes, format: 'der', type: 'spki' });
    return { name, key, validFrom: -Infinity, validTo: Infinity };
  }
}
