import { randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

/** 256 bits, as text that fits a header and a URL. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Writes a file that only its owner can read, whole or not at all. */
export function writePrivateFile(file: string, content: string): void {
  const draft = `${file}.new`;
  const handle = openSync(draft, 'w', 0o600);
  try {
    // The mode of `open` is cut by the umask and ignored when the draft was left over from before.
    fchmodSync(handle, 0o600);
    writeSync(handle, content);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}

/** The secret in `file`, made on first use. */
export function readOrCreateSecret(file: string): string {
  try {
    const found = readFileSync(file, 'utf8').trim();
    if (found.length >= 32) return found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = randomToken();
  writePrivateFile(file, secret);
  return secret;
}
