import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { instantSchema } from '../../../../shared/domain/common.ts';
import type { Database, Ports } from '../../kernel/ports.ts';
import { schemaVersion } from '../migrate.ts';
import { openReaderOf, openWriterOf } from '../open.ts';
import type { StoreOptions } from '../options.ts';
import { pageCheck } from './check.ts';
import { replaceFile, syncFile, syncFolder } from './durable-file.ts';
import { insertRows, readTable, seatTables } from './salvage.ts';
import { checkSeal, hasSeal, readCommits, reseal, type SealHead } from './seal.ts';

export const BACKUP_FOLDER = 'backups';

/** The sheet beside a backup; written last, so that a file without one is no backup. */
const sheet = z.object({
  /** Counts up; the order of backups, whatever the clock did. */
  number: z.int().min(1),
  at: instantSchema,
  why: z.enum(['hourly', 'migration']),
  /** `seat`: without what the feeds can give again. */
  scope: z.enum(['full', 'seat']),
  schema: z.int().min(0),
  commits: z.int().min(0),
  outbox: z.object({ no: z.int(), hash: z.string(), rows: z.int() }),
  bytes: z.int().min(0),
});
type Sheet = z.infer<typeof sheet>;
export interface Backup extends Sheet {
  readonly file: string;
}

const PAGES_PER_STEP = 400;
/** Copies of the state before a migration, kept besides the hourly ones. */
const MIGRATIONS_KEPT = 3;
const NOT_SEALED: SealHead = { no: 0, hash: '', rows: 0 };

/** R10: verified copies of the database. A copy that does not pass its checks is never counted as one. */
export class Backups {
  readonly #ports: Pick<Ports, 'clock' | 'sqlite' | 'log' | 'disk'>;
  readonly #options: StoreOptions;
  readonly #folder: string;
  #running: Promise<Backup | null> | null = null;

  constructor(ports: Pick<Ports, 'clock' | 'sqlite' | 'log' | 'disk' | 'paths'>, options: StoreOptions) {
    this.#ports = ports;
    this.#options = options;
    this.#folder = join(ports.paths.profile, BACKUP_FOLDER);
  }

