import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database, Ports } from '../../kernel/ports.ts';
import { latestSchema } from '../migrate.ts';
import { DATABASE_FILE, openWriterOf } from '../open.ts';
import { FIRST_ANCHOR, type Anchor, type AnchorFile, type AnchorState } from './anchor.ts';
import type { Backups } from './backups.ts';
import { checkDatabase, isDamage, type Expected, type Verdict } from './check.ts';
import { replaceFile } from './durable-file.ts';
import type { Journal } from './journal.ts';
import type { RecoveryParts, RecoveryReport } from './rebuild.ts';
import { endRecovery, readMarker, recover, resume } from './recover.ts';
import { watchOutbox } from './seal.ts';

const SUSPECT_FILE = 'console.suspect';
const AGAIN = 'again';

export interface StartParts {
  readonly ports: Ports;
  readonly anchorFile: AnchorFile;
  readonly journal: Journal;
  readonly backups: Backups;
}

export interface Started {
  readonly writer: () => Database;
  /** What had to be repaired just now; null when nothing. */
  readonly recovery: RecoveryReport | null;
  /** The recovery is not over before head and journal are written anew. */
  readonly secured: () => void;
}

/**
 * S5: brings the profile's database to where it can be written: checked against the head beside it, repaired when it does
 * not fit, backed up before a migration, migrated. Whatever is found, this ends: with a database that works, or with a
 * named refusal that leaves everything as it is.
 * Throws `ProblemError`: `database-from-future`, `sqlite-version`, `profile-unreadable`, `durability-refused`.
 */
export function startDatabase(parts: StartParts): Started {
  const { ports, anchorFile, journal } = parts;
  const { profile } = ports.paths;
  const file = join(profile, DATABASE_FILE);
  const anchor = anchorFile.read();
  const recovery: RecoveryParts = { ...parts, anchor };
  const begun = readMarker(profile);
  let report: RecoveryReport | null = null;
  if (begun && !(begun.stage === 'building' && existsSync(file))) report = resume(recovery, begun);
  else if (!begun) report = examineAndRepair(parts, recovery, file, anchor, expectedOf(profile, anchor, journal));

  const open = (): Database => {
    const db = openWriterOf(ports.sqlite, file);
    watchOutbox(db);
    return db;
  };
  try {
    open().close();
  } catch (error) {
    if (report || !isDamage(error)) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    report = recover(recovery, { reason: 'database-damaged', detail, isReadable: false });
    open().close();
  }
  return {
    writer: open,
    recovery: report,
    secured() {
      endRecovery(profile);
      if (report) clearSuspect(profile);
    },
  };
}

function examineAndRepair(
  parts: StartParts,
  recovery: RecoveryParts,
  file: string,
  anchor: Anchor | null,
  expected: Expected,
): RecoveryReport | null {
  const verdict: Verdict = checkDatabase(parts.ports.sqlite, file, expected);
  switch (verdict.is) {
    case 'fresh':
      begin(parts.anchorFile, anchor);
      return null;
    case 'sound':
      begin(parts.anchorFile, anchor);
      if (verdict.schema > 0 && verdict.schema < latestSchema()) parts.backups.makeBeforeMigration(file);
      return null;
    case 'doubtful':
    case 'damaged': {
      const { reason, detail } = verdict;
      return recover(recovery, { reason, detail, isReadable: verdict.is === 'doubtful' });
    }
  }
}

/**
 * The head is there before what it stands for: a database without one is then never the trace of a cut. And it names the
 * schema that is about to be written.
 */
function begin(anchorFile: AnchorFile, anchor: Anchor | null): void {
  const schema = latestSchema();
  if (anchor && anchor.schema >= schema) return;
  const state: AnchorState = anchor ?? FIRST_ANCHOR;
  anchorFile.write({ ...state, schema });
}

function expectedOf(profile: string, anchor: Anchor | null, journal: Journal): Expected {
  return { anchor, journalLast: journal.read().last, suspicion: suspicion(profile) };
}

/**
 * A read failed: the next start looks at every page. When it has looked already and found nothing, the start after that
 * does not trust the database whatever the pages say: no loop of restarts. Never throws: the disk may be what is wrong.
 */
export function markSuspect(profile: string): void {
  const file = join(profile, SUSPECT_FILE);
  try {
    replaceFile(file, existsSync(file) ? AGAIN : 'once');
  } catch {
    // The start checks small databases anyway.
  }
}

/** After a life without a failed read. */
export function clearSuspect(profile: string): void {
  rmSync(join(profile, SUSPECT_FILE), { force: true });
}

function suspicion(profile: string): Expected['suspicion'] {
  const file = join(profile, SUSPECT_FILE);
  if (!existsSync(file)) return 'none';
  return readFileSync(file, 'utf8') === AGAIN ? AGAIN : 'once';
}
