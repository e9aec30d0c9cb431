import type { ResponseLevel, TemplateTask } from '../../../shared/domain/plan-template.ts';

export interface Bar {
  readonly id: string;
  /** Minutes after activation. A task can begin when the last that it waits for is due (FS) or begins (SS). */
  readonly start: number;
  readonly due: number;
  readonly isCritical: boolean;
  readonly after: readonly { readonly task: string; readonly link: 'FS' | 'SS'; readonly isCritical: boolean }[];
}

export interface Timeline {
  /** In the order of the template; only tasks that exist at the level. */
  readonly bars: readonly Bar[];
  /** The last deadline, minutes. */
  readonly end: number;
}

type Task = Pick<TemplateTask, 'id' | 'due' | 'after'>;

/**
 * The tasks of a level on a line of time, by their deadlines: the plan has no durations. The critical path is the chain of tasks,
 * each beginning when the one before is due, that ends with the last deadline.
 */
export function timelineOf(tasks: readonly Task[], level: ResponseLevel): Timeline {
  const here = new Map(tasks.flatMap((task) => (task.due[level] === null ? [] : [[task.id, task] as const])));
  const dueOf = (id: string): number => here.get(id)?.due[level] ?? 0;
  const starts = new Map<string, number>();
  const startOf = (id: string): number => {
    const known = starts.get(id);
    if (known !== undefined) return known;
    // A circle (in an editor) begins at once.
    starts.set(id, 0);
    const bounds = (here.get(id)?.after ?? []).filter(({ task }) => here.has(task)).map(boundOf);
    const start = Math.min(Math.max(0, ...bounds), dueOf(id));
    starts.set(id, start);
    return start;
  };
  const boundOf = ({ task, link }: Task['after'][number]): number => (link === 'FS' ? dueOf(task) : startOf(task));
  for (const id of here.keys()) startOf(id);

  const end = Math.max(0, ...[...here.keys()].map(dueOf));
  const critical = new Set<string>();
  const links = new Set<string>();
  let next = [...here.keys()].find((id) => dueOf(id) === end);
  while (next !== undefined && !critical.has(next)) {
    critical.add(next);
    const start = startOf(next);
    const binding = here.get(next)?.after.find((link) => here.has(link.task) && start > 0 && boundOf(link) === start);
    if (binding) links.add(`${binding.task}\n${next}`);
    next = binding?.task;
  }
  const bars = [...here.values()].map(({ id, after }) => ({
    id,
    start: startOf(id),
    due: dueOf(id),
    isCritical: critical.has(id),
    after: after
      .filter(({ task }) => here.has(task))
      .map((link) => ({ ...link, isCritical: links.has(`${link.task}\n${id}`) })),
  }));
  return { bars, end };
}

const TICKS = [5, 15, 30, 60, 120, 240, 480, 960, 1_440, 2_880, 4_320, 7_200];

/** Share of the axis that a label needs. */
const APART = 0.2;

/** Marks of the axis that stand far enough apart, minutes. */
export function ticksOf(end: number): number[] {
  const chosen: number[] = [];
  for (const tick of TICKS.filter((one) => one <= end)) {
    if (placeOf(tick, end) - (chosen.length > 0 ? placeOf(chosen.at(-1) ?? 0, end) : 0) >= APART) chosen.push(tick);
  }
  return chosen;
}

/** 0…1. By the square root: what is due in minutes stays in sight beside what is due in days. */
export function placeOf(minutes: number, end: number): number {
  return end === 0 ? 0 : Math.sqrt(minutes / end);
}
