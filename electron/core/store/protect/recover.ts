import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { instantSchema } from '../../../../shared/domain/common.ts';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import { DATABASE_FILE } from '../open.ts';
import { ANCHOR_FILE } from './anchor.ts';
import type { Reason } from './check.ts';
import { replaceFile, syncFolder } from './durable-file.ts';
import { JOURNAL_FILE } from './journal.ts';
import { rebuild, type RecoveryParts, type RecoveryReport } from './rebuild.ts';

export const DAMAGED_FOLDER = 'damaged';
const MARKER_FILE = 'recovery.json';

/** Where a recovery stands. On disk before each stage, so that a cut in it is taken up again and nothing is mixed up. */
const marker = z.object({
  stage: z.enum(['moving', 'building']),
  at: instantSchema,
  reason: z.enum([
    'database-damaged',
    'database-missing',
    'database-rolled-back',
    'outbox-altered',
    'head-missing',
  ] satisfies Reason[]),
  detail: z.string(),
  /** Below the profile. */
  kept: z.string(),
  /** Whether the database may be the ground of the new one: it can be read throughout. */
  isReadable: z.boolean(),
});
type Marker = z.infer<typeof marker>;

/** A recovery that was begun and not ended; null when there is none. */
export function readMarker(profile: string): Marker | null {
  const file = join(profile, MARKER_FILE);
  if (!existsSync(file)) return null;
  try {
    return marker.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new ProblemError({ code: 'profile-unreadable', origin: 'store', params: { path: file } }, error);
  }
}

/**
 * R5: takes the database out of the way, whole and unchanged (database, WAL and index together, with copies of head and
 * journal), builds a new one beside it from all that can be read anywhere, and puts that in its place. Nothing is
 * deleted. The caller writes head and journal and then calls `endRecovery`.
 */
export function recover(parts: RecoveryParts, why: Pick<Marker, 'reason' | 'detail' | 'isReadable'>): RecoveryReport {
  const { profile } = parts.ports.paths;
  const at = parts.ports.clock.now();
  const kept = freeFolder(profile, at);
  const begun: Marker = { stage: 'moving', at, kept, ...why };
  writeMarker(profile, begun);
  return resume(parts, begun);
}

export function resume(parts: RecoveryParts, begun: Marker): RecoveryReport {
  const { ports } = parts;
  const { profile } = ports.paths;
  ports.log.error('database is being repaired', { reason: begun.reason, detail: begun.detail, kept: begun.kept });
  const folder = join(profile, begun.kept);
  if (begun.stage === 'moving') {
    moveAway(profile, folder);
    writeMarker(profile, { ...begun, stage: 'building' });
  }
  const report = rebuild(parts, {
    folder,
    at: begun.at,
    reason: begun.reason,
    kept: begun.kept,
    isReadable: begun.isReadable,
  });
  replaceFile(join(folder, 'report.json'), JSON.stringify(report, null, 2));
  return report;
}

export function endRecovery(profile: string): void {
  rmSync(join(profile, MARKER_FILE), { force: true });
  syncFolder(profile);
}

/** The WAL and its index first: a WAL beside a database that is not its own would be played into it. */
function moveAway(profile: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of [`${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`, DATABASE_FILE]) {
    if (existsSync(join(profile, name))) renameSync(join(profile, name), join(folder, name));
  }
  for (const name of [ANCHOR_FILE, JOURNAL_FILE]) {
    if (existsSync(join(profile, name))) copyFileSync(join(profile, name), join(folder, name));
  }
  syncFolder(folder);
  syncFolder(profile);
}

function writeMarker(profile: string, state: Marker): void {
  replaceFile(join(profile, MARKER_FILE), JSON.stringify(state));
}

function freeFolder(profile: string, at: number): string {
  const stamp = new Date(at).toISOString().replaceAll(/[:.]/g, '-');
  for (let count = 1; ; count += 1) {
    const name = join(DAMAGED_FOLDER, count === 1 ? stamp : `${stamp}-${count}`);
    if (!existsSync(join(profile, name))) return name;
  }
}

/** Moves one unusable small file of ours (the lock) out of the way, by its name and time. */
export function setAside(profile: string, file: string, at: number): void {
  const folder = join(profile, freeFolder(profile, at));
  mkdirSync(folder, { recursive: true });
  renameSync(file, join(folder, basename(file)));
  syncFolder(profile);
}
