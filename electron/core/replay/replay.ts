import type { Decision } from '../../../shared/domain/decision.ts';
import type { Order } from '../../../shared/domain/order.ts';
import { topics, type TopicId, type TopicRecord } from '../../../shared/domain/topics.ts';
import { instant, type Instant } from '../../../shared/kit/time.ts';
import { isOrderOver } from '../../../shared/domain/order.ts';
import type { RecordEntry } from '../../../shared/protocol/console-api/record-calls.ts';
import type { ReplayFrame, ReplayPackage } from '../../../shared/protocol/console-api/replay-calls.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { merge } from '../../../shared/protocol/merge.ts';
import type { PlayedTopic } from '../export/record-tables.ts';
import { maskFields } from '../privacy/masking.ts';
import type { PlayedRow, ReplaySource } from './read-replay.ts';

/** Rows between two pictures that are kept: going back costs at most so many. */
const KEYFRAME = 2_000;
const STEPS = 120;
const NEWEST = 40;

interface Stood {
  readonly row: PlayedRow;
  readonly data: Readonly<Record<string, unknown>>;
}
/** By topic and id. Records in it are never changed, so that a copy of the map is a picture. */
type Picture = Map<string, Stood>;

/** Plays what a package holds: how everything stood at any moment, from its log and its history alone (RE3). */
export class Replay {
  readonly #source: ReplaySource;
  readonly #keyframes: Picture[] = [new Map()];
  #picture: Picture = new Map();
  #taken = 0;

  constructor(source: ReplaySource) {
    this.#source = source;
  }

  /** First and last moment; null: there is nothing. */
  get reach(): { readonly from: Instant; readonly to: Instant } | null {
    const { entries, rows } = this.#source;
    const times = [
      ...(entries[0] ? [entries[0].entry.time.entry] : []),
      ...entries.slice(-1).map(({ entry }) => entry.time.entry),
      ...(rows[0] ? [rows[0].received] : []),
      ...rows.slice(-1).map(({ received }) => received),
    ];
    return times.length === 0 ? null : { from: instant(Math.min(...times)), to: instant(Math.max(...times)) };
  }

  /** Counts at even steps, for a chart. */
  series(): ReplayPackage['series'] {
    const { reach } = this;
    if (!reach) return [];
    const step = Math.max(1, (reach.to - reach.from) / STEPS);
    return Array.from({ length: STEPS + 1 }, (_, index) => {
      const at = instant(Math.round(reach.from + step * index));
      this.#moveTo(at);
      const of = (topic: PlayedTopic): Stood[] => this.#of(topic);
      return {
        at,
        incidents: of('incident').filter(({ data }) => !isOver(data)).length,
        orders: of('order').filter(({ data }) => !isOrderOver(data as unknown as Order)).length,
        decisions: of('decision').length,
      };
    });
  }

  at(at: Instant): ReplayFrame {
    this.#moveTo(at);
    const written = this.#source.entries.filter(({ entry }) => entry.time.entry <= at);
    return {
      at,
      incidents: this.#rows('incident'),
      resources: this.#rows('resource'),
      decisions: this.#of('decision')
        .map(({ row, data }) => ({ id: row.id, data: data as unknown as Decision }))
        .map(({ id, data: { question, options, chosen, status } }) => {
          const choice = chosen === undefined ? null : (options[chosen]?.name ?? null);
          return { id, question, choice, state: status.state, since: status.since };
        })
        .toSorted((a, b) => b.since - a.since),
      orders: this.#of('order')
        .map(({ row, data }) => ({ id: row.id, data: data as unknown as Order }))
        .map(({ id, data: { title, to, status } }) => {
          return { id, title, department: to.department, state: status.state, at: status.at };
        })
        .toSorted((a, b) => b.at - a.at),
      ...standOf(written.map(({ entry }) => entry)),
      log: written
        .filter(({ entry }) => entry.kind !== 'result')
        .slice(-NEWEST)
        .toReversed()
        .map(({ entry, line }): RecordEntry => ({ no: entry.no, kind: entry.kind, hash: line.hash, entry })),
    };
  }

  #rows<T extends 'incident' | 'resource'>(topic: T): EntityRow<T>[] {
    return this.#of(topic).map(({ row, data }) => ({
      id: row.id as TopicId[T],
      rev: row.rev,
      feed: row.feed,
      at: row.at,
      entered: row.at,
      received: row.received,
      data: maskFields(topic, data) as unknown as TopicRecord[T],
    }));
  }

  /** Only what is a record of its topic: a package may come from anywhere. */
  #of(topic: PlayedTopic): Stood[] {
    return [...this.#picture.values()].filter(({ row, data }) => row.topic === topic && isRecord(topic, data));
  }

  #moveTo(at: Instant): void {
    const { rows } = this.#source;
    if (this.#taken > 0 && (rows[this.#taken - 1]?.received ?? 0) > at) this.#goBack(at);
    for (let row = rows[this.#taken]; row && row.received <= at; row = rows[this.#taken]) {
      apply(this.#picture, row);
      this.#taken += 1;
      if (this.#taken % KEYFRAME === 0) this.#keyframes[this.#taken / KEYFRAME] ??= new Map(this.#picture);
    }
  }

  #goBack(at: Instant): void {
    const { rows } = this.#source;
    let frame = Math.floor(this.#taken / KEYFRAME);
    while (frame > 0 && (rows[frame * KEYFRAME - 1]?.received ?? 0) > at) frame -= 1;
    this.#picture = new Map(this.#keyframes[frame]);
    this.#taken = frame * KEYFRAME;
  }
}

function apply(picture: Picture, row: PlayedRow): void {
  const key = `${row.topic} ${row.id}`;
  if (row.op === 'remove' || row.data === null) {
    picture.delete(key);
    return;
  }
  const before = picture.get(key);
  const feed = row.feed || before?.row.feed || '';
  const data = row.op === 'patch' && before ? merge(row.topic, { ...before.data }, row.data) : row.data;
  picture.set(key, { row: { ...row, feed }, data });
}

const valid = new WeakMap<object, boolean>();

/** Asked once for each state of a record. */
function isRecord(topic: PlayedTopic, data: object): boolean {
  const known = valid.get(data);
  if (known !== undefined) return known;
  const isOne = topics[topic].safeParse(data).success;
  valid.set(data, isOne);
  return isOne;
}

function isOver(data: Stood['data']): boolean {
  const { state } = data['status'] as { readonly state: string };
  return state === 'closed' || state === 'merged';
}

/** Seat, links and whether the console ran, by the entries up to a moment. */
function standOf(
  entries: readonly ReplaySource['entries'][number]['entry'][],
): Pick<ReplayFrame, 'seat' | 'links' | 'isRunning'> {
  let seat: ReplayFrame['seat'] = null;
  let isRunning = false;
  const links = new Map<string, ReplayFrame['links'][number]>();
  for (const { kind, body, who, time } of entries) {
    if (kind === 'start' || kind === 'stop') {
      isRunning = kind === 'start';
      seat = null;
      links.clear();
    } else if (kind === 'seat') {
      seat =
        body['state'] === 'signedOut' || !who
          ? null
          : { officer: who.officer, post: who.post, isLocked: body['state'] === 'locked' };
    } else if (kind === 'link') {
      const feed = String(body['feed']);
      const isLive = body['live'] === true;
      if (links.get(feed)?.isLive !== isLive) links.set(feed, { feed, isLive, since: time.entry });
    }
  }
  return { seat, isRunning, links: [...links.values()] };
}
