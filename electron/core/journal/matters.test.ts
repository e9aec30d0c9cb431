import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { Topic, TopicRecord } from '../../../shared/domain/topics.ts';
import { HOUR, instant, MINUTE } from '../../../shared/kit/time.ts';
import type { FeedRow } from '../../../shared/protocol/console-api/rows.ts';
import { passOver, type LiveSource } from '../queries/live-source.ts';
import { incident, supply } from '../testing/records.ts';
import { openMatters } from './matters.ts';

const NOW = instant(1_750_000_000_000);
const SINCE = instant(NOW - 8 * HOUR);
const before = instant(SINCE - HOUR);
const lately = instant(NOW - HOUR);
const hand = { officer: 'lin', post: 'CCC-DO1', at: lately };

type Records = { readonly [T in Topic]?: Readonly<Record<string, TopicRecord[T]>> };

function sourceOf(rows: object): LiveSource {
  const wire = Object.entries(rows).map(([id, data]) => ({ id, json: JSON.stringify({ id, data: data as unknown }) }));
  return { pass: () => passOver(wire), subscribe: () => () => undefined };
}

function feed(id: string, state: 'live' | 'offline'): FeedRow {
  return { id, name: { zh: id }, status: { state, since: lately } } as FeedRow;
}

function matters(records: Records, warnings: readonly object[] = [], feeds: readonly FeedRow[] = []) {
  const lines = warnings.map((row) => ({ id: 'w1', json: JSON.stringify(row) }));
  const parts = {
    records: (topic: Topic) => sourceOf(records[topic] ?? {}),
    warnings: () => ({ pass: () => passOver(lines), subscribe: () => () => undefined }),
    feeds: () => feeds,
    seen: (_topic: 'incident', id: string): Incident | undefined => records.incident?.[id],
  };
  return openMatters(parts, NOW, SINCE);
}

const order = (parts: Partial<TopicRecord['order']>): TopicRecord['order'] => ({
  form: 'order',
  title: { zh: '转移柳荫路' },
  from: hand,
  to: { department: 'FRD' },
  clocks: { acknowledgeBy: instant(NOW + MINUTE) },
  status: { state: 'sent', at: lately, by: 'CCC' },
  steps: [],
  ...parts,
});

const decision = (status: TopicRecord['decision']['status'], reviewAt?: number): TopicRecord['decision'] => ({
  kind: 'other',
  question: { zh: '是否转移' },
  incidents: ['red'],
  options: [],
  ...(reviewAt !== undefined && { reviewAt: instant(reviewAt) }),
  writtenBy: [hand],
  status,
});

describe('what is open for a hand-over', () => {
  it('JO5: the gravest first, what is overdue before what is not; closed ones are left out', () => {
    const found = matters({
      incident: {
        red: incident({ level: 1, reportedAt: before, status: { state: 'reported', since: before } }),
        late: incident({ level: 3, reportedAt: before, due: { what: 'dispatch', at: lately } }),
        blue: incident({ level: 3, reportedAt: lately }),
        done: incident({ status: { state: 'closed', since: lately, outcome: { zh: '办结' } } }),
      },
    });
    expect(found.map(({ id, level, isOverdue, isNew }) => [id, level, isOverdue, isNew])).toEqual([
      ['red', 1, false, false],
      ['late', 3, true, false],
      ['blue', 3, false, true],
    ]);
  });

  it('JO5: an order is overdue when nobody said yes in time, or it is not done in time; it has the level of its incident', () => {
    const found = matters({
      incident: { red: incident({ level: 1, reportedAt: before }) },
      order: {
        unanswered: order({ incident: 'red', clocks: { acknowledgeBy: lately } }),
        answered: order({
          clocks: { acknowledgeBy: lately, doneBy: instant(NOW + HOUR) },
          status: { state: 'underWay', at: lately, by: 'FRD' },
        }),
        unfinished: order({
          clocks: { acknowledgeBy: lately, doneBy: lately },
          status: { state: 'underWay', at: lately, by: 'FRD' },
        }),
        over: order({ status: { state: 'done', at: lately, by: 'FRD', result: { zh: '已转移' } } }),
      },
    });
    const orders = found.filter(({ topic }) => topic === 'order');
    expect(orders.map(({ id, level, isOverdue }) => [id, level, isOverdue]).toSorted()).toEqual([
      ['answered', 0, false],
      ['unanswered', 1, true],
      ['unfinished', 0, true],
    ]);
  });

  it('JO5: a decision is open while it waits for somebody, or is to be ratified or looked at again', () => {
    const found = matters({
      decision: {
        waits: decision({ state: 'submitted', since: lately }),
        review: decision({ state: 'decided', since: lately, by: hand }, lately),
        ratify: decision({ state: 'decided', since: lately, by: hand, ratifyBy: instant(NOW + HOUR) }),
        settled: decision({ state: 'decided', since: lately, by: hand }),
        withdrawn: decision({ state: 'withdrawn', since: lately, by: hand }),
      },
    });
    expect(found.map(({ id, isOverdue }) => [id, isOverdue]).toSorted()).toEqual([
      ['ratify', false],
      ['review', true],
      ['waits', false],
    ]);
  });

  it('JO5: a warning is open until somebody has taken note of it; drills are not', () => {
    const line = {
      id: 'w1',
      form: 'warning',
      alert: { headline: { zh: '暴雨红色预警' }, level: 1, sentAt: lately },
      handling: null,
      isDrill: false,
      phase: 'active',
    };
    const taken = { state: 'acknowledged', at: lately, officer: 'lin', post: 'CCC-DO1', disposition: 'some' };
    const ids = (row: object) => matters({}, [row]).map(({ topic, id, isNew }) => [topic, id, isNew]);
    expect(ids(line)).toEqual([['alert', 'w1', true]]);
    expect(ids({ ...line, handling: { status: taken } })).toEqual([]);
    expect(ids({ ...line, isDrill: true })).toEqual([]);
    expect(ids({ ...line, phase: 'over' })).toEqual([]);
  });

  it('JO5: stocks that are short, feeds that are away, and reports that are due stand with them', () => {
    const found = matters(
      {
        supply: {
          short: supply({ quantity: 10, reserve: 20, burnPerHour: null }),
          soon: supply({ quantity: 10, burnPerHour: 5 }),
          enough: supply({ quantity: 50, reserve: 20, burnPerHour: 1 }),
        },
        report: {
          due: {
            incident: 'red',
            kind: 'first',
            number: 0,
            set: 'a',
            recipient: { zh: '省厅' },
            dueAt: lately,
            fields: [],
            corrections: [],
            writtenBy: [hand],
            status: { state: 'drafted', since: lately },
          },
        },
      },
      [],
      [feed('ems', 'offline'), feed('hotline', 'live')],
    );
    expect(found.map(({ topic, id, isOverdue }) => [topic, id, isOverdue]).toSorted()).toEqual([
      ['feed', 'ems', false],
      ['report', 'due', true],
      ['supply', 'short', false],
      ['supply', 'soon', false],
    ]);
  });
});
