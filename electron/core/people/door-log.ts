import type { Ports } from '../kernel/ports.ts';
import type { Store, Unit } from '../store/store.ts';

/** What may happen at the door. */
export type DoorEvent =
  /** By password. `seated`: by itself, in a demo or a replay. */
  | 'signedIn'
  | 'seated'
  | 'signedOut'
  | 'locked'
  | 'unlocked'
  /** A sign-in or an unlocking that was not let through; `detail` says why. */
  | 'refused'
  /** Too many wrong passwords; `detail` is for how many milliseconds. */
  | 'lockedOut'
  /** A command of a seat that may not act; `detail` says why. Once per state of the seat. */
  | 'commandRefused'
  | 'created'
  | 'idleLockSet';

export interface DoorEntry {
  readonly event: DoorEvent;
  /** Null where nobody known is concerned: what was typed for a name may be a password. */
  readonly officer: string | null;
  readonly post?: string;
  readonly detail?: string;
}

/** A5: who came, went, locked and was refused, with both clocks and the run, so that a jump of the wall clock shows. */
export class DoorLog {
  readonly #ports: Pick<Ports, 'clock' | 'log'>;
  readonly #store: Store;
  readonly #run: string;

  constructor(ports: Pick<Ports, 'clock' | 'ids' | 'log'>, store: Store) {
    this.#ports = ports;
    this.#store = store;
    this.#run = ports.ids.next();
  }

  /**
   * Writes an event and what goes with it in one transaction. A disk that refuses keeps no officer from his seat: what
   * happened holds in this run, and the log of the process says that it was not kept.
   */
  note(entry: DoorEntry, alsoWrite: (unit: Unit) => void = () => undefined): void {
    try {
      this.#store.transact((unit) => {
        alsoWrite(unit);
        this.write(unit, entry);
      });
    } catch (error) {
      this.#ports.log.error('door event not stored', { event: entry.event, error: String(error) });
    }
  }

  /** Within a transaction of somebody else, which then stands or falls with it. */
  write({ write }: Unit, { event, officer, post, detail }: DoorEntry): void {
    const { clock } = this.#ports;
    const line = { event, officer, post: post ?? null, detail: detail ?? null };
    write.people.log({ ...line, at: clock.now(), monotonic: clock.monotonic(), run: this.#run });
  }
}
