import { cache } from './0010-cache.ts';
import { outbox } from './0020-outbox.ts';
import { station } from './0030-station.ts';
import type { Migration } from './migration.ts';

/** In order. A new file is added here and its test in migrations.test.ts (a test fails without it). */
export const migrations: readonly Migration[] = [cache, outbox, station];
