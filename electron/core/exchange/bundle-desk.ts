import type { AuthorityMatrix } from '../../../shared/protocol/authority.ts';
import type { PackageReport } from '../../../shared/protocol/console-api/calls.ts';
import type { RefusedCommand } from '../../../shared/protocol/console-api/rows.ts';
import { toProblem } from '../../../shared/kit/problem.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { Ports } from '../kernel/ports.ts';
import type { CarriedProof } from '../store/readers/exchange.ts';
import type { Store } from '../store/store.ts';
import type { Carried, Outbox } from '../sync/outbox.ts';
import { isUnanswered, type OutboxEntry } from '../sync/outbox-entry.ts';
import { FORMAT_VERSION, readBundle, writeBundle, type Bundle, type SignedCommand } from './bundle.ts';
import { CLOCK_TOLERANCE, judgeCarried, nameOf } from './judge.ts';
import { refuse } from './refuse.ts';
import type { StationKey } from './station-key.ts';
import type { Trust } from './trust.ts';

export interface BundleDeskParts {
  readonly ports: Pick<Ports, 'ids' | 'log'>;
  readonly store: Pick<Store, 'read' | 'transact'>;
  readonly outbox: Outbox;
  readonly matrix: AuthorityMatrix;
  readonly stationId: string;
  readonly key: StationKey;
  readonly trust: Trust;
  /** X5. */
  readonly city: () => string | null;
  readonly feeds: () => readonly string[];
  /** X7: no jump of our wall clock changes it. */
  readonly now: () => Instant;
}

/** A command that leaves, under its own station's signature. */
export interface Leaving extends SignedCommand {
  readonly commandId: string;
}

/** What a bundle brought, for whom it concerns. */
export interface Taken extends PackageReport {
  readonly id: string;
}

/** Makes bundles of what this console holds, and takes in those of others. The same for the LAN and for files (X2). */
export class BundleDesk {
  readonly #parts: BundleDeskParts;

  constructor(parts: BundleDeskParts) {
    this.#parts = parts;
  }

  /** Whether there is something that `isNew` picks; costs no write. */
  has(isNew: (commandId: string) => boolean): boolean {
    return this.#parts.outbox.pending.all().some((entry) => mayLeave(entry) && isNew(entry.record.commandId));
  }

  /**
   * X6: everything that the hub has not answered: this station's own, noted as handed over before it is returned (O11), and
   * what it carries for others, as they signed it. Throws what the store throws.
   * @param to who gets it; it does not get its own back. Null: whoever reads it.
   */
  leaving(to: string | null, isNew: (commandId: string) => boolean): Leaving[] {
    const { outbox, stationId, key, store } = this.#parts;
    const own = outbox.handOver().map((given): Leaving => {
      const text = JSON.stringify(given);
      const signature = key.sign('command', Buffer.from(text));
      return { commandId: given.command.commandId, station: stationId, key: key.publicKey, text, signature };
    });
    const others = outbox.pending.all().flatMap((entry): Leaving[] => {
      const { carriedFrom, commandId } = entry.record;
      if (carriedFrom === null || carriedFrom === to || !mayLeave(entry)) return [];
      const proof = store.read.exchange.proof(commandId);
      return proof ? [{ ...proof, station: carriedFrom }] : [];
    });
    return [...own, ...others].filter(({ commandId }) => isNew(commandId));
  }

  /** Throws `city-unknown`, `package-too-large`. */
  write(leaving: readonly Leaving[]): { readonly id: string; readonly bytes: Buffer; readonly writtenAt: Instant } {
    const { ports, stationId, key, now } = this.#parts;
    const id = ports.ids.next();
    const writtenAt = now();
    const commands = leaving.map(({ station, key: signer, text, signature }) => {
      return { station, key: signer, text, signature };
    });
    return {
      id,
      writtenAt,
      bytes: writeBundle({ id, city: this.city(), station: stationId, writtenAt, commands }, key),
    };
  }

