import { isTopic, type Topic } from '../../../shared/domain/topics.ts';
import type { TimelineRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { Applied } from '../feeds/applied.ts';
import type { Moment } from '../history/moment.ts';
import type { Signal } from '../kernel/signal.ts';
import { maskFields } from '../privacy/masking.ts';
import type { HistoryLine } from '../store/records.ts';
import type { HistoryReader } from '../store/readers/history.ts';
import { passOver, type LiveSource, type WireRow } from './live-source.ts';

/** Lines read at once when an entity changed. */
const PAGE = 1_000;

export interface TimelineParts {
  readonly history: HistoryReader;
  readonly applied: Signal<Applied>;
  /** The conflicts about an entity: their lines are part of its story. */
  readonly conflictsAbout: (topic: string, id: string) => readonly string[];
  /** With `past`: what the shown moment counts. */
  readonly moment: Pick<Moment, 'positionOf' | 'stepped'>;
}

/**
 * The history of one entity and of the conflicts about it, oldest first, each line masked. With `past` as far as it was known
 * then (H5).
 */
export function timelineSource(topic: string, id: string, past: Instant | undefined, parts: TimelineParts): LiveSource {
  if (!isTopic(topic)) return { pass: () => passOver([]), subscribe: () => () => undefined };
  const { history, applied, conflictsAbout, moment } = parts;

  function subjects(): (readonly [Topic, string])[] {
    return [[topic as Topic, id], ...conflictsAbout(topic, id).map((conflict) => ['conflict', conflict] as const)];
  }

  const end = (): number => (past === undefined ? Number.MAX_SAFE_INTEGER : moment.positionOf(past));

  /** Lines of all subjects after `position`, in the order they arrived. */
  function page(position: number, limit: number): HistoryLine[] {
    return subjects()
      .flatMap(([of, subject]) => history.page(of, subject, position, limit))
      .filter((line) => line.position <= end())
      .toSorted((a, b) => a.position - b.position)
      .slice(0, limit);
  }

  return {
    pass() {
      let position = 0;
      return {
        total:
          past === undefined ? subjects().reduce((sum, [of, subject]) => sum + history.count(of, subject), 0) : null,
        next(limit) {
          const lines = page(position, limit);
          position = lines.at(-1)?.position ?? position;
          return lines.map((line) => wire(topic, id, line));
        },
      };
    },
    subscribe(changed) {
      let position = Math.min(end(), Math.max(...subjects().map(([of, subject]) => history.last(of, subject))));
      const tell = (entities: readonly { readonly topic: Topic; readonly id: string }[]): void => {
        const names = new Set(subjects().map(([of, subject]) => `${of}\n${subject}`));
        if (!entities.some((entity) => names.has(`${entity.topic}\n${entity.id}`))) return;
        for (const line of page(position, PAGE)) {
          const row = wire(topic, id, line);
          changed(row.id, () => row.json);
          position = line.position;
        }
      };
      return past === undefined
        ? applied.on(({ puts, removed }) => tell([...puts, ...removed]))
        : moment.stepped.on(tell);
    },
  };
}

function wire(topic: Topic, id: string, line: HistoryLine): WireRow {
  const { position, rev, op, at, entered, received, source, json, by } = line;
  const isOwn = line.topic === topic && line.id === id;
  const row: TimelineRow = {
    id: String(position),
    rev,
    op,
    at,
    entered,
    received,
    source,
    set: json === null ? {} : maskFields(line.topic, JSON.parse(json) as Record<string, unknown>),
    ...(by && { by }),
    ...(!isOwn && { conflict: line.id }),
  };
  return { id: row.id, json: JSON.stringify(row) };
}
