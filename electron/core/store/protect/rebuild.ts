import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DAY, type Instant } from '../../../../shared/kit/time.ts';
import type { StoreRow } from '../../../../shared/protocol/console-api/rows.ts';
import type { Database, Ports } from '../../kernel/ports.ts';
import { DATABASE_FILE, openWriterOf } from '../open.ts';
import { createHistoryWriter } from '../writers/history.ts';
import type { Anchor } from './anchor.ts';
import { verifyBackup, type Backups } from './backups.ts';
import type { Reason } from './check.ts';
import { syncFile, syncFolder } from './durable-file.ts';
import type { Journal } from './journal.ts';
import { insertRows, readTable, salvageOutbox, seatTables, union } from './salvage.ts';
import { readCommits, reseal, type SealedRow } from './seal.ts';

/** What a start had to repair; the officer sees it. */
export type RecoveryReport = NonNullable<StoreRow['recovery']>;

export interface RecoveryParts {
  readonly ports: Ports;
  readonly anchor: Anchor | null;
  readonly journal: Journal;
  readonly backups: Backups;
}

export interface Damage {
  readonly folder: string;
  readonly kept: string;
  readonly at: Instant;
  readonly reason: Reason;
  readonly isReadable: boolean;
}

/** Backups that are looked through for commands, besides the one that becomes the ground. */
const BACKUPS_READ = 3;
const RECOVERY_KEY = 'recovery';
/** How long the officer is told, also by starts after the one that repaired: the shift may have changed. */
const TOLD_FOR = DAY;

/**
 * Builds the new database as a draft and renames it into place, so that a cut leaves either none or all of it. The ground is
 * the old database itself when it can be read, else the newest backup that passes its checks, else an empty one.
 */
export function rebuild(parts: RecoveryParts, damage: Damage): RecoveryReport {
  const { ports, anchor, journal } = parts;
  const { profile } = ports.paths;
  const draft = join(profile, `${DATABASE_FILE}.new`);
  const old = join(damage.folder, DATABASE_FILE);
  const { db, ground } = openGround(parts, damage, draft);
  try {
    const report = db
      .transaction((): RecoveryReport => {
        const recovered: Record<string, number> = {};
        const lost: Record<string, number> = {};
        const copies: (readonly SealedRow[])[] = [salvageOutbox(db)];
        if (ground !== 'own') reading(parts, old, (source) => copies.push(carryOver(source, db, recovered)));
        const journaled = journal.read();
        copies.push(journaled.rows);
        for (const backup of parts.backups.list().slice(0, BACKUPS_READ)) {
          reading(parts, backup.file, (source) => copies.push(salvageOutbox(source)));
        }
        const commands = union(copies);
        db.exec('DELETE FROM outbox');
        const placed = placeCommands(db, commands);
        recovered['outbox'] = placed;
        const unsealed = commands.filter(({ no }) => no === 0).length;
        if (unsealed > 0) recovered['outboxUnsealed'] = unsealed;
        count(lost, 'outbox', Math.max(anchor?.outbox.rows ?? 0, commands.length) - placed);
        count(lost, 'history', (anchor?.history ?? 0) - lastPosition(db));
        keepStation(parts, db, commands);
        distrustCaches(db, damage.at);
        reseal(db, Math.max(anchor?.outbox.no ?? 0, journaled.last));
        db.prepare('UPDATE mark SET commits = ?').run(Math.max(readCommits(db), anchor?.commits ?? 0) + 1);
        const { at, reason, kept } = damage;
        const told: RecoveryReport = { at, reason, recovered, lost, kept };
        setMeta(db, RECOVERY_KEY, JSON.stringify(told));
        return told;
      })
      .immediate();
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    syncFile(draft);
    renameSync(draft, join(profile, DATABASE_FILE));
    syncFolder(profile);
    const { reason, recovered, lost, kept } = report;
    ports.log.warn('database repaired', { ground, reason, recovered, lost, kept });
    return report;
  } catch (error) {
    db.close();
    throw error;
  }
}

export function readRecovery(db: Database, now: Instant): RecoveryReport | null {
  const text = meta(db, RECOVERY_KEY);
  if (text === null) return null;
  const report = JSON.parse(text) as RecoveryReport;
  return Math.abs(now - report.at) <= TOLD_FOR ? report : null;
}

type Ground = 'own' | 'backup' | 'empty';

