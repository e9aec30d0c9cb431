import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { COSIGNATURE, type NoteKey } from '../../shared/kit/tlog/note.ts';

/** A witness's key: its name has a part of the key in it, so that two hubs are never one witness. */
export interface WitnessKey extends NoteKey {
  sign(bytes: Uint8Array): Buffer;
}

const FILE = 'witness.key';

/** Made at first use, the owner's alone. Throws what the disk throws: a witness whose key changes unseen is none. */
export function openWitnessKey(dataDir: string): WitnessKey {
  const file = join(dataDir, FILE);
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(readFileSync(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    ({ privateKey } = generateKeyPairSync('ed25519'));
    writeDurably(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
  }
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const publicKey = Buffer.from(x, 'base64url');
  const mark = createHash('sha256').update(publicKey).digest('hex').slice(0, 8);
  return {
    name: `lianzhi.local/hub/${mark}`,
    kind: COSIGNATURE,
    publicKey,
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}

/** Whole or not at all, and on the disk when it returns. */
export function writeDurably(file: string, text: string, mode = 0o644): void {
  const draft = `${file}.new`;
  const descriptor = openSync(draft, 'w', mode);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
}
