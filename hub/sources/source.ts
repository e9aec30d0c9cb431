import type { Topic } from '../../shared/domain/topics.ts';
import type { Refusal } from '../../shared/protocol/feed/change.ts';
import type { Instant } from '../../shared/kit/time.ts';

/** A feed as its stations see it. `id` is the last part of its URL: `[a-z0-9-]`, at most 64. */
export interface FeedDescription {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** After how many seconds without news its data counts as old. */
  readonly maxAgeSeconds: number;
}

/** A change before the hub gives it its seq, rev and entry time. */
export type Draft =
  | {
      readonly op: 'put' | 'patch';
      readonly topic: Topic;
      readonly id: string;
      /** Event time, by the source. */
      readonly at: Instant;
      /** Who says so: file, station, sensor net; at most 80 characters. */
      readonly source: string;
      /** put: the whole record, valid by its topic's schema · patch: top-level fields, null removes an optional one. */
      readonly data: object;
    }
  | {
      readonly op: 'remove';
      readonly topic: Topic;
      readonly id: string;
      readonly at: Instant;
      readonly source: string;
    }
  /** What could not be read. It travels like a change, so that every seat counts what a file lost. */
  | {
      readonly op: 'refuse';
      readonly topic: Topic;
      readonly id: string;
      readonly at: Instant;
      readonly source: string;
      readonly data: Refusal;
    };

/** How far a source has come, under a key of its own choice. Opaque to the hub; JSON. */
export interface Progress {
  readonly key: string;
  readonly value: unknown;
}

/** A record as the hub has it. */
export interface Held {
  readonly data: Readonly<Record<string, unknown>>;
  /** Whether an officer's command, and nobody after it, set this field. */
  byOfficer(field: string): boolean;
}

/** Where a source puts what it has. */
export interface Sink {
  /** The value last stored under `key` in this feed's log, or null: read it on start to go on instead of doubling. */
  progress(feed: string, key: string): unknown;
  /** What is there now; undefined when there is no such record. */
  held(feed: string, topic: Topic, id: string): Held | undefined;
  /** Ids of all records of a topic that the feed has now. */
  ids(feed: string, topic: Topic): readonly string[];
  /**
   * Writes the drafts and the progress in ONE transaction, so that a killed hub neither loses nor doubles.
   * Await it: it resolves when the hub is ready for more (back-pressure) and lets sockets be served in between.
   * At most a few thousand drafts a call; 500 is a good batch.
   */
  append(feed: string, drafts: readonly Draft[], progress?: Progress): Promise<void>;
}

/**
 * One origin of data. It says which feeds it fills, then fills them until it is done or the signal is aborted.
 * `start` rejects only when the source as a whole is lost; what is wrong with one record is a `refuse` draft.
 */
export interface Source {
  readonly name: string;
  readonly feeds: readonly FeedDescription[];
  start(sink: Sink, signal: AbortSignal): Promise<void>;
}
