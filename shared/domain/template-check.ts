import type { PlanTemplate, ResponseLevel, TemplateTask } from './plan-template.ts';
import { RESPONSE_LEVELS } from './plan-template.ts';
import type { PlanPost } from './plan-book.ts';

/** The words that mean "the leader of the district of the incident"; no other post of a district may stand in a template. */
export const DISTRICT_LEADER = ['LPD-LDR', 'GDD-LDR'] as const;

/** What is known here. A list that is empty could not be read: then its words are not checked. */
export interface TemplateKnown {
  readonly posts: readonly Pick<PlanPost, 'post' | 'department' | 'district'>[];
  readonly kinds: readonly string[];
  readonly eventTypes: readonly string[];
  readonly reportSets: readonly string[];
}

/** What is wrong with a template: `code` has its sentence in the catalogues; `task` and `field` say where in the form. */
export interface TemplateFault {
  readonly code:
    | 'template-task-twice'
    | 'template-task-no-level'
    | 'template-post-unknown'
    | 'template-post-fixed'
    | 'template-need-unknown'
    | 'template-predecessor-unknown'
    | 'template-cycle'
    | 'template-event-unknown'
    | 'template-report-set-unknown';
  readonly field: 'eventType' | 'reportSet' | 'id' | 'post' | 'due' | 'after' | 'needs';
  /** Index into `tasks`; ids can stand twice. */
  readonly task?: number;
  readonly params: Readonly<Record<string, string>>;
}

/** A task that is due before what it waits for: it may be meant so, the deadline of a task does not move. */
export interface TightDeadline {
  readonly task: string;
  readonly after: string;
  readonly level: ResponseLevel;
}

export type CheckedTask = Pick<TemplateTask, 'id' | 'post' | 'due' | 'after'> & {
  readonly needs: readonly Pick<TemplateTask['needs'][number], 'kind'>[];
};
export interface CheckedTemplate extends Pick<PlanTemplate, 'eventType' | 'reportSet'> {
  readonly tasks: readonly CheckedTask[];
}

/** The first thing that makes no sense in a template whose fields are each well formed; null when all does. */
export function checkTemplate(template: CheckedTemplate, known?: TemplateKnown): TemplateFault | null {
  return faultsOfTemplate(template, known)[0] ?? null;
}

/** All that makes no sense in it. Without `known` only what the template says of itself: the hub knows no posts. */
export function faultsOfTemplate(template: CheckedTemplate, known?: TemplateKnown): TemplateFault[] {
  const { tasks, eventType, reportSet } = template;
  const faults: TemplateFault[] = [];
  if (known && isStranger(known.eventTypes, eventType)) {
    faults.push({ code: 'template-event-unknown', field: 'eventType', params: { eventType } });
  }
  if (known && isStranger(known.reportSets, reportSet)) {
    faults.push({ code: 'template-report-set-unknown', field: 'reportSet', params: { reportSet } });
  }
  const ids = new Set<string>();
  for (const [index, task] of tasks.entries()) {
    const { id } = task;
    if (ids.has(id)) faults.push({ code: 'template-task-twice', field: 'id', task: index, params: { task: id } });
    ids.add(id);
  }
  for (const [index, task] of tasks.entries()) faults.push(...faultsOfTask(task, index, ids, known));
  const cycle = cycleOf(tasks);
  if (cycle) {
    const task = tasks.findIndex(({ id }) => id === cycle[0]);
    faults.push({ code: 'template-cycle', field: 'after', task, params: { tasks: cycle.join(' → ') } });
  }
  return faults;
}

function faultsOfTask(
  { id, post, due, after, needs }: CheckedTask,
  index: number,
  ids: ReadonlySet<string>,
  known: TemplateKnown | undefined,
): TemplateFault[] {
  const at = { task: index };
  const faults: TemplateFault[] = [];
  if (RESPONSE_LEVELS.every((level) => due[level] === null)) {
    faults.push({ code: 'template-task-no-level', field: 'due', ...at, params: { task: id } });
  }
  for (const { task } of after) {
    if (ids.has(task)) continue;
    faults.push({ code: 'template-predecessor-unknown', field: 'after', ...at, params: { task: id, after: task } });
  }
  const postFault = known && faultOfPost(post, known.posts);
  if (postFault) faults.push({ code: postFault, field: 'post', ...at, params: { task: id, post } });
  for (const { kind } of needs) {
    if (!known || !isStranger(known.kinds, kind)) continue;
    faults.push({ code: 'template-need-unknown', field: 'needs', ...at, params: { task: id, kind } });
  }
  return faults;
}

function faultOfPost(
  post: string,
  posts: TemplateKnown['posts'],
): 'template-post-unknown' | 'template-post-fixed' | null {
  if (posts.length === 0) return null;
  const found = posts.find((one) => one.post === post);
  if (!found) return 'template-post-unknown';
  if (DISTRICT_LEADER.some((word) => word === post)) return null;
  const isOfDistrict = posts.some(
    ({ department, district }) => district !== undefined && department === found.department,
  );
  return isOfDistrict ? 'template-post-fixed' : null;
}

function isStranger(known: readonly string[], word: string): boolean {
  return known.length > 0 && !known.includes(word);
}

/**
 * The first circle of predecessors, in the order of acting and closed: [a, b, a] means b waits for a, and a for b. Null: none.
 * Depth first over the predecessors with three colours (Tarjan 1972), without recursion: 200 tasks may stand in one row.
 */
export function cycleOf(tasks: readonly Pick<CheckedTask, 'id' | 'after'>[]): string[] | null {
  const before = new Map(tasks.map(({ id, after }) => [id, after.map(({ task }) => task)]));
  const done = new Set<string>();
  for (const start of before.keys()) {
    const path: { readonly id: string; next: number }[] = [{ id: start, next: 0 }];
    const onPath = new Set([start]);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = done.has(top.id) ? undefined : before.get(top.id)?.[top.next];
      top.next += 1;
      if (next === undefined) {
        done.add(top.id);
        onPath.delete(top.id);
        path.pop();
      } else if (onPath.has(next)) {
        // The path goes from a task to what it waits for; told the other way it is the order of acting.
        const circle = path.slice(path.findIndex(({ id }) => id === next)).map(({ id }) => id);
        return [next, ...circle.toReversed()];
      } else if (before.has(next)) {
        path.push({ id: next, next: 0 });
        onPath.add(next);
      }
    }
  }
  return null;
}

/** Tasks that are due before a predecessor that must be done first, level by level. Said, not refused. */
export function tightDeadlines({ tasks }: Pick<CheckedTemplate, 'tasks'>): TightDeadline[] {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  return RESPONSE_LEVELS.flatMap((level) =>
    tasks.flatMap(({ id, due, after }) =>
      after.flatMap(({ task, link }): TightDeadline[] => {
        const first = byId.get(task)?.due[level] ?? null;
        const then = due[level];
        const isTight = link === 'FS' && first !== null && then !== null && then < first;
        return isTight ? [{ task: id, after: task, level }] : [];
      }),
    ),
  );
}
