import type { StoreRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Database, Ports } from '../kernel/ports.ts';
import type { Signal } from '../kernel/signal.ts';
import { Keeping } from './keeping.ts';
import { lockProfile } from './lock.ts';
import { DEFAULT_OPTIONS, type StoreOptions } from './options.ts';
import type { Backup } from './protect/backups.ts';
import type { Purpose } from './protect/disk-guard.ts';
import type { Restart } from './protect/trouble.ts';
import { createEntityReader, type EntityReader } from './readers/entities.ts';
import { createExchangeReader, type ExchangeReader } from './readers/exchange.ts';
import { createFeedReader, type FeedReader } from './readers/feeds.ts';
import { createHistoryReader, type HistoryReader } from './readers/history.ts';
import { createLogReader, type LogReader } from './readers/log.ts';
import { createOutboxReader, type OutboxReader } from './readers/outbox.ts';
import { createPeopleReader, type PeopleReader } from './readers/people.ts';
import { createQuarantineReader, type QuarantineReader } from './readers/quarantine.ts';
import { createStationReader, type StationReader } from './readers/station.ts';
import { createEntityWriter, type EntityWriter } from './writers/entities.ts';
import { createExchangeWriter, type ExchangeWriter } from './writers/exchange.ts';
import { createFeedWriter, type FeedWriter } from './writers/feeds.ts';
import { createHistoryWriter, type HistoryWriter } from './writers/history.ts';
import { createLogWriter, type LogWriter } from './writers/log.ts';
import { createOutboxWriter, type OutboxWriter } from './writers/outbox.ts';
import { createPeopleWriter, type PeopleWriter } from './writers/people.ts';
import { createQuarantineWriter, type QuarantineWriter } from './writers/quarantine.ts';
import { createStationWriter, type StationWriter } from './writers/station.ts';

export interface Readers {
  readonly entities: EntityReader;
  readonly history: HistoryReader;
  readonly quarantine: QuarantineReader;
  readonly feeds: FeedReader;
  readonly outbox: OutboxReader;
  readonly station: StationReader;
  readonly people: PeopleReader;
  readonly exchange: ExchangeReader;
  readonly log: LogReader;
}

interface Writers {
  readonly entities: EntityWriter;
  readonly history: HistoryWriter;
  readonly quarantine: QuarantineWriter;
  readonly feeds: FeedWriter;
  readonly outbox: OutboxWriter;
  readonly station: StationWriter;
  readonly people: PeopleWriter;
  readonly exchange: ExchangeWriter;
  readonly log: LogWriter;
}

/** What a transaction sees: its own writes too. */
export interface Unit {
  readonly read: Readers;
  readonly write: Writers;
}

export interface Store {
  /** On the reading connection: the state after the last commit. */
  readonly read: Readers;
  /** How safe the local copy is, for the officer. */
  readonly safety: { row(): StoreRow; readonly changed: Signal<StoreRow> };
  /** The core should end and be started again; the next start repairs, or reads anew. */
  readonly restart: Signal<Restart>;
  /** After a full disk: refused caches can come again. */
  readonly hasRoom: Signal<null>;
  /**
   * All or nothing, on disk when it returns (S2). The one way to write. A thrown error undoes it and comes through.
   * Throws `ProblemError`: `disk-full`, `write-failed`, `store-unavailable` (surely not written), `outcome-unknown`.
   * @param purpose `cache` when a feed can send it again: refused first when the disk is full. A `primary` write is tried
   * twice when the disk refuses it, so `run` must not change anything but the store.
   */
  transact<Result>(run: (unit: Unit) => Result, purpose?: Purpose): Result;
  /** S16: bytes of the WAL while another program keeps it from being begun anew, else 0: write in larger pieces then. */
  heldBytes(): number;
  /** Begins to watch the disk, to back up and to look for damage. */
  run(): void;
  /** Makes a backup now. Null: not made, see the log. */
  backUp(): Promise<Backup | null>;
  /** Checkpoints, closes, lets go of the profile. */
  close(): void;
}

/**
 * Opens the profile of this console, repaired if need be (`safety` says so). Throws `ProblemError` as `lockProfile` and
 * `startDatabase` say.
 */
export function openStore(ports: Ports, options: StoreOptions = DEFAULT_OPTIONS): Store {
  const { sqlite, paths } = ports;
  const lock = lockProfile(sqlite, paths.profile, ports.clock.now());
  try {
    const kept = new Keeping(ports, options);
    const unit: Unit = { read: createReaders(kept.writer), write: createWriters(kept.writer) };
    return {
      read: createReaders(kept.reader),
      safety: { row: () => kept.row(), changed: kept.changed },
      restart: kept.restart,
      hasRoom: kept.hasRoom,
      transact: (run, purpose = 'primary') => kept.transact(() => run(unit), purpose),
      heldBytes: () => kept.heldBytes,
      run: () => kept.run(),
      backUp: () => kept.backUp(),
      close() {
        kept.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    throw error;
  }
}

export function createReaders(db: Database): Readers {
  return {
    entities: createEntityReader(db),
    history: createHistoryReader(db),
    quarantine: createQuarantineReader(db),
    feeds: createFeedReader(db),
    outbox: createOutboxReader(db),
    station: createStationReader(db),
    people: createPeopleReader(db),
    exchange: createExchangeReader(db),
    log: createLogReader(db),
  };
}

export function createWriters(db: Database): Writers {
  return {
    entities: createEntityWriter(db),
    history: createHistoryWriter(db),
    quarantine: createQuarantineWriter(db),
    feeds: createFeedWriter(db),
    outbox: createOutboxWriter(db),
    station: createStationWriter(db),
    people: createPeopleWriter(db),
    exchange: createExchangeWriter(db),
    log: createLogWriter(db),
  };
}
