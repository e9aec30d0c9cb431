import type { Clock, Database, Log, Statement } from '../../kernel/ports.ts';
import { latestSchema } from '../migrate.ts';
import type { AnchorFile } from './anchor.ts';
import type { DiskGuard } from './disk-guard.ts';
import type { Journal } from './journal.ts';
import { checkSeal, reseal, type SealedRow, type SealHead } from './seal.ts';
import { troubleOf } from './trouble.ts';
import type { Committed } from './write-path.ts';

/** Transactions of caches are told to the head this often; what it does not know yet the feeds send again. */
const CACHE_EVERY = 1_000;
/** The journal is written anew when it is larger than this and the database was backed up. */
const JOURNAL_LIMIT_BYTES = 1024 * 1024;
/** Lines of the chain per command, above which it begins anew. */
const LINES_PER_COMMAND = 8;
const FEW_LINES = 5_000;

/** States that no answer changes any more. Whatever is not listed stays in the journal. */
const SETTLED: ReadonlySet<unknown> = new Set(['effectSeen', 'rejected', 'expired', 'withdrawn', 'undone']);

export interface SecurityParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly db: Database;
  readonly anchorFile: AnchorFile;
  readonly journal: Journal;
  readonly guard: DiskGuard;
}

/**
 * Keeps head and journal beside the database up with it. A commit is what counts: when one of these files cannot be
 * written, the write stands and the file is made good as soon as the disk allows.
 */
export class Security {
  readonly #parts: SecurityParts;
  readonly #feeds: Statement;
  readonly #last: Statement;
  readonly #meta: Statement;
  #newest: Pick<Committed, 'commits' | 'head'>;
  #anchoredAt: number;
  #isAnchorStale = false;
  #isJournalStale = false;
  /** The chain's number up to which a verified backup reaches. */
  #backedUp = 0;

  constructor(parts: SecurityParts, newest: Pick<Committed, 'commits' | 'head'>) {
    this.#parts = parts;
    this.#newest = newest;
    const { db, clock } = parts;
    this.#feeds = db.prepare('SELECT id, epoch, seq FROM feed WHERE epoch IS NOT NULL');
    this.#last = db.prepare('SELECT coalesce(max(position), 0) AS last FROM history');
    this.#meta = db.prepare('SELECT value FROM meta WHERE key = ?');
    this.#anchoredAt = clock.monotonic();
  }

  /** Writes both files as the database is now. Throws: without them nothing may be acknowledged. */
  begin(): void {
    this.#parts.journal.replace(this.#journalRows());
    this.#writeAnchor();
  }

  committed({ commits, head, rows }: Committed): void {
    this.#newest = { commits, head };
    if (rows.length > 0) {
      this.#append(rows);
      this.#anchor();
    } else if (this.#parts.clock.monotonic() - this.#anchoredAt >= CACHE_EVERY) {
      this.#anchor();
    } else {
      this.#isAnchorStale = true;
    }
  }

  /** Makes good what could not be written, and tells the head about the last caches. */
  tick(): void {
    if (this.#isJournalStale) this.#rewriteJournal();
    if (this.#isAnchorStale) this.#anchor();
  }

  backedUp(no: number): void {
    this.#backedUp = Math.max(this.#backedUp, no);
    if (this.#parts.journal.bytes > JOURNAL_LIMIT_BYTES) this.#rewriteJournal();
  }

  /** Whether the chain has so many superseded lines that it is worth beginning anew. */
  get isChainLong(): boolean {
    const { db } = this.#parts;
    const { lines } = db.prepare('SELECT count(*) AS lines FROM seal').get() as { lines: number };
    return lines > FEW_LINES + LINES_PER_COMMAND * this.#newest.head.rows;
  }

  /** Begins the chain anew. Head and journal follow at once. @returns the new end. */
  shorten(transact: (run: () => SealHead) => SealHead): SealHead {
    const head = transact(() => reseal(this.#parts.db));
    this.#newest = { ...this.#newest, head };
    this.#rewriteJournal();
    this.#anchor();
    return head;
  }

  close(): void {
    this.#anchor();
    this.#parts.anchorFile.close();
    this.#parts.journal.close();
  }

  #append(rows: readonly SealedRow[]): void {
    if (this.#isJournalStale) return this.#rewriteJournal();
    if (!this.#tried('journal', () => this.#parts.journal.append(rows))) this.#rewriteJournal();
  }

  #rewriteJournal(): void {
    this.#isJournalStale = !this.#tried('journal', () => this.#parts.journal.replace(this.#journalRows()));
  }

  #anchor(): void {
    this.#isAnchorStale = !this.#tried('head', () => this.#writeAnchor());
  }

  /** Tries, gives up the reserve when there is no room, and tries once more. */
  #tried(what: string, write: () => void): boolean {
    const { guard, log } = this.#parts;
    for (let attempt = 1; ; attempt += 1) {
      try {
        write();
        return true;
      } catch (error) {
        log.error('file beside the database not written', { what, error: String(error) });
        if (attempt > 1 || (troubleOf(error) === 'full' && !guard.metFull())) return false;
      }
    }
  }

  #writeAnchor(): void {
    const { anchorFile, clock } = this.#parts;
    const feeds = this.#feeds.all() as { id: string; epoch: string; seq: number }[];
    const { commits, head } = this.#newest;
    anchorFile.write({
      commits,
      schema: latestSchema(),
      outbox: head,
      feeds: Object.fromEntries(feeds.map(({ id, epoch, seq }) => [id, { epoch, seq }])),
      history: (this.#last.get() as { last: number }).last,
      station: { id: this.#value('stationId') ?? null, seq: Number(this.#value('stationSeq') ?? 0) },
    });
    this.#anchoredAt = clock.monotonic();
  }

  /** Commands that are not settled, and those that no backup holds yet. */
  #journalRows(): SealedRow[] {
    return checkSeal(this.#parts.db).sound.filter(({ no, row }) => no > this.#backedUp || !SETTLED.has(row?.['state']));
  }

  #value(key: string): string | undefined {
    return (this.#meta.get(key) as { value: string } | undefined)?.value;
  }
}
