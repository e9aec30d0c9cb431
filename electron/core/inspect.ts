import { ProblemError } from '../../shared/kit/problem.ts';
import type { Ports } from './kernel/ports.ts';
import { latestSchema, schemaVersion } from './store/migrate.ts';
import { openReader } from './store/open.ts';
import { createReaders } from './store/store.ts';

/** What stands in a profile. */
export interface Inspection {
  readonly schema: number;
  readonly sqlite: string;
  readonly stationId: string | null;
  readonly entities: Readonly<Record<string, number>>;
  readonly feeds: readonly {
    readonly id: string;
    readonly url: string;
    readonly epoch: string | null;
    readonly seq: number;
    readonly quarantined: number;
  }[];
  readonly outbox: Readonly<Record<string, number>>;
  readonly quarantine: readonly { readonly feed: string; readonly code: string; readonly count: number }[];
}

/**
 * Reads a profile without changing it; a console may be running on it.
 * Throws `ProblemError`: `profile-unreadable` when there is none, `database-outdated` when an older
 * program wrote it and none has opened it since, else as `openReader`.
 */
export function inspectProfile(ports: Pick<Ports, 'sqlite'>, profile: string): Inspection {
  const db = openReader(ports.sqlite, profile);
  try {
    const schema = schemaVersion(db);
    const known = latestSchema();
    if (schema < known)
      throw new ProblemError({ code: 'database-outdated', origin: 'store', params: { found: schema, known } });
    const { version } = db.prepare('SELECT sqlite_version() AS version').get() as { version: string };
    const read = createReaders(db);
    return {
      schema,
      sqlite: version,
      stationId: read.station.meta('stationId') ?? null,
      entities: Object.fromEntries(read.entities.countByTopic().map(({ topic, count }) => [topic, count])),
      feeds: read.feeds.all().map(({ id, url, epoch, seq, quarantined }) => ({ id, url, epoch, seq, quarantined })),
      outbox: Object.fromEntries(read.outbox.countByState().map(({ state, count }) => [state, count])),
      quarantine: read.quarantine.countByCode(),
    };
  } finally {
    db.close();
  }
}
