import type { QuarantineRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Applied } from '../feeds/applied.ts';
import type { Signal } from '../kernel/signal.ts';
import type { QuarantineLine, QuarantineReader } from '../store/readers/quarantine.ts';
import type { LiveSource, WireRow } from './live-source.ts';

const PAGE = 1_000;

/** What could not be read, of one joined feed or of all that are joined, oldest first. Never the raw message (S8). */
export function quarantineSource(
  feed: string | undefined,
  joined: readonly string[],
  reader: QuarantineReader,
  applied: Signal<Applied>,
): LiveSource {
  const wanted = new Set(feed === undefined ? joined : joined.filter((id) => id === feed));

  function after(key: number, limit: number): QuarantineLine[] {
    return reader.page(feed ?? null, key, limit);
  }

  return {
    pass() {
      let key = 0;
      return {
        total: [...wanted].reduce((sum, id) => sum + reader.count(id), 0),
        next(limit) {
          // Entries of feeds that are no longer joined are passed over, however many there are.
          for (;;) {
            const lines = after(key, limit);
            key = lines.at(-1)?.key ?? key;
            const rows = lines.filter((line) => wanted.has(line.feed)).map(wire);
            if (rows.length > 0 || lines.length === 0) return rows;
          }
        },
      };
    },
    subscribe(changed) {
      let key = reader.last();
      return applied.on(({ quarantined }) => {
        if (quarantined.size === 0) return;
        for (const line of after(key, PAGE)) {
          key = line.key;
          if (!wanted.has(line.feed)) continue;
          const row = wire(line);
          changed(row.id, () => row.json);
        }
      });
    },
  };
}

function wire({ key, feed, seq, topic, entityId, code, file, row, column, detail, received }: QuarantineLine): WireRow {
  const entry: QuarantineRow = {
    id: String(key),
    feed,
    seq,
    topic,
    entityId,
    code,
    place: { ...(file !== null && { file }), ...(row !== null && { row }), ...(column !== null && { column }) },
    detail,
    received,
  };
  return { id: entry.id, json: JSON.stringify(entry) };
}