  /**
   * X3–X9: takes a bundle in. Refused whole, before anything is taken: as `readBundle`, as `Trust.check`,
   * `package-other-city`, `package-from-future`, `city-unknown`. Single commands are refused by themselves and reported.
   * Throws what the store throws; then the same bundle can come again.
   */
  take(bytes: Buffer): Taken {
    const bundle = readBundle(bytes);
    this.#checkOrigin(bundle);
    const { commands, refused } = this.#judge(bundle);
    const { id, station, writtenAt } = bundle;
    const taken = this.#carry(commands);
    const known = commands.length - taken;
    if (refused.length > 0) {
      this.#parts.ports.log.warn('exchanged commands refused', { station, refused: refused.slice(0, 20) });
    }
    this.#parts.ports.log.info('exchange taken', { station, id, taken, known, refused: refused.length });
    return { id, station, writtenAt, taken, known, refused };
  }

  /** Throws `city-unknown`. */
  city(): string {
    const city = this.#parts.city();
    if (city === null) throw refuse('city-unknown');
    return city;
  }

  #checkOrigin({ station, key, city, writtenAt }: Bundle): void {
    const { trust, now } = this.#parts;
    trust.check(station, key);
    const ours = this.city();
    if (city !== ours) throw refuse('package-other-city', { city, ours });
    const ahead = writtenAt - now();
    if (ahead > CLOCK_TOLERANCE) {
      throw refuse('package-from-future', { station, minutes: Math.ceil(ahead / 60_000), version: FORMAT_VERSION });
    }
  }

  #judge(bundle: Bundle): { commands: Judged[]; refused: RefusedCommand[] } {
    const { matrix, feeds, now, trust, outbox, store } = this.#parts;
    const commands: Judged[] = [];
    const refused: RefusedCommand[] = [];
    /** X9: numbers that this very bundle has used. */
    const numbers = new Map<string, string>();
    const parts = {
      matrix,
      feeds: feeds(),
      now: now(),
      trust: (station: string, key: string) => trust.check(station, key),
      find: outbox.pending.find.bind(outbox.pending),
      numberTaken: (station: string, seq: number, commandId: string): boolean => {
        const place = `${station}\n${seq}`;
        const used = numbers.get(place);
        numbers.set(place, used ?? commandId);
        return (used ?? commandId) !== commandId || store.read.exchange.numberTaken(station, seq, commandId);
      },
    };
    for (const signed of bundle.commands) {
      try {
        commands.push({ signed, carried: judgeCarried(signed, parts) });
      } catch (error) {
        const { code } = toProblem(error, 'exchange');
        refused.push({ commandId: nameOf(signed), station: signed.station, code });
      }
    }
    return { commands, refused };
  }

  /** X9: each station's commands in one transaction, in their order. The proofs first: one without its command is harmless. */
  #carry(commands: readonly Judged[]): number {
    const { outbox, store } = this.#parts;
    const isNew = ({ carried }: Judged): boolean => outbox.find(carried.command.commandId) === null;
    const fresh = commands.filter(isNew);
    if (fresh.length === 0) return 0;
    store.transact(({ write }) => write.exchange.keepProofs(fresh.map(proofOf)));
    let taken = 0;
    for (const [station, theirs] of Map.groupBy(fresh, ({ signed }) => signed.station)) {
      taken += outbox.carry(
        station,
        theirs.map(({ carried }) => carried),
      );
    }
    return taken;
  }
}

interface Judged {
  readonly signed: SignedCommand;
  readonly carried: Carried;
}

function proofOf({ signed: { key, text, signature }, carried }: Judged): CarriedProof {
  return { commandId: carried.command.commandId, key, text, signature };
}

/** Only the hub can say what became of it, and it is surely on our disk. */
function mayLeave(entry: OutboxEntry): boolean {
  return isUnanswered(entry) && entry.doubt === undefined;
}
