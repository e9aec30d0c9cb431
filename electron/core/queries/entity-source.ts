import type { Topic } from '../../../shared/domain/topics.ts';
import type { Applied } from '../feeds/applied.ts';
import type { Signal } from '../kernel/signal.ts';
import { maskJson } from '../privacy/masking.ts';
import type { OrderKey } from '../store/readers/entities.ts';
import type { EntityLine } from '../store/records.ts';
import type { Readers } from '../store/store.ts';
import type { Changed, LiveSource, Pass, WireRow } from './live-source.ts';

export type RowLine = Pick<EntityLine, 'id' | 'rev' | 'feed' | 'at' | 'entered' | 'received' | 'json'>;

/** What this station's own commands add to the server's state (O6). */
export interface Overlay {
  /** The row with its pending commands replayed; null when there are none. `line` is null when the server has no row. */
  replay(
    topic: Topic,
    id: string,
    line: RowLine | null,
  ): { readonly line: RowLine; readonly pending: readonly string[] } | null;
  /** Entities that pending commands make and the server may not have yet. */
  created(topic: Topic): readonly string[];
  readonly changed: Signal<{ readonly topic: string; readonly id: string }>;
}

export interface EntityParts {
  readonly read: Readers;
  readonly applied: Signal<Applied>;
  readonly overlay: Overlay;
}

/** The records of one topic as live rows: masked, in the topic's order, with pending commands on top. */
export function entitySource(topic: Topic, { read, applied, overlay }: EntityParts): LiveSource {
  function wire(id: string, line: RowLine | null): string | null {
    const replayed = overlay.replay(topic, id, line);
    if (replayed) return rowJson(topic, replayed.line, replayed.pending);
    return line ? rowJson(topic, line, []) : null;
  }

  function pass(): Pass {
    let position: OrderKey | null = null;
    let created: readonly string[] | null = overlay.created(topic).filter((id) => !read.entities.get(topic, id));
    return {
      total: read.entities.count(topic) + created.length,
      next(limit) {
        const rows: WireRow[] = [];
        for (const id of created ?? []) addRow(rows, id, wire(id, read.entities.get(topic, id) ?? null));
        created = null;
        const lines = read.entities.page(topic, position, Math.max(1, limit - rows.length));
        for (const line of lines) addRow(rows, line.id, wire(line.id, line));
        position = lines.at(-1) ?? position;
        return rows;
      },
    };
  }

  function subscribe(changed: Changed): () => void {
    const stopApplied = applied.on(({ puts, removed }) => {
      for (const record of puts) if (record.topic === topic) changed(record.id, () => wire(record.id, record));
      for (const gone of removed) if (gone.topic === topic) changed(gone.id, () => wire(gone.id, null));
    });
    const stopOverlay = overlay.changed.on(({ topic: touched, id }) => {
      if (touched === topic) changed(id, () => wire(id, read.entities.get(topic, id) ?? null));
    });
    return () => {
      stopApplied();
      stopOverlay();
    };
  }

  return { pass, subscribe };
}

function addRow(rows: WireRow[], id: string, json: string | null): void {
  if (json !== null) rows.push({ id, json });
}

/** An `EntityRow`, put together around the record's own text: nothing is serialised twice (Q4). */
export function rowJson(
  topic: Topic,
  { id, rev, feed, at, entered, received, json }: RowLine,
  pending: readonly string[],
): string {
  const head = `{"id":${JSON.stringify(id)},"rev":${rev},"feed":${JSON.stringify(feed)},"at":${at},"entered":${entered},"received":${received}`;
  const tail = pending.length > 0 ? `,"pending":${JSON.stringify(pending)}}` : '}';
  return `${head},"data":${maskJson(topic, json)}${tail}`;
}