  /** Newest first. */
  list(): Backup[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => readSheet(join(this.#folder, name)))
      .toSorted((a, b) => b.number - a.number);
  }

  /** A running one is waited for. Null: not made, and the log says why. */
  make(live: Database): Promise<Backup | null> {
    this.#running ??= this.#make(live)
      .catch((error: unknown) => {
        this.#ports.log.error('backup not made', { error: String(error) });
        return null;
      })
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  /**
   * S10: before a migration, while nothing else runs. `file` is closed and was checked.
   * Throws when it cannot be made: without it there is no migration.
   */
  makeBeforeMigration(file: string): Backup {
    const number = this.#prepare();
    const draft = this.#draft(number);
    // Brings what is in the WAL into the file, so that one file is all.
    const db = this.#ports.sqlite.open(file);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    copyFileSync(file, draft);
    return this.#finish(number, draft, 'migration', 'full', null);
  }

  async #make(live: Database): Promise<Backup | null> {
    const bytes =
      Number(live.pragma('page_count', { simple: true })) * Number(live.pragma('page_size', { simple: true }));
    const isFull = bytes <= this.#options.fullBackupBytes;
    const number = this.#prepare();
    const free = this.#ports.disk.freeBytes(this.#folder);
    if (isFull && free < bytes + this.#options.lowBytes / 2) {
      this.#ports.log.warn('no room for a backup', { free, bytes });
      return null;
    }
    const draft = this.#draft(number);
    const before = checkSeal(live).head;
    if (isFull) await live.backup(draft, { progress: () => PAGES_PER_STEP });
    else this.#copySeat(live, draft);
    await this.#turn();
    const backup = this.#finish(number, draft, 'hourly', isFull ? 'full' : 'seat', isFull ? before : null);
    this.#prune();
    return backup;
  }

  /** Small, so in one go: what a lost console could not get from anywhere else. */
  #copySeat(live: Database, draft: string): void {
    const copy = openWriterOf(this.#ports.sqlite, draft);
    try {
      copy
        .transaction(() => {
          for (const table of seatTables(copy)) insertRows(copy, table, readTable(live, table).rows);
          insertRows(copy, 'outbox', readTable(live, 'outbox').rows);
          reseal(copy, checkSeal(live).head.no);
        })
        .immediate();
    } finally {
      copy.close();
    }
  }

  #finish(number: number, draft: string, why: Sheet['why'], scope: Sheet['scope'], before: SealHead | null): Backup {
    const file = this.#file(number);
    // One file without a WAL beside it: it can be carried away and opened anywhere.
    const db = this.#ports.sqlite.open(draft);
    db.pragma('journal_mode = DELETE');
    db.close();
    const { schema, commits, outbox } = verifyBackup(this.#ports.sqlite, draft, before);
    syncFile(draft);
    renameSync(draft, file);
    syncFolder(this.#folder);
    const at = this.#ports.clock.now();
    const made: Sheet = { number, at, why, scope, schema, commits, outbox, bytes: statSync(file).size };
    replaceFile(sheetOf(file), JSON.stringify(made));
    return { ...made, file };
  }

  /** The number of the next one; what an interrupted one left behind is cleared away. */
  #prepare(): number {
    mkdirSync(this.#folder, { recursive: true });
    for (const name of readdirSync(this.#folder)) {
      if (name.includes('.draft')) rmSync(join(this.#folder, name), { force: true });
    }
    return (this.list()[0]?.number ?? 0) + 1;
  }

  #prune(): void {
    const all = this.list();
    const surplus = [
      ...all.filter(({ why }) => why === 'hourly').slice(this.#options.backupsKept),
      ...all.filter(({ why }) => why === 'migration').slice(MIGRATIONS_KEPT),
    ];
    for (const { file } of surplus) {
      // The sheet first: a file without one is no backup, a sheet without a file would be a lie.
      rmSync(sheetOf(file), { force: true });
      rmSync(file, { force: true });
    }
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => void this.#ports.clock.after(0, resolve));
  }

  #file(number: number): string {
    return join(this.#folder, `console-${String(number).padStart(6, '0')}.sqlite`);
  }

  #draft(number: number): string {
    return `${this.#file(number)}.draft`;
  }
}

/**
 * Opens a backup and checks pages, rows and chain. Throws when it is not whole.
 * @param before the chain's head when the copying began; the copy must hold it.
 */
export function verifyBackup(
  sqlite: Ports['sqlite'],
  file: string,
  before: SealHead | null,
): Pick<Sheet, 'schema' | 'commits' | 'outbox'> {
  const db = openReaderOf(sqlite, file);
  try {
    const said = pageCheck(db);
    if (said !== null) throw new Error(`backup is damaged: ${said}`);
    const schema = schemaVersion(db);
    if (!hasSeal(db)) return { schema, commits: 0, outbox: NOT_SEALED };
    const check = checkSeal(db);
    if (check.faults.length > 0 || !check.isChained)
      throw new Error(`backup does not fit its seal: ${check.faults.join(', ')}`);
    if (before && check.hashAt(before.no) !== before.hash) throw new Error('backup lacks what was there before it');
    return { schema, commits: readCommits(db), outbox: check.head };
  } finally {
    db.close();
  }
}

function readSheet(file: string): Backup[] {
  try {
    const parsed = sheet.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    const database = file.replace(/\.json$/, '.sqlite');
    return parsed.success && existsSync(database) ? [{ ...parsed.data, file: database }] : [];
  } catch {
    return [];
  }
}

function sheetOf(file: string): string {
  return file.replace(/\.sqlite$/, '.json');
}
