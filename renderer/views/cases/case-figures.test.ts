import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CaseStatus, CitizenCase, Rating } from '../../../shared/domain/case.ts';
import { caseClocks, type CaseRules } from '../../../shared/domain/case-rules.ts';
import { instant } from '../../../shared/kit/time.ts';
import { figuresOf } from './case-figures.ts';
import { caseFilter, caseNo, type CaseRow } from './case-state.ts';
import { fillTemplate, openPlaces } from './fill-template.ts';

const AT = instant(1_790_000_000_000);
const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../resources/cases/${name}`, import.meta.url), 'utf8'));
const rules: CaseRules = {
  clocks: caseClocks.parse(read('case-clocks.json')),
  routing: { version: 1, routes: [] },
  templates: [],
};

function row(id: string, steps: readonly CaseStatus[], part: Partial<CitizenCase> = {}): CaseRow {
  const data = {
    status: steps.at(-1) ?? { state: 'new', at: AT, by: 'HOT' },
    steps: steps.slice(0, -1),
    category: 'C401',
    isUrgent: false,
    channel: '12345',
    reportedAt: AT,
    text: { zh: '停电' },
    ...part,
  } as CitizenCase;
  return { id: id as CaseRow['id'], rev: 1, feed: 'hotline', at: AT, entered: AT, received: AT, data };
}

const step = (state: 'accepted' | 'contacted', minutes: number): CaseStatus =>
  ({ state, at: instant(AT + minutes * 60_000), by: 'PWR', department: 'PWR' }) as CaseStatus;
const rated = (rating: Rating): CaseStatus => ({ state: 'rated', at: AT, by: 'HOT', rating });

describe('figures of the hotline', () => {
  it('F1: a rate over nothing is over nothing, not zero', () => {
    const { response, resolution, satisfaction } = figuresOf([row('a', [])], rules, AT);
    expect([response.all, resolution.all, satisfaction.all]).toEqual([0, 0, 0]);
  });

  it('F2: response counts those whose limit came: in time, late, and not at all', () => {
    const rows = [
      row('in', [step('contacted', 30)]),
      row('late', [step('contacted', 90)]),
      row('never', [step('accepted', 1)]),
    ];
    expect(figuresOf(rows, rules, instant(AT + 120 * 60_000)).response).toEqual({ part: 1, all: 3 });
  });

  it('F3: resolution and satisfaction by the last rating, merged callers among them', () => {
    const merged: CaseStatus = {
      state: 'merged',
      at: AT,
      by: 'HOT',
      into: 'x',
      calledBack: { at: AT, by: 'HOT', result: 'reached', rating: 'notSolved' },
    };
    const rows = [
      row('a', [rated('notSatisfied'), rated('satisfied')]),
      row('b', [rated('notSatisfied')]),
      row('c', [merged]),
    ];
    const { resolution, satisfaction } = figuresOf(rows, rules, AT);
    expect([resolution, satisfaction]).toEqual([
      { part: 2, all: 3 },
      { part: 1, all: 3 },
    ]);
  });

  it('F4: late is what has an open limit behind it', () => {
    expect(figuresOf([row('a', [])], rules, instant(AT + 21 * 60_000)).late).toBe(1);
    expect(figuresOf([row('a', [])], rules, instant(AT + 19 * 60_000)).late).toBe(0);
  });

  it('F5: the filter finds by words in both languages and by the short number', () => {
    const id = '0192f0c1-7a2b-7def-8abc-0123456789ab';
    const one = row(id, [], { text: { zh: '停电', en: 'No power' } });
    expect(caseNo(id)).toBe('6789AB');
    for (const text of ['停电', 'POWER', '6789ab']) expect(caseFilter('all', text, {})(one), text).toBe(true);
    expect(caseFilter('over', '', {})(one)).toBe(false);
  });

  it('F6: a template is filled with what is verified, and keeps open what is not', () => {
    const template = {
      id: 'AT-03',
      use: 'answer',
      categories: [],
      zh: '{area}因{cause}停水',
      en: '{area}: {cause}',
    } as const;
    const text = fillTemplate({ ...template, categories: [] }, 'zh', { area: '柳荫' });
    expect([text, openPlaces(text)]).toEqual(['柳荫因{cause}停水', ['cause']]);
  });
});
