import type { Level, LocalText } from '../../../shared/domain/common.ts';
import type { Conflict } from '../../../shared/domain/conflict.ts';
import type { Decision } from '../../../shared/domain/decision.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import { isOrderOver, type Order } from '../../../shared/domain/order.ts';
import type { Report } from '../../../shared/domain/report.ts';
import { hoursLeft, type Supply } from '../../../shared/domain/supply.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { FeedRow } from '../../../shared/protocol/console-api/rows.ts';
import type { WarningLine } from '../../../shared/protocol/console-api/warning-rows.ts';

/** One open matter, before it is asked whether it is new. Null: nothing is open about it. */
export interface Matter {
  readonly title: LocalText;
  readonly level: Level;
  readonly isOverdue: boolean;
  /** When it came up, and since when it is as it is; null: not known. */
  readonly cameAt: Instant | null;
  readonly changedAt: Instant | null;
}

/** Hours under which a stock is called short, as on the supplies desk. */
const SHORT_HOURS = 6;

type LevelOf = (incident: string) => Level;

export function incidentMatter({ title, level, status, reportedAt, due }: Incident, now: Instant): Matter | null {
  if (status.state === 'closed' || status.state === 'merged') return null;
  const isOverdue = due !== undefined && due.at < now;
  return { title, level, isOverdue, cameAt: reportedAt, changedAt: status.since };
}

/** A current warning that nobody has taken note of. Put off is not taken note of, but somebody decided it. */
export function warningMatter({ alert, handling, isDrill, phase }: WarningLine): Matter | null {
  const state = handling?.status.state ?? 'new';
  if (isDrill || phase === 'over' || phase === 'cancelled' || (state !== 'new' && state !== 'seen')) return null;
  const seenAt = handling?.status.state === 'seen' ? handling.status.at : alert.sentAt;
  return { title: alert.headline, level: alert.level, isOverdue: false, cameAt: alert.sentAt, changedAt: seenAt };
}

export function orderMatter(order: Order, now: Instant, levelOf: LevelOf): Matter | null {
  if (isOrderOver(order)) return null;
  const { title, incident, status, clocks, from } = order;
  const isUnanswered = status.state === 'sent' || status.state === 'received';
  const isOverdue =
    (isUnanswered && clocks.acknowledgeBy < now) || (clocks.doneBy !== undefined && clocks.doneBy < now);
  const level = incident === undefined ? 0 : levelOf(incident);
  return { title, level, isOverdue, cameAt: from.at, changedAt: status.at };
}

/** Waiting for somebody, or decided and to be ratified or looked at again. */
export function decisionMatter(
  { question, incidents, status, reviewAt, writtenBy }: Decision,
  now: Instant,
  levelOf: LevelOf,
): Matter | null {
  if (status.state === 'withdrawn' || status.state === 'reviewed') return null;
  const ratifyBy = status.state === 'decided' && !status.second ? status.ratifyBy : undefined;
  const due = [ratifyBy, status.state === 'decided' ? reviewAt : undefined].filter((at) => at !== undefined);
  if (status.state === 'decided' && due.length === 0) return null;
  return {
    title: question,
    level: gravest(incidents.map(levelOf)),
    isOverdue: due.some((at) => at < now),
    cameAt: writtenBy[0]?.at ?? null,
    changedAt: status.since,
  };
}

export function reportMatter(
  { incident, status, dueAt, writtenBy }: Report,
  now: Instant,
  incidentOf: (id: string) => Incident | undefined,
): Matter | null {
  if (status.state !== 'drafted') return null;
  const about = incidentOf(incident);
  return {
    title: about?.title ?? { zh: incident, en: incident },
    level: about?.level ?? 0,
    isOverdue: dueAt < now,
    cameAt: writtenBy[0]?.at ?? status.since,
    changedAt: status.since,
  };
}

/** Under its planned reserve, or used up within hours at the present rate. */
export function supplyMatter(supply: Supply): Matter | null {
  const { quantity, reserve, name, depotName, countedAt } = supply;
  const hours = hoursLeft(supply);
  const isShort = (reserve !== undefined && quantity < reserve) || (hours !== null && hours < SHORT_HOURS);
  if (!isShort) return null;
  const title = both(name, depotName);
  // A count is no change of state: since when it is short is not recorded.
  return { title, level: 0, isOverdue: false, cameAt: null, changedAt: countedAt };
}

export function conflictMatter({ status, title, entity, proposedBy }: Conflict): Matter | null {
  if (status.state !== 'open') return null;
  const { at } = proposedBy;
  return { title: title ?? { zh: entity, en: entity }, level: 0, isOverdue: false, cameAt: at, changedAt: at };
}

export function feedMatter({ name, status }: Pick<FeedRow, 'name' | 'status'>): Matter | null {
  if (status.state === 'live') return null;
  const { since } = status;
  return { title: name, level: 0, isOverdue: false, cameAt: since, changedAt: since };
}

/** 1 is the gravest, 0 is not graded. */
export function rank(level: Level): number {
  return level === 0 ? 5 : level;
}

function gravest(levels: readonly Level[]): Level {
  return levels.reduce<Level>((worst, level) => (rank(level) < rank(worst) ? level : worst), 0);
}

function both(a: LocalText, b: LocalText): LocalText {
  const part = (language: 'zh' | 'en'): string =>
    [a, b].map((text) => text[language] ?? text.zh ?? text.en ?? '').join(' ');
  return { zh: part('zh'), en: part('en') };
}
