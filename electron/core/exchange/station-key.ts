import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { closeSync, fchmodSync, fsyncSync, openSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Log } from '../kernel/ports.ts';
import { syncFolder, writeAll } from '../store/protect/durable-file.ts';

/** What a signature is for. It stands before what is signed, so that one made for one purpose is none for another (X1). */
export type Purpose = 'package' | 'command' | 'proof';

/** X1: the Ed25519 key of a console (RFC 8032). It never leaves the profile; only its public half, hex, does. */
export interface StationKey {
  readonly publicKey: string;
  sign(purpose: Purpose, bytes: Buffer): string;
  /** For forms that bear a context of their own, which none of the purposes begins with: lines of the log and C2SP notes. Hex. */
  signRaw(bytes: Uint8Array): string;
}

const FILE = 'station.key';

/**
 * Made at first use. One that cannot be read is set aside and replaced: the console must start, and every other console
 * then says loudly that the key is another one (X4).
 */
export function openStationKey(profile: string, log: Pick<Log, 'error'>): StationKey {
  const file = join(profile, FILE);
  try {
    return keyOf(createPrivateKey(readFileSync(file)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      log.error('station key not readable; a new one is made', { file, error: String(error) });
      renameSync(file, `${file}.unreadable`);
    }
  }
  const { privateKey } = generateKeyPairSync('ed25519');
  writeSecret(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return keyOf(privateKey);
}

function keyOf(privateKey: KeyObject): StationKey {
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return {
    publicKey: Buffer.from(x, 'base64url').toString('hex'),
    sign: (purpose, bytes) => sign(null, signed(purpose, bytes), privateKey).toString('hex'),
    signRaw: (bytes) => sign(null, bytes, privateKey).toString('hex'),
  };
}

/** @param key, signature hex, lower case: one signature has one spelling (X3). */
export function isSignedBy(key: string, purpose: Purpose, bytes: Buffer, signature: string): boolean {
  try {
    const x = Buffer.from(key, 'hex').toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, signed(purpose, bytes), publicKey, Buffer.from(signature, 'hex'));
  } catch {
    return false;
  }
}

function signed(purpose: Purpose, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`lianzhi exchange ${purpose} 1\n`), bytes]);
}

/** Crockford's base 32: no I, L, O, U, so that it can be read aloud. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** X4: 80 bits of SHA-256 over station and key, as `K7QF-2MXA-9TRC-H4WD`. */
export function fingerprintOf(station: string, key: string): string {
  const hash = createHash('sha256').update(`lianzhi station 1\n${station}\n${key}`).digest();
  let bits = hash.readBigUInt64BE(0) * 65_536n + BigInt(hash.readUInt16BE(8));
  let letters = '';
  for (let count = 0; count < 16; count += 1) {
    letters = (LETTERS[Number(bits & 31n)] ?? '') + letters;
    bits >>= 5n;
  }
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** Its owner's, whole or not at all, and on the disk: a key that a power cut takes is one that nobody trusts any more. */
function writeSecret(file: string, content: string): void {
  const draft = `${file}.new`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    fchmodSync(descriptor, 0o600);
    writeAll(descriptor, Buffer.from(content), 0);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
  syncFolder(dirname(file));
}
