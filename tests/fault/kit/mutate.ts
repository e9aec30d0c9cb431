import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DATABASE_FILE } from '../../../electron/core/store/open.ts';
import type { Random } from '../../../shared/kit/random.ts';

const PAGE = 4_096;

export type Target = 'db' | 'wal' | 'both';
export const WAYS = ['bit flip', 'header', 'page', 'zero fill', 'truncate', 'emptied', 'foreign'] as const;
export type Way = (typeof WAYS)[number];

/** Damages the database of a stopped profile as a bad disk, a bad copy or a bad tool would. */
export function damage(profile: string, target: Target, way: Way, random: Random): void {
  const database = path.join(profile, DATABASE_FILE);
  const files = target === 'both' ? [database, `${database}-wal`] : [target === 'db' ? database : `${database}-wal`];
  for (const file of files) {
    if (existsSync(file)) writeFileSync(file, damaged(readFileSync(file), way, random));
  }
}

function damaged(bytes: Buffer, way: Way, random: Random): Buffer {
  if (bytes.length === 0) return bytes;
  const anywhere = (): number => random.int(0, bytes.length - 1);
  switch (way) {
    case 'bit flip': {
      const place = anywhere();
      bytes[place] = (bytes[place] ?? 0) ^ (1 << random.int(0, 7));
      return bytes;
    }
    case 'header':
      for (let place = 0; place < Math.min(100, bytes.length); place += 1) bytes[place] = random.int(0, 255);
      return bytes;
    case 'page': {
      const start = Math.floor(anywhere() / PAGE) * PAGE;
      for (let place = start; place < Math.min(start + PAGE, bytes.length); place += 1)
        bytes[place] = random.int(0, 255);
      return bytes;
    }
    case 'zero fill': {
      const start = anywhere();
      bytes.fill(0, start, Math.min(bytes.length, start + random.int(1, 8 * PAGE)));
      return bytes;
    }
    case 'truncate':
      return bytes.subarray(0, anywhere());
    case 'emptied':
      return Buffer.alloc(0);
    case 'foreign':
      return Buffer.from('This was a text file once.\n'.repeat(200));
  }
}