function openGround(parts: RecoveryParts, damage: Damage, draft: string): { db: Database; ground: Ground } {
  const { sqlite } = parts.ports;
  const old = join(damage.folder, DATABASE_FILE);
  const tries: { readonly ground: Ground; readonly copy: () => void }[] = [];
  if (damage.isReadable && existsSync(old)) {
    tries.push({
      ground: 'own',
      copy() {
        copyFileSync(old, draft);
        if (existsSync(`${old}-wal`)) copyFileSync(`${old}-wal`, `${draft}-wal`);
      },
    });
  }
  for (const backup of parts.backups.list().filter(({ scope }) => scope === 'full')) {
    tries.push({
      ground: 'backup',
      copy() {
        verifyBackup(sqlite, backup.file, null);
        copyFileSync(backup.file, draft);
      },
    });
  }
  for (const { ground, copy } of tries) {
    try {
      clearDraft(draft);
      copy();
      return { db: openWriterOf(sqlite, draft), ground };
    } catch (error) {
      parts.ports.log.warn('not a ground for the repair', { ground, error: String(error) });
    }
  }
  clearDraft(draft);
  return { db: openWriterOf(sqlite, draft), ground: 'empty' };
}

function clearDraft(draft: string): void {
  for (const name of [draft, `${draft}-wal`, `${draft}-shm`, `${draft}-journal`]) rmSync(name, { force: true });
}

/** A copy that cannot be opened gives nothing; that is no reason to stop. */
function reading(parts: RecoveryParts, file: string, read: (source: Database) => void): void {
  if (!existsSync(file)) return;
  let source: Database | null = null;
  try {
    // Without the gates of a database that is going to be used: whatever can be read is welcome.
    source = parts.ports.sqlite.open(file, { readonly: true });
    read(source);
  } catch (error) {
    parts.ports.log.warn('copy not read', { file, error: String(error) });
  } finally {
    source?.close();
  }
}

/** What belongs to the seat, from the damaged database over the ground; returns its commands. */
function carryOver(source: Database, db: Database, recovered: Record<string, number>): SealedRow[] {
  for (const table of seatTables(db)) {
    const { rows, isWhole } = readTable(source, table);
    // Read to its end, the old table says also what was deleted since the backup.
    if (isWhole && rows.length > 0) db.exec(`DELETE FROM "${table}"`);
    count(recovered, table, insertRows(db, table, rows));
  }
  return salvageOutbox(source);
}

/** In their old places in the order of sending; one whose place was given away meanwhile goes to the end. */
function placeCommands(db: Database, commands: readonly SealedRow[]): number {
  let placed = 0;
  for (const { row } of commands) {
    if (!row) continue;
    const { position: _position, ...free } = row;
    placed += insertRows(db, 'outbox', [row], 'ABORT') || insertRows(db, 'outbox', [free], 'ABORT');
  }
  return placed;
}

/** The seat's name and its counter: a number must not be given twice, whatever was lost. */
function keepStation({ anchor }: RecoveryParts, db: Database, commands: readonly SealedRow[]): void {
  const known = meta(db, 'stationId') ?? anchor?.station.id ?? stationOfCommands(commands);
  if (known !== null) setMeta(db, 'stationId', known);
  const numbers = commands.map(({ row }) => Number(row?.['station_seq'] ?? 0));
  const last = Math.max(0, anchor?.station.seq ?? 0, Number(meta(db, 'stationSeq') ?? 0), ...numbers);
  if (last > 0) setMeta(db, 'stationSeq', String(last));
}

function stationOfCommands(commands: readonly SealedRow[]): string | null {
  for (const { row } of commands.toReversed()) {
    try {
      const { stationId } = JSON.parse(String(row?.['command'])) as { stationId?: unknown };
      if (typeof stationId === 'string') return stationId;
    } catch {
      // The next one may say.
    }
  }
  return null;
}

/** Without a cursor every feed is joined by a snapshot. The time that was lost is said when the past is asked for. */
function distrustCaches(db: Database, at: Instant): void {
  const last = db.prepare('SELECT received FROM history ORDER BY position DESC LIMIT 1').get() as
    { received: Instant } | undefined;
  db.exec('UPDATE feed SET epoch = NULL, seq = 0');
  if (last && last.received < at) createHistoryWriter(db).noteGap(last.received, at);
}

function lastPosition(db: Database): number {
  return (db.prepare('SELECT coalesce(max(position), 0) AS last FROM history').get() as { last: number }).last;
}

function meta(db: Database, key: string): string | null {
  const row = db.prepare('SELECT value FROM meta WHERE key = ?').get(key) as { value: string } | undefined;
  return row?.value ?? null;
}

function setMeta(db: Database, key: string, value: string): void {
  db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value);
}

function count(into: Record<string, number>, what: string, amount: number): void {
  if (amount > 0) into[what] = amount;
}
