import type { StationRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { Clock } from '../kernel/ports.ts';
import { Signal } from '../kernel/signal.ts';
import type { TrustedStation } from '../store/readers/exchange.ts';
import type { Store } from '../store/store.ts';
import { refuse } from './refuse.ts';
import { fingerprintOf } from './station-key.ts';

/** Strangers that are remembered; a flood of them must not fill the memory. */
const MOST_SEEN = 64;

interface Seen {
  readonly key: string;
  readonly since: Instant;
}

export interface TrustParts {
  readonly clock: Clock;
  readonly store: Pick<Store, 'read' | 'transact'>;
  /** This console's own. */
  readonly own: { readonly station: string; readonly key: string };
}

/**
 * X4: whose keys are believed. A key is believed when an officer has compared its fingerprint with what the other console shows
 * of itself, and from then on only that key.
 */
export class Trust {
  /** A station whose row is another now. */
  readonly changed = new Signal<string>();
  readonly #parts: TrustParts;
  readonly #trusted: Map<string, TrustedStation>;
  /** Keys that stations showed last and that are not believed; in memory: they show them again. */
  readonly #seen = new Map<string, Seen>();

  constructor(parts: TrustParts) {
    this.#parts = parts;
    this.#trusted = new Map(parts.store.read.exchange.trusted().map((one) => [one.station, one]));
  }

  /**
   * @param key that the station has proved to hold.
   * Throws `station-not-trusted` {station, fingerprint}, `station-key-changed` {station, fingerprint, trusted}.
   */
  check(station: string, key: string): void {
    const { own } = this.#parts;
    const believed = station === own.station ? own.key : this.#trusted.get(station)?.key;
    if (believed === key) {
      // It is itself again.
      if (this.#seen.delete(station)) this.changed.emit(station);
      return;
    }
    this.#note(station, key);
    const fingerprint = fingerprintOf(station, key);
    if (believed === undefined) throw refuse('station-not-trusted', { station, fingerprint });
    throw refuse('station-key-changed', { station, fingerprint, trusted: fingerprintOf(station, believed) });
  }

  isTrusted(station: string): boolean {
    return this.#trusted.has(station);
  }

  /**
   * On disk when it returns. Throws `station-unknown-here`, `fingerprint-differs`, `station-key-changed` (another key is
   * trusted: that has to be taken back first), or what the store throws.
   */
  trust(station: string, fingerprint: string, by: string): void {
    const seen = this.#seen.get(station);
    const known = this.#trusted.get(station);
    const given = plain(fingerprint);
    if (known && plain(fingerprintOf(station, known.key)) === given) return;
    if (!seen) throw refuse('station-unknown-here', { station });
    const shown = fingerprintOf(station, seen.key);
    if (plain(shown) !== given) throw refuse('fingerprint-differs', { station, fingerprint: shown });
    if (known) {
      throw refuse('station-key-changed', {
        station,
        fingerprint: shown,
        trusted: fingerprintOf(station, known.key),
      });
    }
    const trusted: TrustedStation = { station, key: seen.key, since: this.#parts.clock.now(), by };
    this.#parts.store.transact(({ write }) => write.exchange.trust(trusted));
    this.#trusted.set(station, trusted);
    this.#seen.delete(station);
    this.changed.emit(station);
  }

  /** What it handed over before stays. Throws `station-unknown-here`, or what the store throws. */
  distrust(station: string): void {
    const known = this.#trusted.get(station);
    if (!known) throw refuse('station-unknown-here', { station });
    this.#parts.store.transact(({ write }) => write.exchange.distrust(station));
    this.#trusted.delete(station);
    if (!this.#seen.has(station)) this.#note(station, known.key);
    this.changed.emit(station);
  }

  /** All but this console's own: trusted ones first. */
  rows(): StationRow[] {
    const ids = new Set([...this.#trusted.keys(), ...this.#seen.keys()]);
    return [...ids].flatMap((station) => this.row(station) ?? []);
  }

  row(station: string): StationRow | null {
    const trusted = this.#trusted.get(station);
    const seen = this.#seen.get(station);
    if (trusted) {
      const fingerprint = fingerprintOf(station, trusted.key);
      if (seen) {
        const shown = fingerprintOf(station, seen.key);
        return { id: station, fingerprint, status: { state: 'keyChanged', since: seen.since, shown } };
      }
      return { id: station, fingerprint, status: { state: 'trusted', since: trusted.since, by: trusted.by } };
    }
    if (!seen || station === this.#parts.own.station) return null;
    return {
      id: station,
      fingerprint: fingerprintOf(station, seen.key),
      status: { state: 'unknown', since: seen.since },
    };
  }

  #note(station: string, key: string): void {
    if (this.#seen.get(station)?.key === key) return;
    if (!this.#seen.has(station) && this.#seen.size >= MOST_SEEN) {
      const oldest = this.#seen.keys().next().value;
      if (oldest !== undefined) {
        this.#seen.delete(oldest);
        this.changed.emit(oldest);
      }
    }
    this.#seen.set(station, { key, since: this.#parts.clock.now() });
    this.changed.emit(station);
  }
}

/** As officers write it: without groups, in small letters, with the letters that Crockford reads as digits. */
function plain(fingerprint: string): string {
  return fingerprint
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}
