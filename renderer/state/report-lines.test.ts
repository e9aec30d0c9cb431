import { describe, expect, it } from 'vitest';
import type { Incident } from '../../shared/domain/incident.ts';
import type { Report } from '../../shared/domain/report.ts';
import type { ReportSet } from '../../shared/domain/report-set.ts';
import { instant, MINUTE } from '../../shared/kit/time.ts';
import type { IncidentRow } from './incident-order.ts';
import { countLate, owedLines, runningSets, type ReportRow } from './report-lines.ts';

const T0 = instant(1_750_000_000_000);
const at = (minutes: number) => instant(T0 + minutes * MINUTE);
const [PROVINCE, MINISTRY] = [{ zh: '省政府总值班室' }, { zh: '部' }];
const set = (id: string, part: Partial<ReportSet> = {}): ReportSet => ({
  id,
  name: { zh: id },
  from: 'learned',
  phone: null,
  first: 60,
  every: null,
  daily: [],
  final: null,
  recipients: [PROVINCE],
  fields: { first: ['place'], followUp: ['asOf'], final: ['cause'] },
  ...part,
});
const SETS = [
  set('standard', { applies: [{ levels: [1, 2, 3] }] }),
  set('plan', { recipients: [PROVINCE, MINISTRY] }),
  set('by-hand'),
];
const times = { rev: 1, feed: 'hotline', at: T0, entered: T0, received: T0 };

function incident(id: string, part: Partial<Incident> = {}): IncidentRow {
  const status = { state: 'reported', since: T0 } as const;
  const data: Incident = { kind: 'waterlog', level: 2, title: { zh: id }, status, reportedAt: T0, channel: '110', ...part }; // prettier-ignore
  return { ...times, id: id as IncidentRow['id'], data };
}

function report(id: string, part: Partial<Report> = {}): ReportRow {
  const data: Report = {
    incident: 'i1',
    kind: 'first',
    number: 0,
    set: 'by-hand',
    recipient: PROVINCE,
    dueAt: T0,
    fields: [],
    corrections: [],
    writtenBy: [],
    status: { state: 'drafted', since: T0 },
    ...part,
  };
  return { ...times, id: id as ReportRow['id'], data };
}

const planned = new Map([['i1', ['plan', 'standard']]]);

describe('rows of reports that are owed', () => {
  it('OR5: a set runs by kind and level, by a plan, or because something was drafted; each recipient has his own row', () => {
    const row = incident('i1');
    expect(runningSets(row, SETS, planned)).toEqual(['plan', 'standard']);
    expect(runningSets(incident('i2', { level: 4 }), SETS, planned)).toEqual([]);
    const lines = owedLines([{ row, sets: ['plan', 'standard'] }], [report('r1')], SETS, () => row);
    expect(lines.map(({ set: id, recipient, reports }) => [id, recipient.zh, reports.length])).toEqual([
      ['by-hand', PROVINCE.zh, 1],
      ['plan', PROVINCE.zh, 0],
      ['plan', MINISTRY.zh, 0],
      ['standard', PROVINCE.zh, 0],
    ]);
  });

  it('OR5: what is over and was never reported is owed nothing', () => {
    const closed = incident('i1', { status: { state: 'closed', since: T0, outcome: { zh: '水退' } } });
    expect(runningSets(closed, SETS, planned)).toEqual([]);
    expect(owedLines([], [], SETS, () => closed)).toEqual([]);
  });

  it('OR4: rows that are late are counted, those in time and those of merged incidents are not', () => {
    const row = incident('i1');
    const merged = incident('i3', { status: { state: 'merged', since: T0, into: 'i1' } });
    const open = [row, merged].map((one) => ({ row: one, sets: ['standard'] }));
    const lines = owedLines(open, [], SETS, () => undefined);
    expect(countLate(lines, at(60))).toBe(0);
    expect(countLate(lines, at(61))).toBe(1);
  });
});
