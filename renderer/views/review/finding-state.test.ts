import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/domain/finding.ts';
import { DAY, instant } from '../../../shared/kit/time.ts';
import { dueOf, figuresOf, findingFilter, urgencyOf, type FindingRow } from './finding-state.ts';

const NOW = instant(1_750_000_000_000);
const at = (days: number) => instant(NOW + days * DAY);
const hand = (days: number) => ({ officer: 'lin', post: 'CCC-DO1', at: at(days) });

function row(id: string, parts: Partial<Finding> = {}): FindingRow {
  const data: Finding = {
    title: { zh: '泵车电话占线' },
    area: 'dispatch',
    isStrength: false,
    owner: { department: 'WRB' },
    dueAt: at(30),
    madeBy: hand(-10),
    status: { state: 'open', since: at(-10), by: hand(-10) },
    steps: [],
    ...parts,
  };
  return { id, rev: 1, feed: 'hotline', at: NOW, entered: NOW, received: NOW, data } as FindingRow;
}

const done = (days: number) => ({ state: 'done', since: at(days), by: hand(days), result: { zh: '好' } }) as const;
const checked = (id: string, days: number): FindingRow =>
  row(id, {
    status: { state: 'checked', since: at(0), by: hand(0), did: hand(days), result: { zh: '好' } },
    steps: [done(days)],
  });

const late = row('late', { dueAt: at(-1), area: 'supplies', incident: 'i1' });
const soon = row('soon', { dueAt: at(3), owner: { department: 'FRD', post: 'FRD-DSP' } });
const waits = row('waits', { status: done(-1), dueAt: at(-3) });
const strength = row('strength', { isStrength: true, dueAt: at(-5) });
const dropped = row('dropped', { status: { state: 'dropped', since: at(0), by: hand(0), reason: { zh: '重复' } } });

describe('findings on the review desk', () => {
  it('RV4: its date stands by what is still waited for', () => {
    expect([late, soon, row('later'), waits, strength, dropped].map(({ data }) => dueOf(data, NOW))).toEqual([
      'late',
      'soon',
      'later',
      null,
      null,
      null,
    ]);
  });

  it('RV4: what is waited for stands first, the soonest due before the later', () => {
    const order = [dropped, strength, waits, soon, late]
      .toSorted((a, b) => compare(urgencyOf(a), urgencyOf(b)))
      .map(({ id }) => id);
    expect(order).toEqual(['late', 'soon', 'waits', 'strength', 'dropped']);
  });

  it('RV5: figures count what is to be mended; strengths for themselves, dropped ones not at all', () => {
    const figures = figuresOf([late, soon, waits, strength, dropped, checked('a', -8), checked('b', -4)], NOW);
    expect(figures).toEqual({
      open: 2,
      late: 1,
      unchecked: 1,
      closed: 2,
      strengths: 1,
      medianDays: 4,
      byArea: [
        { area: 'dispatch', open: 1, late: 0 },
        { area: 'supplies', open: 1, late: 1 },
      ],
    });
    // Nothing mended yet is not known, not nought.
    expect(figuresOf([late], NOW).medianDays).toBeNull();
    expect(figuresOf([checked('a', -8), checked('b', -4), checked('c', -9)], NOW).medianDays).toBe(2);
  });

  it('RV6: the filter takes area, state, department, date, incident, sort and text together', () => {
    const rows = [late, soon, waits, strength, dropped];
    const kept = (query: string, chosen: Parameters<typeof findingFilter>[1]) =>
      rows.filter(findingFilter(query, chosen, NOW)).map(({ id }) => id);
    expect(kept('', {})).toHaveLength(5);
    expect(kept('', { area: ['supplies'] })).toEqual(['late']);
    expect(kept('', { department: ['FRD'] })).toEqual(['soon']);
    expect(kept('', { due: ['late', 'soon'] })).toEqual(['late', 'soon']);
    expect(kept('', { incident: ['i1'] })).toEqual(['late']);
    expect(kept('', { sort: ['strength'] })).toEqual(['strength']);
    expect(kept('frd', {})).toEqual(['soon']);
    expect(kept('占线', { state: ['done'] })).toEqual(['waits']);
  });
});

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, place) => value !== b[place]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
