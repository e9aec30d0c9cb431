import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';

/** Paths of the hub itself; no feed may be named so. */
const TAKEN = new Set(['health', 'socket-io']);
const LONGEST = 40;

/** A feed id from a file's or folder's name: `Montco 911.csv` → `montco-911`; a name without Latin letters gets a hash. */
export function slugOf(path: string): string {
  const name = basename(path);
  const stem = name.slice(0, name.length - extname(name).length) || name;
  const slug = stem
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  const lost = /[^\p{ASCII}]/u.test(stem);
  if (slug === '' || lost || TAKEN.has(slug)) {
    const hash = createHash('sha256').update(stem).digest('hex').slice(0, 6);
    return slug === '' ? `replay-${hash}` : `${slug}-${hash}`;
  }
  return slug;
}
