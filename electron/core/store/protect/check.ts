import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { ProblemError } from '../../../../shared/kit/problem.ts';
import type { Database, SqliteDriver } from '../../kernel/ports.ts';
import { schemaVersion } from '../migrate.ts';
import { openReaderOf } from '../open.ts';
import type { Anchor } from './anchor.ts';
import { checkSeal, hasSeal, readCommits, type SealCheck } from './seal.ts';
import { troubleOf } from './trouble.ts';

/** Why a database is not taken as it is. Key of the text catalogues (`recovery.<reason>`). */
export type Reason =
  /** Its structure cannot be read, or it is no database of ours. */
  | 'database-damaged'
  /** It was there and is not. */
  | 'database-missing'
  /** Sound in itself, but older than what this console has written: its end is lost, or an older file took its place. */
  | 'database-rolled-back'
  /** Commands are not what was written. */
  | 'outbox-altered'
  /** The head beside the database is gone, so that nothing says whether the end is there. */
  | 'head-missing';

export type Verdict =
  | { readonly is: 'fresh' }
  | { readonly is: 'sound'; readonly schema: number }
  /** Readable throughout, but its content cannot be trusted. */
  | { readonly is: 'doubtful'; readonly reason: Reason; readonly detail: string }
  | { readonly is: 'damaged'; readonly reason: Reason; readonly detail: string };

/** Above this the page check at start would take longer than an officer should wait; the scrub reads every row instead. */
const CHECK_LIMIT_BYTES = 512 * 1024 * 1024;

export interface Expected {
  readonly anchor: Anchor | null;
  /** The highest number in the side journal. */
  readonly journalLast: number;
  /** `once`: a read failed in an earlier life, so look at everything, whatever it costs · `again`: that found nothing. */
  readonly suspicion: 'none' | 'once' | 'again';
}

/**
 * Looks at a database before anything opens it for writing; it and its WAL stay byte for byte as they are.
 * Throws `ProblemError`: `database-from-future`, `sqlite-version`, `profile-unreadable`.
 */
export function checkDatabase(sqlite: SqliteDriver, file: string, expected: Expected): Verdict {
  const wasUsed = expected.journalLast > 0 || (expected.anchor?.commits ?? 0) > 0;
  if (!existsSync(file) || statSync(file).size === 0) {
    // An empty file is what a power cut at the very first start leaves.
    if (!wasUsed && !existsSync(`${file}-wal`)) return { is: 'fresh' };
    if (wasUsed) return { is: 'damaged', reason: 'database-missing', detail: file };
  }
  // A cut before the very first start had switched to WAL: the journal has to be rolled back, which no reader can do.
  if (!wasUsed && existsSync(`${file}-journal`)) return { is: 'fresh' };
  if (isMarkedReadOnly(file)) return { is: 'damaged', reason: 'database-damaged', detail: 'header' };
  let db: Database | null = null;
  try {
    db = openReaderOf(sqlite, file);
    return examine(db, file, expected);
  } catch (error) {
    if (isDamage(error) || isFalseFuture(error, expected.anchor))
      return { is: 'damaged', reason: 'database-damaged', detail: messageOf(error) };
    throw error;
  } finally {
    db?.close();
  }
}

function examine(db: Database, file: string, expected: Expected): Verdict {
  if (expected.suspicion === 'again') {
    return { is: 'damaged', reason: 'database-damaged', detail: 'reads fail though the pages look sound' };
  }
  const isSuspect = expected.suspicion === 'once';
  if (isSuspect || sizeOf(file) + sizeOf(`${file}-wal`) <= CHECK_LIMIT_BYTES) {
    const said = pageCheck(db, isSuspect);
    if (said !== null) return { is: 'damaged', reason: 'database-damaged', detail: said };
  }
  const schema = schemaVersion(db);
  const { anchor } = expected;
  if (!hasSeal(db)) {
    // A database of a program before there were seals; or the place of one that had them.
    const isOlder = (anchor?.commits ?? 0) > 0 || expected.journalLast > 0;
    return isOlder
      ? { is: 'doubtful', reason: 'database-rolled-back', detail: `schema ${schema}` }
      : { is: 'sound', schema };
  }
  if (!anchor) return { is: 'doubtful', reason: 'head-missing', detail: '' };
  const commits = readCommits(db);
  if (commits < anchor.commits) {
    return { is: 'doubtful', reason: 'database-rolled-back', detail: `commit ${commits}, head ${anchor.commits}` };
  }
  return judgeSeal(checkSeal(db), expected, anchor) ?? { is: 'sound', schema };
}

function judgeSeal(check: SealCheck, { journalLast }: Expected, anchor: Anchor): Verdict | null {
  const wanted = Math.max(anchor.outbox.no, journalLast);
  if (check.head.no < wanted) {
    return { is: 'doubtful', reason: 'database-rolled-back', detail: `outbox ${check.head.no}, head ${wanted}` };
  }
  const hash = check.hashAt(anchor.outbox.no);
  const differs = hash !== undefined && hash !== anchor.outbox.hash;
  if (check.faults.length > 0 || !check.isChained || differs) {
    const what = check.faults.length > 0 ? check.faults.slice(0, 5).join(', ') : 'chain';
    return { is: 'doubtful', reason: 'outbox-altered', detail: what };
  }
  return null;
}

/** @returns the first fault that SQLite finds, or null. */
export function pageCheck(db: Database, thorough = false, table?: string): string | null {
  const name = thorough ? 'integrity_check' : 'quick_check';
  const said = String(db.pragma(`${name}(${table === undefined ? 1 : `"${table}"`})`, { simple: true }));
  return said === 'ok' ? null : said;
}

/** A page that is not what its neighbours say also shows as a table that is not there, or is there before its migration. */
const SCHEMA_FAULT = /no such (table|column)|already exists|duplicate column|malformed|unsupported file format/;

export function isDamage(error: unknown): boolean {
  if (error instanceof ProblemError) {
    const { code } = error.problem;
    return code === 'database-damaged' || (code === 'profile-unreadable' && isDamage(error.cause));
  }
  return troubleOf(error) === 'corrupt' || (error instanceof Error && SCHEMA_FAULT.test(error.message));
}

/** A newer program writes its schema to the head before it writes it to the database. */
function isFalseFuture(error: unknown, anchor: Anchor | null): boolean {
  if (!(error instanceof ProblemError) || error.problem.code !== 'database-from-future' || !anchor) return false;
  return Number(error.problem.params?.['found']) > anchor.schema && anchor.schema > 0;
}

/** SQLite takes a file whose write version it does not know for one that may only be read. */
function isMarkedReadOnly(file: string): boolean {
  const header = Buffer.alloc(20);
  const descriptor = openSync(file, 'r');
  try {
    return readSync(descriptor, header, 0, header.length, 0) === header.length && (header[18] ?? 0) > 2;
  } finally {
    closeSync(descriptor);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}
