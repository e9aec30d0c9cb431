import { describe, expect, it } from 'vitest';
import type { Order } from '../../../shared/domain/order.ts';
import type { Report, ReportField } from '../../../shared/domain/report.ts';
import { toldDeaths, toldLevel } from '../../../shared/domain/report-told.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import { AT, incident, supply, unit } from '../testing/records.ts';
import { draftFields, type DraftFacts } from './draft.ts';

const facts: DraftFacts = {
  now: instant(AT + 30 * MINUTE),
  zone: '+08:00',
  incident: incident(),
  orders: [],
  decisions: [],
  units: [],
  supplies: [],
  told: new Map(),
  toldAt: null,
  sent: 0,
  contact: { zh: '三席值班员 唐晚晴', en: 'Tang Wanqing' },
  departmentName: (code) => ({ zh: code === 'FRD' ? '消防' : code, en: code }),
};

const order = (part: Partial<Order> = {}): Order => ({
  form: 'order',
  title: { zh: '封闭滨江路' },
  from: { officer: 'zhou', post: 'CCC-DL', at: AT },
  to: { department: 'FRD' },
  clocks: { acknowledgeBy: AT },
  status: { state: 'acknowledged', at: instant(AT + 5 * MINUTE), by: 'FRD-CC' },
  steps: [],
  ...part,
});

function drafted(part: Partial<DraftFacts> = {}, kind: Report['kind'] = 'first'): ReadonlyMap<string, ReportField> {
  return new Map(draftFields(kind, { ...facts, ...part }).map((field) => [field.key, field]));
}

describe('draft of a report', () => {
  it('RP9: what nobody told is unknown, what only a person can word is missing', () => {
    const fields = drafted();
    for (const key of ['place', 'scope', 'casualties', 'trend', 'measures']) expect(fields.get(key)).toEqual({ key, text: null }); // prettier-ignore
    for (const key of ['leaders', 'requests']) expect(fields.has(key)).toBe(false);
    expect(fields.get('contact')).toMatchObject({ text: { zh: '三席值班员 唐晚晴' }, source: { zh: '本席' } });
    expect(drafted({ contact: null }).has('contact')).toBe(false);
  });

  it('RP9: figures, place and times are those of the record, with their source', () => {
    const fields = drafted({
      incident: incident({
        place: { zh: '滨江路', en: 'Riverside Road' },
        figures: [
          { key: 'depth', label: { zh: '水深' }, value: 0.92, unit: { zh: '米' }, at: AT },
          { key: 'households', label: { zh: '停电户数' }, value: null, at: AT },
          { key: 'dead', label: { zh: '死亡' }, value: 1, at: AT },
          { key: 'trapped', label: { zh: '被困' }, value: 4, unit: { zh: '人' }, at: AT },
        ],
        note: { at: AT, by: 'FRD', text: { zh: '火势减弱，电话 13812345678' } },
      }),
    });
    expect(fields.get('place')?.text).toEqual({ zh: '滨江路', en: 'Riverside Road' });
    expect(fields.get('scope')?.text?.zh).toBe('水深 0.92 米；停电户数 未知');
    expect(fields.get('casualties')?.text?.zh).toBe('死亡 1 人；失联 未知；受伤 未知；被困 4 人');
    expect(fields.get('nature')).toMatchObject({ text: { zh: '火灾，橙色Ⅱ级（重大）' }, source: { zh: '事件记录' } });
    expect(fields.get('time')?.text?.zh).toBe('不晚于2025年6月15日23时06分');
    expect(fields.get('source')?.text?.zh).toBe('12345 热线，2025年6月15日23时06分接报');
    // P1: a number that somebody put into words is masked too.
    expect(fields.get('trend')?.text?.zh).toBe('已接报；火势减弱，电话 138****5678（消防 23:06）');
  });

  it('RP3: level and deaths can be read back out of the drafted words', () => {
    const dead = { key: 'dead', label: { zh: '死亡' }, value: 3, at: AT };
    const told = new Map([...drafted({ incident: incident({ figures: [dead] }) })].map(([key, { text }]) => [key, text])); // prettier-ignore
    expect([toldLevel(told), toldDeaths(told)]).toEqual([2, 3]);
    const english = new Map([...told].map(([key, text]) => [key, text?.en === undefined ? null : { en: text.en }]));
    expect([toldLevel(english), toldDeaths(english)]).toEqual([2, 3]);
  });

  it('RP9: orders with what became of them, units, and stocks that are short', () => {
    const fields = drafted({
      orders: [order(), order({ title: { zh: '作废' }, cancels: 'o1' })],
      units: [unit({ status: { state: 'onScene', since: AT, incident: 'i1' } })],
      supplies: [supply({ reserve: 500 }), supply({ name: { zh: '水' }, burnPerHour: 1 }), supply({ name: { zh: '油' }, burnPerHour: 50 })], // prettier-ignore
    });
    expect(fields.get('measures')?.text?.zh).toBe('消防：封闭滨江路（已受领 23:11）；到场 1 支：一中队1号车');
    expect(fields.get('requests')?.text?.zh).toBe(
      '全市物资偏紧：油，一号库余 100 袋，可用 2 时；沙袋，一号库余 100 袋，低于储备 500',
    );
  });

  it('RP6: a follow-up tells what is new and what was told otherwise, and nothing else', () => {
    const told = new Map([...drafted()].map(([key, { text }]) => [key, text]));
    const toldAt = instant(AT + 10 * MINUTE);
    const since = { told, toldAt, sent: 1 };
    expect([...drafted(since, 'followUp').keys()]).toEqual(['asOf']);
    const later = { ...since, orders: [order(), order({ title: { zh: '架设水泵' }, status: { state: 'sent', at: instant(AT + 20 * MINUTE), by: 'CCC-DL' } })] }; // prettier-ignore
    const graver = drafted({ ...later, incident: incident({ level: 1 }) }, 'followUp');
    expect([...graver.keys()]).toEqual(['asOf', 'progress', 'nature']);
    expect(graver.get('progress')?.text?.zh).toBe('消防：架设水泵（已下达 23:26）');
  });

  it('RP9: a final report has the totals and what proves them; cause and lessons are a person’s', () => {
    const fields = drafted({ orders: [order()], sent: 3 }, 'final');
    expect(fields.get('evidence')?.text?.zh).toBe('决策 0 项；指令 1 条；信息报告 3 份');
    expect(fields.get('totals')?.text).toBeNull();
    expect(['cause', 'aftermath', 'lessons'].some((key) => fields.has(key))).toBe(false);
  });
});
