import type { DecisionOption, Figure, Move } from '../../../shared/domain/decision.ts';
import { isOrderOver, type Order } from '../../../shared/domain/order.ts';
import type { NeedKind, PlanPost } from '../../../shared/domain/plan-book.ts';
import type { PlanTemplate, ResponseLevel, TemplateTask } from '../../../shared/domain/plan-template.ts';
import { DISTRICT_LEADER } from '../../../shared/domain/template-check.ts';
import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import { graveText, hastenedText, joined, keptText, leaderUnknownText, needsText, optionName } from './words.ts';

export interface ResponseAsked {
  readonly id: string;
  readonly template: PlanTemplate;
  readonly level: ResponseLevel;
  readonly now: Instant;
  /** Of the incident; null: not known. */
  readonly district: string | null;
  readonly posts: readonly PlanPost[];
  readonly kinds: readonly NeedKind[];
  /** What was ordered for that incident. */
  readonly orders: readonly Order[];
}

type TaskMove = Extract<Move, { is: 'task' }>;

/** What activating a template at a level would order (TM7, TM8). It orders nothing. */
export function responseOption(asked: ResponseAsked): DecisionOption {
  const { template, level, kinds, orders } = asked;
  const fresh: TaskMove[] = [];
  const hastened: TaskMove[] = [];
  const kept: string[] = [];
  const leaderless: string[] = [];
  const listed: TemplateTask[] = [];
  for (const task of template.tasks) {
    const minutes = task.due[level];
    if (minutes === null) continue;
    const post = postOf(task.post, asked);
    if (post === null) {
      leaderless.push(task.id);
      continue;
    }
    const dueAt = instant(asked.now + minutes * MINUTE);
    const move: TaskMove = { is: 'task', task: task.id, name: task.name, post, dueAt };
    const running = orders.find((order) => isOf(order, asked.id, task.id));
    if (!running) fresh.push(move);
    else if (!isOrderOver(running) && (running.clocks.doneBy === undefined || dueAt < running.clocks.doneBy)) {
      hastened.push(move);
    } else {
      kept.push(task.id);
      continue;
    }
    listed.push(task);
  }
  const moves = [...fresh, ...hastened].sort((a, b) => a.dueAt - b.dueAt);
  const grave = listed.filter(({ isGrave }) => isGrave).map(({ id }) => id);
  const summary = joined([
    needsText(listed, kinds),
    kept.length > 0 ? keptText(kept) : null,
    hastened.length > 0 ? hastenedText(hastened.map(({ task }) => task)) : null,
    grave.length > 0 ? graveText(grave) : null,
  ]);
  return {
    aim: 'template',
    name: optionName(template.name, level),
    isComputed: true,
    ...(summary && { summary }),
    figures: figuresOf(moves, kept.length, grave.length, asked),
    moves,
    faults: leaderless.length > 0 ? [leaderUnknownText(leaderless)] : [],
  };
}

function figuresOf(
  moves: readonly TaskMove[],
  kept: number,
  grave: number,
  { now, posts }: Pick<ResponseAsked, 'now' | 'posts'>,
): Figure[] {
  const departments = new Set(moves.map((one) => posts.find(({ post }) => post === one.post)?.department ?? one.post));
  const last = moves.at(-1)?.dueAt;
  return [
    { key: 'tasks', value: moves.length, unit: 'count' },
    { key: 'departments', value: departments.size, unit: 'count' },
    { key: 'tasksKept', value: kept, unit: 'count' },
    { key: 'graveTasks', value: grave, unit: 'count' },
    { key: 'lastDue', value: last === undefined ? null : (last - now) / 1_000, unit: 's' },
  ];
}

/** TM7: a template names no district; its words for the leader become the leader of the district where it happened. */
function postOf(post: string, { district, posts }: Pick<ResponseAsked, 'district' | 'posts'>): string | null {
  if (!DISTRICT_LEADER.some((word) => word === post)) return post;
  if (district === null) return null;
  return posts.find((one) => one.district === district)?.post ?? null;
}

function isOf({ task, status }: Order, template: string, id: string): boolean {
  // What was refused, cancelled or replaced runs no more: it is ordered anew.
  const isRunningOrDone = status.state !== 'refused' && status.state !== 'cancelled' && status.state !== 'replaced';
  return isRunningOrDone && task?.template === template && task.task === id;
}
