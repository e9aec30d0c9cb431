import { describe, expect, it } from 'vitest';
import type { Move } from '../../../shared/domain/decision.ts';
import { instant } from '../../../shared/kit/time.ts';
import { evidenceFacts, MOST_FACTS, type FactSources } from './evidence-facts.ts';

const now = instant(1_800_000_000_000);
const rows = <Data>(all: Readonly<Record<string, Data>>): never =>
  new Map(Object.entries(all).map(([id, data]) => [id, { id, rev: 1, feed: 'f', at: now, data }])) as never;

const sensor = (at: readonly [number, number], level: number) => ({ form: 'sensor', kind: 'ponding', at, level });
const alert = (level: number, more: object = {}) => ({
  identifier: `n${level}`,
  status: 'Actual',
  msgType: 'Alert',
  references: [],
  level,
  sentAt: now,
  ...more,
});

const sources: FactSources = {
  incidents: rows({ i1: { at: [117.6, 30.3] }, i2: {} }),
  resources: rows({
    near: sensor([117.601, 30.3], 0),
    over: sensor([117.605, 30.3], 2),
    far: sensor([117.9, 30.3], 1),
    u1: { form: 'unit', at: [117.5, 30.3] },
    p1: { form: 'facility', at: [117.5, 30.3] },
  }),
  supplies: rows({ s1: { depot: 'd1', good: 'water' }, s2: { depot: 'd1', good: 'rice' } }),
  alerts: rows({
    red: alert(1),
    old: alert(2, { expiresAt: instant(now - 1) }),
    drill: alert(1, { status: 'Exercise' }),
    first: alert(3),
    second: alert(4, { msgType: 'Update', references: ['n3'] }),
  }),
};

const moves: Move[] = [
  { is: 'assign', unit: 'u1', incident: 'i1', seconds: 60 },
  { is: 'assign', unit: 'gone', incident: 'i1', seconds: 60 },
  { is: 'ship', from: 'd1', to: 'p1', good: 'water', quantity: 1, trips: 1, arriveAt: now },
];

describe('DE-V5: what the choice rests on', () => {
  it('names incidents, sensors near, what moves, stocks it is taken from and warnings in force, in that order', () => {
    expect(evidenceFacts(['i1', 'i2'], { moves }, sources, now).map(({ topic, id }) => `${topic} ${id}`)).toEqual([
      'incident i1',
      'incident i2',
      'resource over',
      'resource near',
      'resource u1',
      'resource p1',
      'supply s1',
      'alert red',
      'alert second',
    ]);
  });

  it('names nothing twice and nothing that this window has not', () => {
    const twice = evidenceFacts(['i1', 'i1', 'i9'], { moves: [...moves, ...moves] }, sources, now);
    expect(new Set(twice.map(({ topic, id }) => `${topic} ${id}`)).size).toBe(twice.length);
    expect(twice.some(({ id }) => id === 'i9' || id === 'gone')).toBe(false);
  });

  it('takes no more than a decision holds', () => {
    const ids = Array.from({ length: 90 }, (_, index) => `i${index}`);
    const many: FactSources = { ...sources, incidents: rows(Object.fromEntries(ids.map((id) => [id, {}]))) };
    expect(evidenceFacts(ids, undefined, many, now)).toHaveLength(MOST_FACTS);
  });
});
