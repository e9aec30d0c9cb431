import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUTOMATIC, authorityMatrix, mayDo, type AuthorityMatrix } from '../../../shared/protocol/authority.ts';
import type { Authority } from '../../../shared/protocol/console-api/calls.ts';
import type { Log } from '../kernel/ports.ts';

const NOTHING: AuthorityMatrix = { version: 1, authorities: {} };

/** The matrix of `resources/authority.json`. One that cannot be read allows nothing, and the log says so (default deny). */
export function readAuthorities(resources: string, log: Log): AuthorityMatrix {
  const file = join(resources, 'authority.json');
  try {
    return authorityMatrix.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    log.error('authorities not read; nobody may do anything', { file, error: String(error) });
    return NOTHING;
  }
}

/** Those that an account may be given. */
export function authorityRows({ authorities }: AuthorityMatrix): Authority[] {
  return Object.entries(authorities)
    .filter(([id]) => id !== AUTOMATIC)
    .map(([id, { name, may }]) => ({ id, name, may }));
}

export function allowedTo(matrix: AuthorityMatrix, authority: string): readonly string[] {
  return Object.hasOwn(matrix.authorities, authority) ? (matrix.authorities[authority]?.may ?? []) : [];
}

/** May make accounts of others. */
export function mayManage(matrix: AuthorityMatrix, authority: string): boolean {
  return mayDo(matrix, authority, 'people.manage');
}
