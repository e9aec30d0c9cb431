import type { LocalText } from '../../../shared/domain/common.ts';
import type { TemplateTask } from '../../../shared/domain/plan-template.ts';
import { isSameJson } from '../../../shared/kit/equal.ts';
import type { Words } from './draft.ts';

export const TASK_FIELDS = ['name', 'post', 'due', 'after', 'needs', 'isGrave'] as const;
export type TaskField = (typeof TASK_FIELDS)[number];
export const LISTS = ['objectives', 'standDown', 'questions', 'checklists'] as const;
export type ListName = (typeof LISTS)[number];
export const PLAIN_FIELDS = ['name', 'eventType', 'kinds', 'reportSet', 'triggers', 'enabled'] as const;
export type PlainField = (typeof PLAIN_FIELDS)[number];

/** One thing in which two versions of a template differ. */
export type Difference =
  | { readonly is: 'field'; readonly field: PlainField; readonly from: Words; readonly to: Words }
  | { readonly is: 'task'; readonly how: 'added' | 'removed'; readonly task: TemplateTask }
  | {
      readonly is: 'task';
      readonly how: 'changed';
      readonly from: TemplateTask;
      readonly to: TemplateTask;
      readonly fields: readonly TaskField[];
    }
  /** The same tasks in another order. */
  | { readonly is: 'order' }
  | { readonly is: 'list'; readonly list: ListName; readonly how: 'added' | 'removed'; readonly text: LocalText };

/** What was added, removed and changed from one version to another, in the order in which a plan is read. */
export function differencesOf(from: Words, to: Words): Difference[] {
  const fields = PLAIN_FIELDS.filter((field) => !isSameJson(from[field], to[field]));
  return [
    ...fields.map((field) => ({ is: 'field' as const, field, from, to })),
    ...tasksOf(from.tasks, to.tasks),
    ...LISTS.flatMap((list) => listOf(list, from, to)),
  ];
}

function tasksOf(from: readonly TemplateTask[], to: readonly TemplateTask[]): Difference[] {
  const [before, after] = [byId(from), byId(to)];
  const removed = from.filter(({ id }) => !after.has(id));
  const shared = from.filter(({ id }) => after.has(id)).map(({ id }) => id);
  const isMoved = !isSameJson(
    shared,
    to.filter(({ id }) => before.has(id)).map(({ id }) => id),
  );
  const differences: Difference[] = to.flatMap((task): Difference[] => {
    const old = before.get(task.id);
    if (!old) return [{ is: 'task', how: 'added', task }];
    const fields = TASK_FIELDS.filter((field) => !isSameJson(old[field], task[field]));
    return fields.length === 0 ? [] : [{ is: 'task', how: 'changed', from: old, to: task, fields }];
  });
  return [
    ...differences,
    ...removed.map((task) => ({ is: 'task' as const, how: 'removed' as const, task })),
    ...(isMoved ? [{ is: 'order' as const }] : []),
  ];
}

function byId(tasks: readonly TemplateTask[]): ReadonlyMap<string, TemplateTask> {
  return new Map(tasks.map((task) => [task.id, task]));
}

/** A text that was worded anew is one that went and one that came. */
function listOf(list: ListName, from: Words, to: Words): Difference[] {
  const [before, after] = [linesOf(from, list), linesOf(to, list)];
  const notIn = (lines: readonly Line[], { key }: Line): boolean => lines.every((line) => line.key !== key);
  return [
    ...after.filter((line) => notIn(before, line)).map(({ text }) => ({ is: 'list' as const, list, how: 'added' as const, text })),
    ...before.filter((line) => notIn(after, line)).map(({ text }) => ({ is: 'list' as const, list, how: 'removed' as const, text })),
  ]; // prettier-ignore
}

interface Line {
  readonly key: string;
  readonly text: LocalText;
}

function linesOf(words: Words, list: ListName): Line[] {
  if (list === 'questions') {
    return words.questions.map((one) => ({ key: JSON.stringify(one), text: one.question }));
  }
  if (list === 'checklists') {
    return words.checklists.flatMap(({ title, items }) =>
      items.map((text) => ({ key: JSON.stringify([title, text]), text })),
    );
  }
  return words[list].map((text) => ({ key: JSON.stringify(text), text }));
}
