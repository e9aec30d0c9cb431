import type { Instant } from '../../../../shared/kit/time.ts';
import { instant, MINUTE } from '../../../../shared/kit/time.ts';
import type { Readers } from '../../store/store.ts';
import type { Order } from '../../sync/command-desk.ts';
import type { Areas } from './areas.ts';
import { alertIdOf, alertOf, figuresOf, LASTS, type Facts } from './compose.ts';
import { isGraver, type Finding, type Watch, type WatchedRule } from './finding.ts';
import { courseOf, pastSightings } from './history-sightings.ts';
import type { OwnAlert, OwnAlerts } from './own-alerts.ts';
import type { Subject } from './sighting.ts';
import { endOf } from './words.ts';

/** New figures of the same level are told so often at most. */
const REFRESH = 10 * MINUTE;
/** Consoles clear within a moment of each other: what one has ended another does not raise again. */
const SETTLING = 2 * MINUTE;

export interface Question {
  readonly rule: WatchedRule;
  readonly subject: Subject;
  /** Null: the rule is off, or the subject is gone. */
  readonly watch: Watch | null;
  readonly own: OwnAlerts;
  readonly read: Readers;
  readonly areas: Areas;
  readonly now: Instant;
  readonly isGone: boolean;
}

type OwnOrder = Pick<Order, 'type' | 'entityId' | 'payload'>;

/** The commands that make what stands what is found. None, most of the time. */
export function ordersFor(question: Question): OwnOrder[] {
  const { rule, subject, watch, own, now, isGone } = question;
  const [standing, ...twins] = own.standing(rule.id, subject);
  // Two consoles that did not hear each other: the one that began first stays.
  const doubles = twins.map((twin) => ended(twin, now));
  if (!rule.enabled || isGone) return standing ? [ended(standing, now), ...doubles] : doubles;
  if (!watch) return doubles;
  const finding = watch.find(subject);
  if (!finding) return standing && watch.hasJudged(subject) ? [ended(standing, now), ...doubles] : doubles;
  if (!standing) {
    const last = own.lastOver(rule.id, subject);
    const isJustOver = last !== null && finding.since <= last && now - last < SETTLING + rule.coolDownMinutes * MINUTE;
    return isJustOver ? doubles : [raised(question, finding, []), ...doubles];
  }
  const before = standing.own.overruled?.from ?? standing.alert.level;
  if (isGraver(finding.level, before)) return [raised(question, finding, [standing]), ...doubles];
  return isRenewed(standing, finding, now) ? [renewed(question, standing, finding), ...doubles] : doubles;
}

/** Confirmed now, or no longer so grave, or about to lapse, or with other figures for a while. */
function isRenewed({ alert, own }: OwnAlert, finding: Finding, now: Instant): boolean {
  const isConfirmed = own.state.is === 'unconfirmed' && finding.confirmedAt !== null;
  const isLess = isGraver(own.overruled?.from ?? alert.level, finding.level) && finding.level !== alert.level;
  const isLapsing = (alert.expiresAt ?? 0) - now < LASTS / 4;
  const isOther = own.value !== finding.value && now - alert.sentAt >= REFRESH;
  return isConfirmed || isLess || isLapsing || isOther;
}

/** Graver than what stands, it is a message of its own, so that somebody is asked again. */
function raised(question: Question, finding: Finding, replaces: readonly OwnAlert[]): OwnOrder {
  const { rule, areas, now } = question;
  const id = alertIdOf(rule.id, finding);
  // A replaced one and its successor never share a moment: time tells which of them holds.
  const sentAt = instant(Math.max(now, ...replaces.map(({ alert }) => alert.sentAt + 1)));
  const figures = figuresOf(rule, finding, factsOf(question, finding), sentAt);
  const references = replaces.map(({ alert }) => alert.identifier).filter((reference) => reference !== id);
  return { type: 'alert.raise', entityId: id, payload: alertOf(rule, id, finding, figures, areas, references) };
}

function renewed(question: Question, { id, alert }: OwnAlert, finding: Finding): OwnOrder {
  const sentAt = instant(Math.max(question.now, alert.sentAt));
  return {
    type: 'alert.renew',
    entityId: id,
    payload: figuresOf(question.rule, finding, factsOf(question, finding), sentAt),
  };
}

function ended({ id, alert, own }: OwnAlert, at: Instant): OwnOrder {
  return {
    type: 'alert.end',
    entityId: id,
    payload: { at, headline: endOf(own.subject.name, own.measure, alert.level) },
  };
}

function factsOf({ rule, read, areas }: Question, finding: Finding): Facts {
  const [last] = pastSightings(read, areas, finding.subject, 1);
  const direction = rule.direction;
  const series = finding.series?.() ?? courseOf(read, areas, finding.subject, direction, finding.limit);
  return { kind: last?.kind ?? null, unit: last?.unit ?? null, series };
}
