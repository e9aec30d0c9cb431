import { HOUR, instant } from '../../../shared/kit/time.ts';
import type { StoreRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Ports, Timer } from '../kernel/ports.ts';
import { Signal } from '../kernel/signal.ts';
import { Connection } from './connection.ts';
import { CHECKPOINT_PAGES, openReader } from './open.ts';
import type { StoreOptions } from './options.ts';
import { AnchorFile } from './protect/anchor.ts';
import { Backups, type Backup } from './protect/backups.ts';
import { DiskGuard, type Purpose } from './protect/disk-guard.ts';
import { Journal } from './protect/journal.ts';
import { readRecovery } from './protect/rebuild.ts';
import { scrub } from './protect/scrub.ts';
import { Security } from './protect/security.ts';
import { clearSuspect, markSuspect, startDatabase } from './protect/start.ts';
import { troubleOf, type Restart } from './protect/trouble.ts';
import { WalWatch } from './protect/wal-watch.ts';
import { WritePath } from './protect/write-path.ts';

const TICK = 1_000;
/** Ticks between two looks at a disk that is not full. */
const LOOK_EVERY = 10;
/** A first backup soon after a start whose last one is old; not while the feeds are being joined. */
const FIRST_BACKUP = 60_000;
/** Pages between checkpoints while the disk is full. */
const FULL_CHECKPOINT_PAGES = 64;

/** The database of a profile in use: its connections, and everything that keeps it safe. */
export class Keeping {
  readonly writer: Connection;
  readonly reader: Connection;
  readonly changed = new Signal<StoreRow>();
  readonly restart = new Signal<Restart>();
  readonly hasRoom = new Signal<null>();
  readonly #ports: Ports;
  readonly #options: StoreOptions;
  readonly #guard: DiskGuard;
  readonly #backups: Backups;
  readonly #security: Security;
  readonly #path: WritePath;
  readonly #wal: WalWatch;
  #timers: Timer[] = [];
  #ticks = 0;
  #wasFull = false;
  #isDamaged = false;
  #isClosed = false;
  #lastBackup: StoreRow['lastBackup'];

