import type { Topic, TopicRecord } from '../../../shared/domain/topics.ts';
import { instant, type Instant } from '../../../shared/kit/time.ts';

/** The eight feeds of the demo city, in the order in which they are opened. */
export const SCENARIO_FEEDS = [
  'hotline', 'fire', 'ambulance', 'police', 'water', 'health', 'supplies', 'weather',
] as const; // prettier-ignore
export type ScenarioFeed = (typeof SCENARIO_FEEDS)[number];

/**
 * A change as the simulation makes it. `at` and every time inside `data` are offsets in milliseconds from the opening
 * of the scenario (before it: negative); `anchor.ts` turns them into wall times.
 */
export interface ScenarioDraft {
  readonly feed: ScenarioFeed;
  readonly topic: Topic;
  readonly id: string;
  readonly op: 'put' | 'patch' | 'remove';
  readonly at: number;
  readonly source: string;
  readonly data?: object;
}

/** Top-level fields to replace; null removes an optional one. */
export type PatchOf<T> = T extends unknown ? { readonly [K in keyof T]?: T[K] | null } : never;

/** Collects what the parts of the simulation say during one step. */
export interface Outlet {
  /** Offset of the step, as the time type of the records. */
  readonly now: Instant;
  put<T extends Topic>(feed: ScenarioFeed, source: string, topic: T, id: string, data: TopicRecord[T]): void;
  patch<T extends Topic>(
    feed: ScenarioFeed,
    source: string,
    topic: T,
    id: string,
    data: PatchOf<TopicRecord[T]>,
    at?: Instant,
  ): void;
  remove(feed: ScenarioFeed, source: string, topic: Topic, id: string): void;
}

export interface DraftCollector extends Outlet {
  moveTo(offset: number): void;
  /** The drafts since the last call, in order. */
  drain(): ScenarioDraft[];
}

export function createCollector(): DraftCollector {
  let now = instant(0);
  let drafts: ScenarioDraft[] = [];
  return {
    get now() {
      return now;
    },
    moveTo(offset) {
      now = instant(offset);
    },
    put(feed, source, topic, id, data) {
      drafts.push({ feed, topic, id, op: 'put', at: now, source, data });
    },
    patch(feed, source, topic, id, data, at) {
      drafts.push({ feed, topic, id, op: 'patch', at: at ?? now, source, data });
    },
    remove(feed, source, topic, id) {
      drafts.push({ feed, topic, id, op: 'remove', at: now, source });
    },
    drain() {
      const drained = drafts;
      drafts = [];
      return drained;
    },
  };
}
