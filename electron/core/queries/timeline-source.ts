import { isTopic, type Topic } from '../../../shared/domain/topics.ts';
import type { TimelineRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Applied } from '../feeds/applied.ts';
import type { Signal } from '../kernel/signal.ts';
import { maskFields } from '../privacy/masking.ts';
import type { HistoryLine } from '../store/records.ts';
import type { HistoryReader } from '../store/readers/history.ts';
import { passOver, type LiveSource, type WireRow } from './live-source.ts';

/** Lines read at once when an entity changed. */
const PAGE = 1_000;

/** The history of one entity, oldest first, each line masked. */
export function timelineSource(
  topic: string,
  id: string,
  history: HistoryReader,
  applied: Signal<Applied>,
): LiveSource {
  if (!isTopic(topic)) return { pass: () => passOver([]), subscribe: () => () => undefined };
  return {
    pass() {
      let position = 0;
      return {
        total: history.count(topic, id),
        next(limit) {
          const lines = history.page(topic, id, position, limit);
          position = lines.at(-1)?.position ?? position;
          return lines.map((line) => wire(topic, line));
        },
      };
    },
    subscribe(changed) {
      let position = history.last(topic, id);
      return applied.on(({ puts, removed }) => {
        const isTouched = [...puts, ...removed].some((entity) => entity.topic === topic && entity.id === id);
        if (!isTouched) return;
        for (const line of history.page(topic, id, position, PAGE)) {
          const row = wire(topic, line);
          changed(row.id, () => row.json);
          position = line.position;
        }
      });
    },
  };
}

function wire(topic: Topic, { position, rev, op, at, entered, received, source, json }: HistoryLine): WireRow {
  const set = json === null ? {} : maskFields(topic, JSON.parse(json) as Record<string, unknown>);
  const row: TimelineRow = { id: String(position), rev, op, at, entered, received, source, set };
  return { id: row.id, json: JSON.stringify(row) };
}