  constructor(ports: Ports, options: StoreOptions) {
    this.#ports = ports;
    this.#options = options;
    const { sqlite, paths, clock, log } = ports;
    this.#guard = new DiskGuard(ports, options, () => this.#diskChanged());
    this.#backups = new Backups(ports, options);
    const [newest] = this.#backups.list();
    this.#lastBackup = newest ? { at: newest.at, verified: true } : null;
    const anchorFile = new AnchorFile(paths.profile, ports.ids.next());
    const journal = new Journal(paths.profile);
    const failed = (error: unknown): void => {
      if (troubleOf(error) === 'corrupt') this.#damaged(error);
    };
    const started = withReserve(this.#guard, () =>
      startDatabase({ ports, anchorFile, journal, backups: this.#backups }),
    );
    this.writer = new Connection(started.writer, { pins: true, failed });
    try {
      this.reader = new Connection(() => openReader(sqlite, paths.profile), { pins: false, failed });
      this.#path = new WritePath({
        clock,
        log,
        writer: this.writer,
        guard: this.#guard,
        committed: (what) => this.#security.committed(what),
        corrupt: failed,
        regained: () => this.restart.emit('store-regained'),
      });
      this.#wal = new WalWatch({ clock, log, writer: this.writer, changed: () => this.changed.emit(this.row()) });
      const parts = { clock, log, db: this.writer, anchorFile, journal, guard: this.#guard };
      this.#security = new Security(parts, { commits: this.#path.commits, head: this.#path.head });
      withReserve(this.#guard, () => this.#security.begin());
      started.secured();
    } catch (error) {
      this.writer.close();
      throw error;
    }
  }

  transact<Result>(run: () => Result, purpose: Purpose): Result {
    return this.#path.transact(run, purpose);
  }

  /** S16: bytes of the WAL while another program keeps it from being begun anew; else 0. */
  get heldBytes(): number {
    return this.#wal.held?.bytes ?? 0;
  }

  row(): StoreRow {
    const recovery = readRecovery(this.reader, this.#ports.clock.now());
    const heldSince = this.#wal.held?.since ?? null;
    return { id: 'store', disk: this.#guard.state, lastBackup: this.#lastBackup, recovery, heldSince };
  }

  run(): void {
    const { clock } = this.#ports;
    const last = this.#lastBackup?.at ?? instant(0);
    this.#timers = [
      clock.every(TICK, () => this.#tick()),
      clock.every(this.#options.backupEvery, () => void this.#hourly()),
    ];
    const age = clock.now() - last;
    // An age below nothing is a clock that was set back.
    if (age < 0 || age >= this.#options.backupEvery) {
      this.#timers.push(clock.after(Math.min(FIRST_BACKUP, HOUR), () => void this.backUp()));
    }
    void this.#guard.restock();
  }

  async backUp(): Promise<Backup | null> {
    if (this.#isClosed || this.#path.isBroken || this.#guard.isFull) return null;
    const backup = await this.#backups.make(this.writer);
    if (!backup || this.#isClosed) return backup;
    this.#lastBackup = { at: backup.at, verified: true };
    this.#security.backedUp(backup.outbox.no);
    this.changed.emit(this.row());
    return backup;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const timer of this.#timers) timer.cancel();
    this.#guard.close();
    this.reader.close();
    try {
      if (!this.#path.isBroken) {
        this.#security.close();
        this.writer.pragma('wal_checkpoint(TRUNCATE)');
        if (!this.#isDamaged) clearSuspect(this.#ports.paths.profile);
      }
    } catch (error) {
      this.#ports.log.error('store not closed in order', { error: String(error) });
    } finally {
      this.writer.close();
    }
  }

  async #hourly(): Promise<void> {
    await this.backUp();
    try {
      await this.scrub();
    } catch (error) {
      this.#ports.log.error('scrub ended', { error: String(error) });
    }
  }

  /** R6: looks for what has rotted since it was written. */
  async scrub(): Promise<void> {
    if (this.#isClosed || this.#path.isBroken) return;
    const fault = await scrub(this.reader, this.#ports.clock, () => this.#path.head);
    if (fault !== null) this.#damaged(new Error(fault));
    else if (this.#security.isChainLong) {
      this.#path.adopt(this.#security.shorten((run) => this.#path.transact(run, 'cache')));
    }
  }

  #tick(): void {
    this.#ticks += 1;
    this.#path.tick();
    if (!this.#path.isBroken) {
      this.#security.tick();
      this.#wal.look();
    }
    if (this.#guard.isFull || this.#ticks % LOOK_EVERY === 0) {
      this.#guard.look();
      void this.#guard.restock();
    }
  }

  /** In the last room there is, the WAL must begin again from its start soon, not grow. */
  #limitWal(isFull: boolean): void {
    if (this.#path.isBroken) return;
    try {
      this.writer.pragma(`wal_autocheckpoint = ${isFull ? FULL_CHECKPOINT_PAGES : CHECKPOINT_PAGES}`);
    } catch (error) {
      this.#ports.log.warn('WAL not limited', { error: String(error) });
    }
  }

  /** Said once: the restart puts it right. */
  #damaged(error: unknown): void {
    if (this.#isDamaged || this.#isClosed) return;
    this.#isDamaged = true;
    this.#ports.log.error('database is damaged', { error: String(error) });
    markSuspect(this.#ports.paths.profile);
    this.restart.emit('database-damaged');
  }

  #diskChanged(): void {
    // While it is being put together there is nobody to tell.
    if (!this.#security) return;
    const isFull = this.#guard.isFull;
    if (isFull !== this.#wasFull) this.#limitWal(isFull);
    if (this.#wasFull && !isFull) this.hasRoom.emit(null);
    this.#wasFull = isFull;
    this.changed.emit(this.row());
  }
}

/** A start that finds the disk full gives the reserve up: a repair must not fail for want of room. */
function withReserve<Result>(guard: DiskGuard, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (troubleOf(error) !== 'full' || !guard.metFull()) throw error;
    return work();
  }
}
