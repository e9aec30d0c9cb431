import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { instant } from '../kit/time.ts';
import { CASE_CATEGORIES } from './case-categories.ts';
import type { CaseStatus, CitizenCase } from './case.ts';
import { after, deadlinesOf, nextDeadline } from './case-deadlines.ts';
import { answerTemplates, caseClocks, caseRouting, clockOf, routeOf } from './case-rules.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../resources/cases/${name}`, import.meta.url), 'utf8'));
const clocks = caseClocks.parse(read('case-clocks.json'));
const at = (text: string) => instant(Date.parse(text));

function record(part: Partial<CitizenCase> = {}): CitizenCase {
  const reportedAt = at('2026-09-30T15:00:00+08:00');
  return {
    status: { state: 'new', at: reportedAt, by: 'HOT' },
    steps: [],
    isUrgent: false,
    channel: '12345',
    reportedAt,
    text: { zh: '停水' },
    ...part,
  };
}

describe('limits of citizen cases', () => {
  it('T1: working days leave out weekends and holidays, count made-up days, and end with their day', () => {
    // Wed 30 Sep; 1–7 Oct are off, Sat 10 Oct is worked: 8, 9, 10, 12, 13.
    const end = after(at('2026-09-30T15:00:00+08:00'), { workingDays: 5 }, clocks);
    expect(new Date(end).toISOString()).toBe('2026-10-13T16:00:00.000Z');
    // From a day off the first day is the next that is worked.
    const off = after(at('2026-10-03T09:00:00+08:00'), { workingDays: 1 }, clocks);
    expect(new Date(off).toISOString()).toBe('2026-10-08T16:00:00.000Z');
  });

  it('T2: the urgent clock: 5 and 10 minutes, 2 hours, and the same day for the call', () => {
    const since = at('2026-09-30T15:00:00+08:00');
    const answered: CaseStatus = { state: 'answered', at: at('2026-09-30T16:00:00+08:00'), by: 'FRD', text: { zh: '好' }, isPublic: false }; // prettier-ignore
    const found = deadlinesOf(record({ category: 'C101', isUrgent: true, status: answered }), clocks, 'x');
    expect(found.map(({ duty, due }) => [duty, (due - since) / 60_000])).toEqual([
      ['accept', 5],
      ['contact', 10],
      ['close', 120],
      ['callBack', 540],
    ]);
    expect(found.find(({ duty }) => duty === 'close')?.reminders).toEqual([since + 3_600_000, since + 5_760_000]);
  });

  it('T3: what runs next is the earliest that is not done; nothing runs for what is over', () => {
    const next = nextDeadline(record({ category: 'C201' }), clocks, 'x');
    expect(next?.duty).toBe('accept');
    const merged: CaseStatus = { state: 'merged', at: instant(1), by: 'x', into: 'y' };
    expect(nextDeadline(record({ status: merged }), clocks, 'x')).toBeNull();
  });

  it('T4: opened anew, the clocks run anew', () => {
    const reopened = at('2026-10-08T10:00:00+08:00');
    const status: CaseStatus = { state: 'reopened', at: reopened, by: 'CCC', reason: 'notSatisfied' };
    const accept = deadlinesOf(record({ category: 'C401', status, steps: [record().status] }), clocks, 'x')[0];
    expect(accept).toMatchObject({ since: reopened, due: reopened + 20 * 60_000, done: null });
  });

  it('T5: a tenth of questions is called back, always the same ones', () => {
    const status: CaseStatus = { state: 'answered', at: instant(2e12), by: 'EDB', text: { zh: '上' }, isPublic: false };
    const called = (id: string) =>
      deadlinesOf(record({ category: 'C1001', status }), clocks, id).some(({ duty }) => duty === 'callBack');
    const share = Array.from({ length: 2_000 }, (_, index) => called(`12345-C${index}`)).filter(Boolean).length / 2_000;
    expect(share).toBeGreaterThan(0.07);
    expect(share).toBeLessThan(0.13);
  });

  it('T6: each category has a clock and a department, and the templates are read', () => {
    const routing = caseRouting.parse(read('case-routing.json'));
    for (const category of CASE_CATEGORIES) expect(routeOf(routing, category)?.department, category).toBeTruthy();
    expect(clockOf(clocks, { category: 'C202', isUrgent: true })).toBe('urgent');
    expect(clockOf(clocks, { category: 'C202', isUrgent: false })).toBe('lifeline');
    expect(clockOf(clocks, { category: 'C801', isUrgent: false })).toBe('ordinary');
    expect(answerTemplates.parse(read('answer-templates.json')).templates).toHaveLength(12);
  });
});
