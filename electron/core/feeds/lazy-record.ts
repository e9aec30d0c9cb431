import type { Topic, TopicRecord } from '../../../shared/domain/topics.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { orderOf } from '../store/order.ts';
import type { EntityLine, EntityRecord } from '../store/records.ts';
import type { Told } from '../store/writers/history.ts';
import type { ReadRecord } from './read-change.ts';

/**
 * A record whose text is made when somebody needs it. Of a unit that moves five times in a transaction only the last
 * place is written and sent, so only that one is serialised.
 */
export class LazyRecord implements EntityRecord {
  readonly topic: Topic;
  readonly id: string;
  readonly feed: string;
  readonly rev: number;
  readonly urgency: number;
  readonly recency: number;
  readonly at: Instant;
  readonly entered: Instant;
  readonly received: Instant;
  readonly source: string;
  readonly data: TopicRecord[Topic];
  /** No fewer characters than the text has; known without making it. */
  readonly sizeBound: number;
  #json: string | null;

  /** @param isWhole `read.told` is the text of the whole record. */
  constructor(told: Told, feed: string, received: Instant, read: ReadRecord, isWhole: boolean) {
    const { urgency, recency } = orderOf(told.topic, read.data as never);
    this.topic = told.topic;
    this.id = told.id;
    this.feed = feed;
    this.rev = told.rev;
    this.urgency = urgency;
    this.recency = recency;
    this.at = told.at;
    this.entered = told.entered;
    this.received = received;
    this.source = told.source;
    this.data = read.data;
    this.sizeBound = read.sizeBound;
    this.#json = isWhole ? read.told : null;
  }

  static fromLine(line: EntityLine): LazyRecord {
    const data = JSON.parse(line.json) as TopicRecord[Topic];
    return new LazyRecord(line, line.feed, line.received, { data, told: line.json, sizeBound: line.json.length }, true);
  }

  get json(): string {
    this.#json ??= JSON.stringify(this.data);
    return this.#json;
  }
}
