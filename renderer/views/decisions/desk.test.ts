import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../shared/domain/decision.ts';
import { instant } from '../../../shared/kit/time.ts';
import { createI18n } from '../../text/i18n.ts';
import { addressOf } from './address.ts';
import { groupedDecisions, type DecisionRow } from './decision-groups.ts';
import { questionIn, type Asked } from './question-words.ts';
import { axesOf, tradePoints } from './trade-points.ts';

const now = instant(1_800_000_000_000);
const hand = { officer: 'zhou', post: 'CCC-DL', at: now };

function row(id: string, status: Decision['status'], more: Partial<Decision> = {}): DecisionRow {
  const data = {
    kind: 'dispatch',
    question: { zh: id },
    incidents: [],
    options: [],
    writtenBy: [hand],
    status,
    ...more,
  };
  return { id, rev: 1, feed: 'city', at: now, entered: now, received: now, data } as unknown as DecisionRow;
}

describe('DE-V1: the list', () => {
  it('puts what waits for a second person first, the newest first in a group', () => {
    const rows = [
      row('drafted', { state: 'drafted', since: now }),
      row('decided', { state: 'decided', since: now, by: hand }),
      row('older', { state: 'submitted', since: instant(now - 5) }),
      row('newer', { state: 'submitted', since: now }),
      row('alone', { state: 'decided', since: now, by: hand, ratifyBy: instant(now + 9) }),
      row('ratified', { state: 'decided', since: now, by: hand, ratifyBy: instant(now + 9), second: hand }),
      row('review', { state: 'decided', since: instant(now - 9), by: hand }, { reviewAt: instant(now - 1) }),
      row('returned', { state: 'returned', since: instant(now - 1), by: hand, reason: { zh: '再议' } }),
      row('withdrawn', { state: 'withdrawn', since: instant(now - 1), by: hand }),
    ];
    expect(
      groupedDecisions(rows, now).map(({ group, rows: found }) => [group, ...found.map(({ id }) => id as string)]),
    ).toEqual([
      ['second', 'newer', 'older'],
      ['open', 'drafted', 'returned'],
      ['due', 'alone', 'review'],
      ['over', 'decided', 'ratified', 'withdrawn'],
    ]);
  });
});

describe('DE-V2: ways to the desk', () => {
  it('reads what an address asks', () => {
    expect(addressOf('#/decisions?incident=i%2F1')).toEqual({
      incident: 'i/1',
      decision: null,
      template: null,
      level: null,
    });
    expect(addressOf('#/decisions?template=t1&incident=i1&level=II')).toMatchObject({
      template: 't1',
      incident: 'i1',
      level: 'II',
    });
    expect(addressOf('#/decisions?template=t1&level=V')).toMatchObject({ level: null });
    for (const hash of ['#/decisions', '#/decisions?', '#/orders?incident=i1', '#/decisions?other=1'])
      expect(addressOf(hash)).toBe(null);
  });

  it.each(['zh', 'en'] as const)('words a question in %s where the officer did not', (language) => {
    const t = createI18n(language).getFixedT(language, 'decision');
    const say = (asked: Asked): string => questionIn(asked, t, language);
    const about = [
      { zh: '江湾积水', en: 'Jiangwan flood' },
      { zh: '滨江', en: 'Binjiang' },
    ];
    const kinds: Asked[] = [
      { kind: 'dispatch', about: about.slice(0, 1), level: null },
      { kind: 'dispatch', about, level: null },
      { kind: 'dispatch', about: [], level: null },
      { kind: 'reallocation', about, level: null },
      { kind: 'response', about: about.slice(0, 1), level: 'II' },
      { kind: 'other', about: [], level: null },
    ];
    const said = kinds.map(say);
    expect(new Set(said).size).toBe(kinds.length);
    for (const sentence of said) expect(sentence).not.toMatch(/[{}]/);
    expect(said[0]).toContain(language === 'zh' ? '江湾积水' : 'Jiangwan flood');
    expect(said[4]).toContain(language === 'zh' ? 'Ⅱ' : 'II');
  });
});

describe('DE-V6: the trade-off', () => {
  const figures = (time: number, covered: number | null) => [
    { key: 'meanResponse', value: time, unit: 's' },
    { key: 'covered', value: covered },
    { key: 'unmet', value: 0, unit: 'count' },
    { key: 'mystery', value: time },
  ];
  const run = {
    options: [{ figures: figures(200, 0.3) }, { figures: figures(400, 0.9) }],
    points: [
      { aim: 'fastest', figures: figures(200, 0.3) },
      { aim: null, figures: figures(300, 0.7) },
      { aim: null, figures: figures(350, null) },
    ],
  } as unknown as Parameters<typeof axesOf>[0];

  it('offers figures that have a better end and differ', () => {
    expect(axesOf(run).map(({ key }) => key)).toEqual(['meanResponse', 'covered']);
  });

  it('puts an option there once, and what is not known nowhere', () => {
    expect(tradePoints(run, 'meanResponse', 'covered')).toEqual([
      { x: 300, y: 0.7, place: null },
      { x: 200, y: 0.3, place: 0 },
      { x: 400, y: 0.9, place: 1 },
    ]);
  });
});
