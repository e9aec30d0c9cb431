import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorityMatrix, NOBODY, type AuthorityMatrix } from '../../shared/protocol/authority.ts';
import type { Logger } from '../logger.ts';

/** The matrix of `authority.json`. One that cannot be read allows nothing, and the log says so: the feeds go on. */
export function readAuthorities(resources: string, log: Logger): AuthorityMatrix {
  const file = join(resources, 'authority.json');
  try {
    return authorityMatrix.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    log.error('authorities not read, every command will be refused', { file, error: String(error) });
    return NOBODY;
  }
}
