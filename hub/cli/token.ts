import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '../../shared/kit/problem.ts';

/** Reads a token from a file; its first line counts. */
export function readTokenFile(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ProblemError({ code: 'token-file', origin: 'hub', params: { path } }, error);
  }
  const token = text.split(/\r?\n/, 1)[0]?.trim() ?? '';
  if (token === '') throw new ProblemError({ code: 'token-empty', origin: 'hub', params: { path } });
  return token;
}

/** The token of a data folder: made once, 256 bits, readable by its owner alone. */
export function ownToken(dataDir: string): { readonly token: string; readonly path: string } {
  const path = join(dataDir, 'token');
  if (!existsSync(path)) {
    try {
      mkdirSync(dataDir, { recursive: true });
      writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      throw new ProblemError({ code: 'data-unwritable', origin: 'hub', params: { path: dataDir } }, error);
    }
  }
  return { token: readTokenFile(path), path };
}
