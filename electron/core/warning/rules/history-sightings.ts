import { isTopic, type Topic } from '../../../../shared/domain/topics.ts';
import type { EvidencePoint } from '../../../../shared/domain/own-warning.ts';
import type { HistoryLine } from '../../store/records.ts';
import type { Readers } from '../../store/store.ts';
import type { Areas } from './areas.ts';
import type { PastReadings } from './reading-watch.ts';
import { isPast } from './ladder.ts';
import { sightingOf, type Sighting, type Subject } from './sighting.ts';

type Read = Pick<Readers, 'entities' | 'history'>;

/** Readings of a chart. */
const CHART = 120;
/** Readings that a watch needs to go on after a restart. */
const NEEDED = 60;

/**
 * What the lines of an entity's history say, in their order. What never changes (name, place) is taken from the record as it
 * stands: lines before it bring only what they changed.
 */
export class SightingReader {
  readonly #topic: Topic;
  readonly #id: string;
  readonly #areas: Areas;
  #record: Record<string, unknown>;
  #last: Sighting | null = null;

  constructor(topic: Topic, id: string, record: Record<string, unknown>, areas: Areas) {
    this.#topic = topic;
    this.#id = id;
    this.#areas = areas;
    this.#record = record;
  }

  /** Null: the line says nothing new of what rules look at. */
  take({ op, json }: Pick<HistoryLine, 'op' | 'json'>): Sighting | null {
    if (op === 'remove' || json === null) return null;
    this.#record = { ...this.#record, ...(JSON.parse(json) as Record<string, unknown>) };
    const sighting = sightingOf(this.#topic, this.#id, this.#record, this.#areas);
    if (!sighting || sighting.at === this.#last?.at) return null;
    this.#last = sighting;
    return sighting;
  }
}

/** The newest readings of a subject, oldest first. */
export function pastSightings(read: Read, areas: Areas, { topic, id }: Subject, limit: number): Sighting[] {
  if (!isTopic(topic)) return [];
  const line = read.entities.get(topic, id);
  if (!line) return [];
  const reader = new SightingReader(topic, id, JSON.parse(line.json) as Record<string, unknown>, areas);
  const lines = read.history.back(topic, id, Number.MAX_SAFE_INTEGER, limit).toReversed();
  return lines.flatMap((one) => reader.take(one) ?? []);
}

export function pastReadings(read: Read, areas: Areas): PastReadings {
  return (subject) => pastSightings(read, areas, subject, NEEDED);
}

/** The course of a subject's readings for its chart; those past the limit are marked. */
export function courseOf(
  read: Read,
  areas: Areas,
  subject: Subject,
  direction: 'above' | 'below',
  limit: number,
): EvidencePoint[] {
  return pastSightings(read, areas, subject, CHART).map(({ at, value }) => ({
    at,
    value,
    ...(value !== null && isPast(direction, value, limit) && { odd: true as const }),
  }));
}
