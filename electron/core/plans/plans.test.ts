import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Alert } from '../../../shared/domain/alert.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { Order } from '../../../shared/domain/order.ts';
import type { PlanTemplate } from '../../../shared/domain/plan-template.ts';
import type { Topic } from '../../../shared/domain/topics.ts';
import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { CommandDesk, Order as Given } from '../sync/command-desk.ts';
import { passOver, type Changed, type LiveSource } from '../queries/live-source.ts';
import { readPlanFiles } from './plan-files.ts';
import { TemplateBook } from './template-book.ts';
import { templateCalls } from './template-calls.ts';

const NOW = instant(1_784_000_000_000);
const FILES = readPlanFiles(join(import.meta.dirname, '../../../resources'));

const after = (minutes: number): Instant => instant(NOW + minutes * MINUTE);

let records: Map<Topic, Map<string, object>>;
let listeners: Map<Topic, Changed>;
let given: Given[];
let book: TemplateBook;
let calls: ReturnType<typeof templateCalls>;

function jsonOf(topic: Topic, id: string): string | null {
  const data = records.get(topic)?.get(id);
  return data ? JSON.stringify({ id, rev: 3, feed: 'hotline', data }) : null;
}

function source(topic: Topic): LiveSource {
  return {
    pass: () =>
      passOver([...(records.get(topic)?.keys() ?? [])].map((id) => ({ id, json: jsonOf(topic, id) ?? 'null' }))),
    subscribe(changed) {
      listeners.set(topic, changed);
      return () => listeners.delete(topic);
    },
  };
}

function put(topic: Topic, id: string, data: object): void {
  records.set(topic, (records.get(topic) ?? new Map<string, object>()).set(id, data));
  listeners.get(topic)?.(id, () => jsonOf(topic, id));
}

function incident(change: Partial<Incident> = {}): void {
  const data: Incident = {
    kind: 'waterlog',
    level: 3,
    title: { zh: '人民路积水' },
    status: { state: 'reported', since: NOW },
    at: [117.6, 30.35] as unknown as NonNullable<Incident['at']>,
    reportedAt: NOW,
    channel: '12345',
    ...change,
  };
  put('incident', 'i1', data);
}

function order(task: string, status: Order['status'], doneBy?: Instant): void {
  const data: Order = {
    form: 'order',
    title: { zh: task },
    incident: 'i1',
    task: { template: 'RF', task },
    from: { officer: 'gu', post: 'CCC-IC', at: NOW },
    to: { department: 'EMB' },
    clocks: { acknowledgeBy: NOW, ...(doneBy && { doneBy }) },
    status,
    steps: [],
  };
  put('order', `order:${task}`, data);
}

function warning(id: string, change: Partial<Alert> = {}): void {
  put('alert', id, {
    identifier: id,
    sentAt: NOW,
    status: 'Actual',
    msgType: 'Alert',
    references: [],
    level: 1,
    colour: 'red',
    eventCode: '11B03',
    areas: [{ name: { zh: '全市' }, polygons: [], circles: [{ center: [117.6, 30.35], radius: 5_000 }], geocodes: [] }],
    ...change,
  });
}

