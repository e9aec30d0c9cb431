import { isTopic, type Topic } from '../../../../shared/domain/topics.ts';
import { instant, type Instant } from '../../../../shared/kit/time.ts';
import type { LiveSource } from '../../queries/live-source.ts';
import type { Readers } from '../../store/store.ts';
import type { Areas } from './areas.ts';
import type { WatchedRule } from './finding.ts';
import { SightingReader } from './history-sightings.ts';
import { isWanted, sightingOf, talkOf, type Sighting, type Talk } from './sighting.ts';

/** Readings that one preview looks at: some seconds of work, tens of megabytes. */
const MOST = 300_000;
const PAGE = 500;
const ROWS = 50;

export interface History {
  /** In order of time. */
  readonly sightings: readonly Sighting[];
  readonly isComplete: boolean;
}

export interface HistoryParts {
  readonly read: Pick<Readers, 'entities' | 'history'>;
  readonly records: (topic: Topic) => LiveSource;
  readonly areas: Areas;
}

/** The readings of all subjects of a rule since `from`, gathered in small steps; each subject's newest first, so that what is cut is old. */
export function* gather(rule: WatchedRule, topic: Topic, from: Instant, parts: HistoryParts): Generator<void, History> {
  const ids: string[] = [];
  const pass = parts.records(topic).pass();
  for (let rows = pass.next(ROWS); rows.length > 0; rows = pass.next(ROWS)) {
    for (const { id, json } of rows) {
      const { data } = JSON.parse(json) as { readonly data: unknown };
      const sighting = sightingOf(topic, id, data, parts.areas);
      if (sighting?.of === rule.source.of && isWanted(rule, sighting.kind, sighting.district)) ids.push(id);
    }
    yield;
  }
  const each = Math.max(PAGE, Math.floor(MOST / Math.max(1, ids.length)));
  const all: Sighting[] = [];
  let isComplete = true;
  for (const id of ids) {
    const found = yield* gatherOne(topic, id, from, each, parts);
    all.push(...found.sightings);
    isComplete &&= found.isComplete;
  }
  all.sort((a, b) => a.at - b.at);
  return { sightings: all, isComplete };
}

function* gatherOne(
  topic: Topic,
  id: string,
  from: Instant,
  most: number,
  parts: HistoryParts,
): Generator<void, History> {
  const { read, areas } = parts;
  const record = isTopic(topic) ? read.entities.get(topic, id) : undefined;
  if (!record) return { sightings: [], isComplete: true };
  const lines = [];
  let rev = Number.MAX_SAFE_INTEGER;
  let isComplete = true;
  for (;;) {
    const page = read.history.back(topic, id, rev, PAGE);
    const wanted = page.filter(({ received }) => received >= from);
    lines.push(...wanted);
    const last = page.at(-1);
    if (!last || page.length < PAGE || wanted.length < page.length) break;
    if (lines.length >= most) {
      isComplete = false;
      break;
    }
    rev = last.rev - 1;
    yield;
  }
  const reader = new SightingReader(topic, id, JSON.parse(record.json) as Record<string, unknown>, areas);
  const sightings = lines.toReversed().flatMap((line) => reader.take(line) ?? []);
  return { sightings, isComplete };
}

/** What was counted of every subject of talk since `from`, in order of time. */
export function* gatherTalk(
  from: Instant,
  { read, records }: HistoryParts,
): Generator<void, readonly { readonly talk: Talk; readonly at: Instant }[]> {
  const all: { talk: Talk; at: Instant }[] = [];
  const pass = records('opinion').pass();
  for (let rows = pass.next(ROWS); rows.length > 0; rows = pass.next(ROWS)) {
    for (const { id } of rows) {
      let record = JSON.parse(read.entities.get('opinion', id)?.json ?? '{}') as Record<string, unknown>;
      for (const { op, json, received } of read.history
        .back('opinion', id, Number.MAX_SAFE_INTEGER, PAGE)
        .toReversed()) {
        if (op === 'remove' || json === null || received < from) continue;
        record = { ...record, ...(JSON.parse(json) as Record<string, unknown>) };
        const talk = talkOf('opinion', id, record);
        if (talk) all.push({ talk, at: received });
      }
      yield;
    }
  }
  return all.sort((a, b) => a.at - b.at);
}

/** The first moment that there is history of. */
export function reachOf(read: Pick<Readers, 'history'>, from: Instant): Instant {
  const begin = read.history.receivedAt(read.history.reach());
  return begin === null ? from : instant(Math.max(from, begin));
}
