import type { Database, Ports } from '../kernel/ports.ts';
import { lockProfile } from './lock.ts';
import { openReader, openWriter } from './open.ts';
import { createEntityReader, type EntityReader } from './readers/entities.ts';
import { createFeedReader, type FeedReader } from './readers/feeds.ts';
import { createHistoryReader, type HistoryReader } from './readers/history.ts';
import { createOutboxReader, type OutboxReader } from './readers/outbox.ts';
import { createQuarantineReader, type QuarantineReader } from './readers/quarantine.ts';
import { createStationReader, type StationReader } from './readers/station.ts';
import { createEntityWriter, type EntityWriter } from './writers/entities.ts';
import { createFeedWriter, type FeedWriter } from './writers/feeds.ts';
import { createHistoryWriter, type HistoryWriter } from './writers/history.ts';
import { createOutboxWriter, type OutboxWriter } from './writers/outbox.ts';
import { createQuarantineWriter, type QuarantineWriter } from './writers/quarantine.ts';
import { createStationWriter, type StationWriter } from './writers/station.ts';

export interface Readers {
  readonly entities: EntityReader;
  readonly history: HistoryReader;
  readonly quarantine: QuarantineReader;
  readonly feeds: FeedReader;
  readonly outbox: OutboxReader;
  readonly station: StationReader;
}

interface Writers {
  readonly entities: EntityWriter;
  readonly history: HistoryWriter;
  readonly quarantine: QuarantineWriter;
  readonly feeds: FeedWriter;
  readonly outbox: OutboxWriter;
  readonly station: StationWriter;
}

/** What a transaction sees: its own writes too. */
export interface Unit {
  readonly read: Readers;
  readonly write: Writers;
}

export interface Store {
  /** On the reading connection: the state after the last commit. */
  readonly read: Readers;
  /** All or nothing, on disk when it returns (S2). The one way to write. A thrown error undoes it and comes through. */
  transact<Result>(run: (unit: Unit) => Result): Result;
  /** Checkpoints, closes, lets go of the profile. */
  close(): void;
}

/** Opens the profile of this console. Throws `ProblemError` as `openWriter` and `lockProfile` say. */
export function openStore(ports: Ports): Store {
  const { sqlite, paths } = ports;
  const lock = lockProfile(sqlite, paths.profile);
  const opened: Database[] = [lock];
  try {
    const writer = openWriter(sqlite, paths.profile);
    opened.unshift(writer);
    const reader = openReader(sqlite, paths.profile);
    opened.unshift(reader);
    const unit: Unit = { read: createReaders(writer), write: createWriters(writer) };
    const transaction = writer.transaction((run: (unit: Unit) => unknown) => run(unit));
    return {
      read: createReaders(reader),
      transact: <Result>(run: (unit: Unit) => Result) => transaction.immediate(run) as Result,
      close() {
        reader.close();
        writer.pragma('wal_checkpoint(TRUNCATE)');
        writer.close();
        lock.close();
      },
    };
  } catch (error) {
    for (const db of opened) db.close();
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
  };
}

function createWriters(db: Database): Writers {
  return {
    entities: createEntityWriter(db),
    history: createHistoryWriter(db),
    quarantine: createQuarantineWriter(db),
    feeds: createFeedWriter(db),
    outbox: createOutboxWriter(db),
    station: createStationWriter(db),
  };
}
