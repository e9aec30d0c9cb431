import { randomFillSync } from 'node:crypto';
import { existsSync, rmSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreRow } from '../../../../shared/protocol/console-api/rows.ts';
import type { Ports } from '../../kernel/ports.ts';
import type { StoreOptions } from '../options.ts';
import { writeRefusal } from './trouble.ts';

export const RESERVE_FILE = 'reserve.bin';

type DiskState = StoreRow['disk'];

/** How a write is meant: the officer's own words, or what a feed can send again. */
export type Purpose = 'primary' | 'cache';

const CHUNK = 1024 * 1024;
/** On a small disk the reserve is this part of what there is. */
const DISK_SHARE = 1 / 4;
/** Free space that ends the writing of caches before SQLite finds out, as a part of the reserve. */
const FULL_SHARE = 1 / 8;
/** Free space that ends the alarm: the reserve can be made again, and half as much is left. */
const RESUME_SHARE = 1.5;
/** … and never less than this part of the full reserve, so that the alarm does not come back in the next minute. */
const RESUME_LEAST = 1 / 4;

/**
 * R3: watches the free space, keeps a file in reserve, and gives it up for the outbox when nothing else is left. While the
 * disk is full, caches are refused at once: a feed holds its cursor and comes again.
 */
export class DiskGuard {
  readonly #ports: Pick<Ports, 'clock' | 'disk' | 'log' | 'paths'>;
  readonly #options: StoreOptions;
  readonly #changed: () => void;
  readonly #reserve: string;
  #state: DiskState = { state: 'good', freeBytes: 0 };
  #making: Promise<void> | null = null;
  #isClosed = false;

  constructor(ports: Pick<Ports, 'clock' | 'disk' | 'log' | 'paths'>, options: StoreOptions, changed: () => void) {
    this.#ports = ports;
    this.#options = options;
    this.#changed = changed;
    this.#reserve = join(ports.paths.profile, RESERVE_FILE);
    this.look();
  }

  get state(): DiskState {
    return this.#state;
  }

  get isFull(): boolean {
    return this.#state.state === 'full';
  }

  /** Throws `disk-full` when this kind of write has to wait. */
  admit(purpose: Purpose): void {
    if (purpose === 'cache' && this.isFull) throw writeRefusal('disk-full');
  }

  /** A write found no room. @returns true when the reserve was given up just now, so that it is worth another try. */
  metFull(): boolean {
    this.#enter({ state: 'full', since: this.#ports.clock.now() });
    return this.#release();
  }

  /** Looks at the disk; every second while it is full, so that work goes on by itself. */
  look(): void {
    const free = this.#free();
    if (free === null) return;
    const { reserveBytes, lowBytes } = this.#options;
    const wanted = this.#wanted(free);
    if (this.isFull) {
      if (free < Math.max(wanted * RESUME_SHARE - this.#reserveSize(), reserveBytes * RESUME_LEAST)) return;
    } else if (free < wanted * FULL_SHARE) {
      this.#enter({ state: 'full', since: this.#ports.clock.now() });
      return;
    }
    this.#enter({ state: free < lowBytes ? 'low' : 'good', freeBytes: free });
  }

  /** Makes the reserve when it is not there; off the thread, because it is large. */
  restock(): Promise<void> {
    const free = this.#free();
    if (free === null || this.isFull || this.#making || this.#isClosed) return this.#making ?? Promise.resolve();
    const wanted = this.#wanted(free);
    // One that is there is good enough, unless it could be much larger by now.
    if (this.#reserveSize() >= wanted / 2 && wanted < this.#options.reserveBytes) return Promise.resolve();
    if (this.#reserveSize() >= wanted || free < wanted * RESUME_SHARE) return Promise.resolve();
    this.#making = this.#make(wanted)
      .catch((error: unknown) => this.#ports.log.warn('disk reserve not made', { error: String(error) }))
      .finally(() => {
        this.#making = null;
      });
    return this.#making;
  }

  /** A reserve that is being made is given up. */
  close(): void {
    this.#isClosed = true;
  }

  async #make(bytes: number): Promise<void> {
    const draft = `${this.#reserve}.new`;
    const file = await open(draft, 'w');
    try {
      // Random, so that no file system keeps it small.
      const chunk = randomFillSync(Buffer.alloc(CHUNK));
      for (let left = bytes; left > 0 && !this.#isClosed; left -= CHUNK) {
        await file.write(chunk, 0, Math.min(left, CHUNK));
      }
      await file.sync();
    } catch (error) {
      await file.close();
      await rm(draft, { force: true });
      throw error;
    }
    await file.close();
    if (this.isFull || this.#isClosed) await rm(draft, { force: true });
    else await rename(draft, this.#reserve);
  }

  #release(): boolean {
    if (this.#reserveSize() === 0) return false;
    rmSync(this.#reserve, { force: true });
    this.#ports.log.warn('disk reserve given up for the outbox');
    return true;
  }

  #enter(state: DiskState): void {
    const before = this.#state;
    if (before.state === 'full' && state.state === 'full') return;
    this.#state = state;
    if (before.state === state.state) {
      // A figure that trembles is no news.
      if ('freeBytes' in before && 'freeBytes' in state && !isFar(before.freeBytes, state.freeBytes)) return;
    } else {
      this.#ports.log.warn('disk', { state: state.state });
    }
    this.#changed();
  }

  /** How large the reserve should be on this disk. */
  #wanted(free: number): number {
    return Math.floor(Math.min(this.#options.reserveBytes, (free + this.#reserveSize()) * DISK_SHARE));
  }

  #free(): number | null {
    try {
      return this.#ports.disk.freeBytes(this.#ports.paths.profile);
    } catch (error) {
      this.#ports.log.warn('free disk space not known', { error: String(error) });
      return null;
    }
  }

  #reserveSize(): number {
    return existsSync(this.#reserve) ? statSync(this.#reserve).size : 0;
  }
}

function isFar(before: number, now: number): boolean {
  return Math.abs(before - now) > before / 20;
}
