import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkTemplate,
  cycleOf,
  faultsOfTemplate,
  tightDeadlines,
  type CheckedTask,
  type CheckedTemplate,
  type TemplateKnown,
} from './template-check.ts';

const KNOWN: TemplateKnown = {
  posts: [
    { post: 'EMB-DIR', department: 'EMB' },
    { post: 'LPD-LDR', department: 'LPD', district: '990102' },
    { post: 'LPD-DO', department: 'LPD' },
    { post: 'WJD-LDR', department: 'WJD', district: '990103' },
  ],
  kinds: ['pumper', 'water_drink'],
  eventTypes: ['fire_large'],
  reportSets: ['fast'],
};

function task(id: string, change: Partial<CheckedTask> = {}): CheckedTask {
  return { id, post: 'EMB-DIR', due: { I: 5, II: 10, III: 15, IV: 20 }, after: [], needs: [], ...change };
}

function template(tasks: readonly CheckedTask[], change: Partial<CheckedTemplate> = {}): CheckedTemplate {
  return { eventType: 'fire_large', reportSet: 'fast', tasks, ...change };
}

function waits(id: string, ...before: readonly string[]): CheckedTask {
  return task(id, { after: before.map((one) => ({ task: one, link: 'FS' })) });
}

/** A plan without a fault: a task waits only for those that stand before it. */
const sound: fc.Arbitrary<CheckedTask[]> = fc
  .array(fc.array(fc.nat({ max: 30 }), { maxLength: 3 }), { minLength: 1, maxLength: 30 })
  .map((rows) =>
    rows.map((before, index) => waits(`T-${index}`, ...before.filter((one) => one < index).map((one) => `T-${one}`))),
  );

describe('TM1: what makes no sense in a template', () => {
  it.each([
    ['an unknown post', [task('A', { post: 'EMB-XXX' })], 'template-post-unknown', { task: 'A', post: 'EMB-XXX' }],
    ['the leader of one district', [task('A', { post: 'WJD-LDR' })], 'template-post-fixed', { task: 'A', post: 'WJD-LDR' }],
    ['any post of one district', [task('A', { post: 'LPD-DO' })], 'template-post-fixed', { task: 'A', post: 'LPD-DO' }],
    ['an unknown need', [task('A', { needs: [{ kind: 'dragon' }] })], 'template-need-unknown', { task: 'A', kind: 'dragon' }],
    ['a task twice', [task('A'), task('A')], 'template-task-twice', { task: 'A' }],
    ['an unknown predecessor', [waits('A', 'B')], 'template-predecessor-unknown', { task: 'A', after: 'B' }],
    ['a task at no level', [task('A', { due: { I: null, II: null, III: null, IV: null } })], 'template-task-no-level', { task: 'A' }],
    ['a circle', [waits('A', 'C'), waits('B', 'A'), waits('C', 'B')], 'template-cycle', { tasks: 'A → B → C → A' }],
    ['a task that waits for itself', [waits('A', 'A')], 'template-cycle', { tasks: 'A → A' }],
  ] as const)('%s', (_name, tasks, code, params) => {
    expect(checkTemplate(template(tasks), KNOWN)).toMatchObject({ code, params });
  }); // prettier-ignore

  it('TM1: knows event types and report clocks, and says all faults with their place', () => {
    const wrong = template([task('A', { post: 'NOBODY' }), task('A')], { eventType: 'war', reportSet: 'never' });
    expect(faultsOfTemplate(wrong, KNOWN).map(({ code, task: at }) => [code, at])).toEqual([
      ['template-event-unknown', undefined],
      ['template-report-set-unknown', undefined],
      ['template-task-twice', 1],
      ['template-post-unknown', 0],
    ]);
  });

  it('TM1: takes the words for the leader of the district, and anything where nothing is known', () => {
    expect(checkTemplate(template([task('A', { post: 'LPD-LDR' })]), KNOWN)).toBeNull();
    const strange = template([task('A', { post: 'X', needs: [{ kind: 'y' }] })], { eventType: 'z' });
    expect(checkTemplate(strange)).toBeNull();
    expect(checkTemplate(strange, { posts: [], kinds: [], eventTypes: [], reportSets: [] })).toBeNull();
  });

  it('TM1: finds nothing in any plan whose tasks wait only for earlier ones, in whatever order they stand', () => {
    fc.assert(
      fc.property(sound, fc.infiniteStream(fc.nat()), (tasks, random) => {
        const shuffled = tasks
          .map((one) => ({ one, place: random.next().value ?? 0 }))
          .sort((a, b) => a.place - b.place)
          .map(({ one }) => one);
        expect(checkTemplate(template(shuffled), KNOWN)).toBeNull();
      }),
    );
  });

  it('TM1: a link back from any task to one that leads to it is a circle, and the circle told is one', () => {
    fc.assert(
      fc.property(sound, fc.nat(), (tasks, pick) => {
        const last = tasks[pick % tasks.length] ?? task('none');
        const leading = new Set([last.id]);
        for (const { id, after } of tasks.toReversed())
          if (leading.has(id)) for (const one of after) leading.add(one.task);
        const first = [...leading].at(-1) ?? last.id;
        const turned = tasks.map((one) =>
          one.id === first ? { ...one, after: [...one.after, { task: last.id, link: 'SS' as const }] } : one,
        );
        const circle = cycleOf(turned);
        expect(circle).not.toBeNull();
        expect(circle?.[0]).toBe(circle?.at(-1));
        expect(new Set(circle).size).toBe((circle?.length ?? 0) - 1);
        for (const [index, id] of (circle ?? []).entries()) {
          const next = turned.find((one) => one.id === circle?.[index + 1]);
          if (next) expect(next.after.map((one) => one.task)).toContain(id);
        }
      }),
    );
  });

  it('TM1: 200 tasks in a row, and in a ring', () => {
    const row = Array.from({ length: 200 }, (_, index) =>
      waits(`T-${index}`, ...(index < 199 ? [`T-${index + 1}`] : [])),
    );
    expect(cycleOf(row)).toBeNull();
    expect(cycleOf([...row.slice(0, 199), waits('T-199', 'T-0')])).toHaveLength(201);
  });
});

describe('TM4: deadlines', () => {
  it('says where a task is due before what must be done first, level by level', () => {
    const early = task('B', { due: { I: 4, II: 10, III: null, IV: 30 }, after: [{ task: 'A', link: 'FS' }] });
    expect(tightDeadlines({ tasks: [task('A'), early] })).toEqual([{ task: 'B', after: 'A', level: 'I' }]);
    expect(tightDeadlines({ tasks: [task('A'), { ...early, after: [{ task: 'A', link: 'SS' }] }] })).toEqual([]);
  });
});
