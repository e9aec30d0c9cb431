import { describe, expect, it } from 'vitest';
import type { Topic } from '../../../shared/domain/topics.ts';
import { instant } from '../../../shared/kit/time.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { WarningRow } from '../../../shared/protocol/console-api/warning-rows.ts';
import {
  decisionLines,
  diaryFilter,
  entryLine,
  orderLines,
  reportLines,
  shiftLines,
  warningLines,
  type DiaryLine,
} from './diary-lines.ts';

const at = (minute: number) => instant(1_750_000_000_000 + minute * 60_000);
const hand = (post: string, minute: number) => ({ officer: 'lin', post, at: at(minute) });

function row<T extends Topic>(id: string, data: EntityRow<T>['data']): EntityRow<T> {
  return { id, rev: 1, feed: 'hotline', at: at(0), entered: at(0), received: at(0), data } as EntityRow<T>;
}

const brief = (lines: readonly DiaryLine[]) =>
  lines.map((line) => line.origin === 'system' && [line.what, line.direction, line.by, line.to, line.at]);

const order = row<'order'>('o1', {
  form: 'order',
  title: { zh: '转移柳荫路' },
  incident: 'i1',
  from: hand('CCC-DL', 0),
  to: { department: 'FRD' },
  clocks: { acknowledgeBy: at(5) },
  status: { state: 'done', at: at(40), by: 'FRD', result: { zh: '已转移' } },
  steps: [
    { state: 'sent', at: at(0), by: 'CCC-DL' },
    { state: 'received', at: at(1), by: 'frd-system' },
    { state: 'acknowledged', at: at(3), by: 'FRD' },
  ],
});

describe('JO9: what the console knows itself stands in the journal without being copied', () => {
  it('an order given goes out, what its department answers comes in; a machine that has it says nothing', () => {
    expect(brief(orderLines(order))).toEqual([
      ['orderGiven', 'out', 'CCC-DL', 'FRD', at(0)],
      ['orderAnswered', 'in', 'FRD', 'CCC-DL', at(3)],
      ['orderDone', 'in', 'FRD', 'CCC-DL', at(40)],
    ]);
    expect(orderLines(order)[0]?.links).toEqual([
      { topic: 'order', id: 'o1' },
      { topic: 'incident', id: 'i1' },
    ]);
    expect(new Set(orderLines(order).map(({ id }) => id)).size).toBe(3);
  });

  it('a decision, when it was made and when it was looked at again', () => {
    const of = (status: EntityRow<'decision'>['data']['status']) =>
      row<'decision'>('d1', {
        kind: 'other',
        question: { zh: '是否转移' },
        incidents: [],
        options: [],
        writtenBy: [hand('CCC-DO1', 0)],
        status,
      });
    const finding = { zh: '有效' };
    const reviewed = {
      state: 'reviewed',
      since: at(90),
      by: hand('CCC-DL', 90),
      decided: hand('CCC-WC', 10),
      finding,
    } as const;
    expect(brief(decisionLines(of(reviewed)))).toEqual([
      ['decisionMade', 'within', 'CCC-WC', '', at(10)],
      ['decisionReviewed', 'within', 'CCC-DL', '', at(90)],
    ]);
    expect(decisionLines(of({ state: 'drafted', since: at(0) }))).toEqual([]);
  });

  it('a warning that somebody took note of; none that is new, none that is a drill', () => {
    const line = {
      id: 'w1',
      form: 'warning',
      alert: { headline: { zh: '暴雨红色' } },
      handling: {
        status: { state: 'acknowledged', at: at(2), officer: 'lin', post: 'CCC-DO1', disposition: 'some' },
        incidents: ['i1'],
      },
      isDrill: false,
    } as unknown as Extract<WarningRow, { form: 'warning' }>;
    expect(brief(warningLines(line))).toEqual([['warningTaken', 'within', 'CCC-DO1', '', at(2)]]);
    expect(warningLines({ ...line, isDrill: true })).toEqual([]);
    expect(warningLines({ ...line, handling: null })).toEqual([]);
  });

  it('a report that went out, and a shift that was taken over', () => {
    const report = row<'report'>('r1', {
      incident: 'i1',
      kind: 'first',
      number: 0,
      set: 's',
      recipient: { zh: '省厅' },
      dueAt: at(30),
      fields: [],
      corrections: [],
      writtenBy: [],
      status: { state: 'received', since: at(25), sent: hand('CCC-DO1', 20), by: 'PROV' },
    });
    expect(brief(reportLines(report))).toEqual([
      ['reportSent', 'out', 'CCC-DO1', '', at(20)],
      ['reportReceived', 'in', 'PROV', 'CCC-DO1', at(25)],
    ]);
    const shift = row<'handover'>('h1', {
      from: hand('CCC-DL', 60),
      shiftBegan: at(0),
      open: [],
      status: { state: 'taken', since: at(70), by: hand('CCC-DO1', 70), read: [] },
    });
    expect(brief(shiftLines(shift))).toEqual([
      ['shiftOffered', 'within', 'CCC-DL', '', at(60)],
      ['shiftTaken', 'within', 'CCC-DO1', 'CCC-DL', at(70)],
    ]);
  });
});

describe('JO9: the filter', () => {
  const entry = entryLine(
    row<'journal'>('J-S1-1', {
      kind: 'message',
      direction: 'in',
      media: 'phone',
      number: 1,
      station: 'S1',
      from: '水文站',
      to: '',
      text: { zh: '水位 34.2 米' },
      happenedAt: at(1),
      receivedAt: at(1),
      enteredAt: at(1),
      by: hand('CCC-DO1', 1),
      links: [{ topic: 'incident', id: 'i2' }],
    }),
  );
  const lines = [entry, ...orderLines(order)];
  const kept = (query: string, chosen: Parameters<typeof diaryFilter>[1]) =>
    lines.filter(diaryFilter(query, chosen, (line) => (line.origin === 'entry' ? '水位 34.2 米' : 'Order'))).length;

  it('takes kind, direction, media, origin, incident and text together', () => {
    expect(kept('', {})).toBe(4);
    expect(kept('', { origin: ['system'] })).toBe(3);
    expect(kept('', { direction: ['in'] })).toBe(3);
    expect(kept('', { direction: ['in'], media: ['phone'] })).toBe(1);
    expect(kept('', { incident: ['i1'] })).toBe(3);
    expect(kept(' order ', {})).toBe(3);
    expect(kept('34.2', { kind: ['order'] })).toBe(0);
  });
});
