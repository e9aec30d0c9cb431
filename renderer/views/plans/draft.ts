import type { LocalText } from '../../../shared/domain/common.ts';
import { INCIDENT_KINDS } from '../../../shared/domain/incident.ts';
import type { PlanTemplate, TemplateTask } from '../../../shared/domain/plan-template.ts';

/** A template as it is edited: every text has both languages, empty where nothing was said. */
export type Words = Omit<PlanTemplate, 'version' | 'changedBy' | 'why'>;

export type BareFault = 'name' | 'eventType' | 'reportSet' | 'kinds' | 'taskName' | 'taskId' | 'tasks' | 'options';

export const EMPTY: Words = {
  name: { zh: '', en: '' },
  eventType: '',
  kinds: ['other'],
  reportSet: '',
  triggers: { I: null, II: null, III: null, IV: null },
  objectives: [],
  tasks: [],
  questions: [],
  checklists: [],
  standDown: [],
  enabled: true,
};

export function wordsOf({ version: _version, changedBy: _by, why: _why, ...words }: PlanTemplate): Words {
  return words;
}

/** A new plan from one that is there: the same tasks under another name. */
export function copyOf(words: Words, addition: Readonly<Required<LocalText>>): Words {
  const { zh, en } = words.name;
  return { ...words, name: { zh: `${zh ?? en ?? ''}${addition.zh}`, en: `${en ?? zh ?? ''}${addition.en}` } };
}

/** A task after the one at `index`, with a number that is free, and what that one is about. */
export function withTask(words: Words, index: number): Words {
  const { tasks } = words;
  const like = tasks[index];
  const task: TemplateTask = {
    id: freeId(tasks),
    name: { zh: '', en: '' },
    post: like?.post ?? '',
    due: like?.due ?? { I: 30, II: 45, III: 60, IV: 90 },
    after: [],
    needs: [],
    isGrave: false,
  };
  return { ...words, tasks: tasks.toSpliced(index + 1, 0, task) };
}

function freeId(tasks: readonly Pick<TemplateTask, 'id'>[]): string {
  const prefix = /^(.+-)\d+$/.exec(tasks.at(-1)?.id ?? '')?.[1] ?? 'T-';
  const taken = new Set(tasks.map(({ id }) => id));
  let number = tasks.length + 1;
  const idOf = (): string => `${prefix}${String(number).padStart(2, '0')}`;
  while (taken.has(idOf())) number += 1;
  return idOf();
}

/** Nobody waits for a task that is gone. */
export function withoutTask(words: Words, index: number): Words {
  const gone = words.tasks[index]?.id;
  const isElsewhere = words.tasks.some(({ id }, at) => at !== index && id === gone);
  const tasks = words.tasks
    .toSpliced(index, 1)
    .map((task) => (isElsewhere ? task : { ...task, after: task.after.filter(({ task: id }) => id !== gone) }));
  return { ...words, tasks };
}

export function withMovedTask(words: Words, index: number, by: -1 | 1): Words {
  const { tasks } = words;
  const [task, other] = [tasks[index], tasks[index + by]];
  if (!task || !other) return words;
  return { ...words, tasks: tasks.with(index, other).with(index + by, task) };
}

/** A new number goes to those who wait for the task, too. */
export function withTaskChange(words: Words, index: number, change: Partial<TemplateTask>): Words {
  const before = words.tasks[index];
  if (!before) return words;
  const changed = words.tasks.with(index, { ...before, ...change });
  const { id } = change;
  const isTaken = words.tasks.some((task, at) => at !== index && task.id === before.id);
  if (id === undefined || id === before.id || isTaken) return { ...words, tasks: changed };
  const renamed = (link: TemplateTask['after'][number]) => (link.task === before.id ? { ...link, task: id } : link);
  return { ...words, tasks: changed.map((task) => ({ ...task, after: task.after.map(renamed) })) };
}

/** Without texts that nobody wrote: what is empty in one language is left out, what is empty in both is gone. */
export function cleaned(words: Words): Words {
  const { I, II, III, IV } = words.triggers;
  return {
    ...words,
    name: both(words.name) ?? { zh: '' },
    triggers: { I: maybe(I), II: maybe(II), III: maybe(III), IV: maybe(IV) },
    objectives: all(words.objectives),
    standDown: all(words.standDown),
    tasks: words.tasks.map((task) => ({ ...task, id: task.id.trim(), name: both(task.name) ?? { zh: '' } })),
    questions: words.questions
      .filter(({ question }) => isSaid(question))
      .map(({ hint, ...one }) => {
        const said = hint && both(hint);
        return {
          ...one,
          question: both(one.question) ?? { zh: '' },
          options: all(one.options),
          ...(said && { hint: said }),
        };
      }),
    checklists: words.checklists
      .map(({ title, items }) => ({ title: both(title) ?? { zh: '' }, items: all(items) }))
      .filter(({ title, items }) => isSaid(title) || items.length > 0),
  };
}

function both({ zh, en }: LocalText): LocalText | null {
  const [chinese, english] = [zh?.trim(), en?.trim()];
  if (!chinese && !english) return null;
  return { ...(chinese && { zh: chinese }), ...(english && { en: english }) };
}

function maybe(text: LocalText | null): LocalText | null {
  return text && both(text);
}

function all(texts: readonly LocalText[]): LocalText[] {
  return texts.map(both).filter((text) => text !== null);
}

export function isSaid({ zh, en }: LocalText): boolean {
  return Boolean(zh?.trim()) || Boolean(en?.trim());
}

/** What is not filled in, before it is asked whether it makes sense. `task`: index. */
export function missingIn(words: Words): { readonly fault: BareFault; readonly task?: number }[] {
  const { name, eventType, reportSet, kinds, questions, tasks } = words;
  return [
    ...(isSaid(name) ? [] : [{ fault: 'name' as const }]),
    ...(eventType !== '' ? [] : [{ fault: 'eventType' as const }]),
    ...(reportSet !== '' ? [] : [{ fault: 'reportSet' as const }]),
    ...(kinds.length > 0 ? [] : [{ fault: 'kinds' as const }]),
    ...(questions.every(isAnswerable) ? [] : [{ fault: 'options' as const }]),
    ...(tasks.length > 0 ? [] : [{ fault: 'tasks' as const }]),
    ...tasks.flatMap((task, index) => [
      ...(task.id.trim() === '' ? [{ fault: 'taskId' as const, task: index }] : []),
      ...(isSaid(task.name) ? [] : [{ fault: 'taskName' as const, task: index }]),
    ]),
  ];
}

/** A question has options; one without any words is not kept. */
function isAnswerable({ question, options }: Words['questions'][number]): boolean {
  return !isSaid(question) || options.some(isSaid);
}

export function withQuestion(words: Words): Words {
  const { questions, tasks } = words;
  const prefix = /^(.+)-\d+$/.exec(tasks[0]?.id ?? '')?.[1] ?? 'Q';
  const taken = new Set(questions.map(({ id }) => id));
  let number = questions.length + 1;
  while (taken.has(`${prefix}-D${number}`)) number += 1;
  const question = { id: `${prefix}-D${number}`, question: { zh: '', en: '' }, options: [{ zh: '', en: '' }] };
  return { ...words, questions: [...questions, question] };
}

export function withChecklist(words: Words): Words {
  const checklist = { title: { zh: '', en: '' }, items: [{ zh: '', en: '' }] };
  return { ...words, checklists: [...words.checklists, checklist] };
}

export function isKind(value: string): value is Words['kinds'][number] {
  return INCIDENT_KINDS.some((kind) => kind === value);
}