function codeOf(act: () => unknown): object {
  try {
    act();
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  return {};
}

function words(id: string): PlanTemplate & { why: string } {
  const { version: _, ...rest } = book.get(id)?.data ?? ({} as PlanTemplate);
  return { ...rest, why: '演练后修订' } as PlanTemplate & { why: string };
}

beforeEach(() => {
  records = new Map();
  listeners = new Map();
  given = [];
  book = new TemplateBook(FILES.templates);
  book.run(source('template'));
  const desk: Pick<CommandDesk, 'give' | 'seen'> = {
    give: (one) => {
      given.push(one);
      return { commandId: 'c1', stationSeq: 1 };
    },
    seen: (topic, id) => records.get(topic)?.get(id) as never,
  };
  calls = templateCalls({
    ids: { next: () => 'new', random: () => 0 },
    desk,
    files: FILES,
    book,
    records: source,
    districtAt: () => '990103',
    cityFeed: () => 'hotline',
    now: () => NOW,
  });
});

describe('the book', () => {
  it('TM2: the city’s own wins over the shipped one of its id, and leaves it when it is gone', () => {
    const told: string[] = [];
    book.source().subscribe((id, json) => told.push(`${id} ${json()?.includes('本市') ?? false}`));
    const own = { ...book.get('RF')?.data, name: { zh: '本市防汛' }, version: 2 };
    put('template', 'RF', own);
    expect(book.get('RF')).toMatchObject({ isShipped: false, rev: 3, data: { version: 2, name: { zh: '本市防汛' } } });
    expect(book.all()).toHaveLength(8);
    records.get('template')?.delete('RF');
    listeners.get('template')?.('RF', () => null);
    expect(book.get('RF')).toMatchObject({ isShipped: true, rev: 0, data: { version: 1 } });
    expect(told).toEqual(['RF true', 'RF false']);
  });
});

describe('changes', () => {
  it('TM2: a shipped one becomes the city’s own with its first change, with the reason', () => {
    calls.putTemplate({ id: 'RF', template: words('RF'), after: 1 });
    calls.enableTemplate({ id: 'TY', enabled: false, after: 1, why: '修订中' });
    calls.putTemplate({ template: words('RF'), after: 0 });
    expect(given).toMatchObject([
      { type: 'template.word', entityId: 'RF', expectedRev: null, feed: 'hotline', payload: { after: 1, template: { why: '演练后修订' } } },
      { type: 'template.word', entityId: 'TY', expectedRev: null, payload: { template: { enabled: false, why: '修订中' }, after: 1 } },
      { type: 'template.word', entityId: 'template:new', expectedRev: null },
    ]); // prettier-ignore
    put('template', 'TY', { ...book.get('TY')?.data, version: 2 });
    calls.enableTemplate({ id: 'TY', enabled: true, after: 2, why: '修订完' });
    expect(given.at(-1)).toEqual({
      type: 'template.switch',
      entityId: 'TY',
      payload: { enabled: true, why: '修订完' },
    });
  });

  it('TM1: an unknown post or a circle is refused with the reason, and nothing is given', () => {
    const [first, ...rest] = words('RF').tasks;
    if (!first) throw new Error('no task');
    const lost = { ...words('RF'), tasks: [{ ...first, post: 'EMB-XXX' }, ...rest] };
    expect(codeOf(() => calls.putTemplate({ id: 'RF', template: lost, after: 1 }))).toMatchObject({
      code: 'template-post-unknown',
      params: { task: 'RF-01', post: 'EMB-XXX' },
    });
    const ring = { ...words('RF'), tasks: [{ ...first, after: [{ task: 'RF-03', link: 'FS' as const }] }, ...rest] };
    expect(codeOf(() => calls.putTemplate({ id: 'RF', template: ring, after: 1 }))).toMatchObject({
      code: 'template-cycle',
      params: { tasks: 'RF-01 → RF-03 → RF-01' },
    });
    expect(codeOf(() => calls.putTemplate({ id: 'RF', template: words('RF'), after: 0 }))).toMatchObject({
      code: 'template-moved-on',
      params: { version: 1 },
    });
    expect(given).toEqual([]);
  });
});

describe('which template fits', () => {
  const match = (): unknown => calls.matchTemplates({ incident: 'i1' });

  it('TM6: by kind, at the level of the grade; the one written for the kind first', () => {
    incident();
    expect(match()).toEqual([
      { template: 'RF', level: 'III', because: ['kind', 'level'] },
      { template: 'TY', level: 'III', because: ['kind', 'level'] },
    ]);
    incident({ kind: 'fire', level: 0 });
    expect(match()).toEqual([{ template: 'FI', level: 'IV', because: ['kind'] }]);
    incident({ kind: 'traffic' });
    expect(match()).toEqual([]);
  });

  it('TM6: a warning in force there raises it by the plan’s own colours; a drill, a replaced and a far one do not', () => {
    incident();
    warning('drill', { status: 'Exercise' });
    warning('far', { areas: [{ name: {}, polygons: [], circles: [{ center: [118.6, 30.35], radius: 10 }], geocodes: [] }] as never });
    warning('over', { expiresAt: instant(NOW - 1) });
    warning('old', { sentAt: instant(NOW - 1) });
    warning('cancel', { msgType: 'Cancel', references: ['old'] });
    expect(match()).toMatchObject([{ template: 'RF', level: 'III', because: ['kind', 'level'] }, { template: 'TY' }]);
    put('handling', 'far', { incidents: ['i1'] });
    expect(match()).toMatchObject([{ template: 'RF', level: 'II', because: ['kind', 'level', 'warning'] }, { template: 'TY', level: 'III' }]);
    warning('typhoon', { eventCode: '11B01' });
    put('handling', 'far', { incidents: [] });
    expect(match()).toMatchObject([{ template: 'TY', level: 'I' }, { template: 'RF', level: 'III' }]);
  }); // prettier-ignore

  it('TM6: one that is switched off fits nothing', () => {
    incident();
    put('template', 'RF', { ...book.get('RF')?.data, enabled: false });
    expect(match()).toMatchObject([{ template: 'TY' }]);
  });
});

describe('what activating would order', () => {
  const option = (level: 'I' | 'II' | 'III' | 'IV') => {
    const answer = calls.responseOption({ template: 'RF', level, incident: 'i1' });
    if (answer instanceof Promise || !('moves' in answer)) throw new Error('not at once');
    return {
      ...answer,
      tasks: new Map(answer.moves.flatMap((move) => (move.is === 'task' ? [[move.task, move]] : []))),
    };
  };

  it('TM7: the tasks of the level, soonest first, with deadlines from now and the leader of the district', () => {
    incident();
    const four = option('IV');
    expect(four.moves).toHaveLength(10);
    expect(four.tasks.get('RF-01')).toMatchObject({ post: 'EMB-DIR', dueAt: after(30) });
    const one = option('I');
    expect(one.moves).toHaveLength(20);
    expect(one.tasks.get('RF-09')).toMatchObject({ post: 'WJD-LDR', dueAt: after(60) });
    expect(one.summary?.zh).toContain('重大指令，须两人：RF-20');
    expect(one.summary?.zh).toContain('应急公交 20');
    expect(one.figures).toContainEqual({ key: 'lastDue', value: 180 * 60, unit: 's' });
    const dues = one.moves.map((move) => (move.is === 'task' ? move.dueAt : 0));
    expect(dues).toEqual(dues.toSorted((a, b) => a - b));
    expect(given).toEqual([]);
  });

  it('TM7: where the district is not known nobody’s leader is ordered, and that is said', () => {
    incident({ district: 'nowhere' });
    const two = option('II');
    expect(two.tasks.has('RF-09')).toBe(false);
    expect(two.faults[0]?.zh).toContain('RF-09');
  });

  it('TM8: raising the level keeps what runs; a deadline only comes nearer', () => {
    incident();
    order('RF-01', { state: 'done', at: NOW, by: 'EMB', result: { zh: '已通知' } });
    order('RF-02', { state: 'underWay', at: NOW, by: 'EMB' }, after(10));
    order('RF-04', { state: 'sent', at: NOW, by: 'EMB' }, after(60));
    order('RF-05', { state: 'refused', at: NOW, by: 'EMB', reason: { zh: '无人' } }, after(60));
    const { tasks, summary, figures } = option('III');
    expect([tasks.has('RF-01'), tasks.has('RF-02')]).toEqual([false, false]);
    expect(tasks.get('RF-04')?.dueAt).toBe(after(40));
    expect(tasks.get('RF-05')?.dueAt).toBe(after(30));
    expect(summary?.zh).toContain('沿用原令：RF-01、RF-02');
    expect(summary?.zh).toContain('时限提前：RF-04');
    expect(figures).toContainEqual({ key: 'tasksKept', value: 2, unit: 'count' });
  });

  it('TM7: one that is switched off is not activated', () => {
    incident();
    put('template', 'RF', { ...book.get('RF')?.data, enabled: false });
    expect(codeOf(() => option('IV'))).toMatchObject({ code: 'template-off' });
  });
});
