import { join } from 'node:path';
import { markOf } from '../../shared/protocol/feed/mark.ts';
import type { HubClock } from '../clock.ts';
import { openChangeLog, type Batch, type ChangeLog } from '../log/change-log.ts';
import { createRing } from '../log/ring.ts';
import type { LoggedChange } from '../log/rows.ts';
import { openSnapshot, type Snapshot } from '../log/snapshot.ts';
import type { FeedDescription } from '../sources/source.ts';

/** One feed: its log, the newest changes in memory, and who wants to know. */
export interface Feed {
  readonly description: FeedDescription;
  readonly epoch: string;
  readonly head: number;
  readonly floor: number;
  /** Writes a batch durably, then tells the listeners. */
  append(batch: Batch): readonly LoggedChange[];
  /** Up to `limit` changes from `from` on, from memory where it reaches. */
  range(from: number, limit: number): readonly LoggedChange[];
  /** @param partBytes smaller parts for a bad line */
  snapshot(topics: ReadonlySet<string> | null, partBytes?: number): Snapshot;
  readonly log: Pick<ChangeLog, 'find' | 'idsOf' | 'answerTo' | 'progress' | 'anchor'>;
  /** R19: what tells the change at `seq` from any other there; null when the log has it no more, or not yet. */
  markAt(seq: number): string | null;
  onAppend(listener: () => void): void;
  close(): void;
}

interface Options {
  readonly dataDir: string;
  readonly description: FeedDescription;
  readonly clock: HubClock;
  readonly keep?: number | undefined;
}

export function openFeed({ dataDir, description, clock, keep }: Options): Feed {
  const log = openChangeLog({ file: join(dataDir, `${description.id}.sqlite`), feed: description, clock, keep });
  const ring = createRing();
  const listeners: (() => void)[] = [];
  const range: Feed['range'] = (from, limit) => ring.range(from, limit) ?? log.range(from, limit);
  return {
    description,
    log,
    get epoch() {
      return log.epoch;
    },
    get head() {
      return log.head;
    },
    get floor() {
      return log.floor;
    },
    append(batch) {
      const logged = log.append(batch);
      if (logged.length > 0) {
        ring.push(logged);
        for (const listener of listeners) listener();
      }
      return logged;
    },
    range,
    snapshot: (topics, partBytes) => openSnapshot(log.file, topics, partBytes),
    markAt(seq) {
      const change = range(seq, 1)[0]?.change;
      return change?.seq === seq ? markOf(change) : null;
    },
    onAppend: (listener) => void listeners.push(listener),
    close: () => log.close(),
  };
}
