import type { Instant } from '../../../../shared/kit/time.ts';
import type { Clock, Database, Log } from '../../kernel/ports.ts';
import { BUSY_MILLISECONDS, CHECKPOINT_PAGES } from '../open.ts';

/** A quarter beyond where SQLite begins the WAL anew by itself: that it did not is somebody's doing. */
const HELD_FRAMES = CHECKPOINT_PAGES * 1.25;
const FRAME_HEADER_BYTES = 24;

interface Held {
  readonly since: Instant;
  /** Of the WAL. */
  readonly bytes: number;
}

export interface WalWatchParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly writer: Database;
  /** It began to be held, or is free again. */
  readonly changed: () => void;
}

/**
 * R8: sees that a reader of another program keeps the WAL from being begun anew, so that it grows with every commit. Nobody
 * can make such a reader let go; those who write often can write less often (S16).
 */
export class WalWatch {
  readonly #parts: WalWatchParts;
  readonly #frameBytes: number;
  #held: Held | null = null;

  constructor(parts: WalWatchParts) {
    this.#parts = parts;
    this.#frameBytes = (parts.writer.pragma('page_size', { simple: true }) as number) + FRAME_HEADER_BYTES;
  }

  get held(): Held | null {
    return this.#held;
  }

  /** Once a second. Begins the WAL anew where it can be; waits for nobody. */
  look(): void {
    const { clock, log, changed } = this.#parts;
    const before = this.#held;
    let frames: number;
    try {
      frames = this.#heldFrames();
    } catch (error) {
      log.warn('WAL not looked at', { error: String(error) });
      return;
    }
    const bytes = frames * this.#frameBytes;
    this.#held = frames === 0 ? null : { since: before?.since ?? clock.now(), bytes };
    if ((before === null) === (this.#held === null)) return;
    log.warn(this.#held ? 'WAL is held by another program' : 'WAL is free again', { bytes: before?.bytes ?? bytes });
    changed();
  }

  #heldFrames(): number {
    const { writer } = this.#parts;
    if (this.#checkpoint('NOOP').log < HELD_FRAMES) return 0;
    // As it is, a checkpoint would wait for the reader, and every order with it.
    writer.pragma('busy_timeout = 0');
    try {
      const { busy, log } = this.#checkpoint('RESTART');
      return busy === 0 ? 0 : log;
    } finally {
      writer.pragma(`busy_timeout = ${BUSY_MILLISECONDS}`);
    }
  }

  #checkpoint(mode: 'NOOP' | 'RESTART'): { busy: number; log: number } {
    const [said] = this.#parts.writer.pragma(`wal_checkpoint(${mode})`) as { busy: number; log: number }[];
    if (!said) throw new Error(`wal_checkpoint(${mode}) said nothing`);
    return said;
  }
}
