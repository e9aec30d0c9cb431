import * as z from 'zod';
import { alert, type Alert } from '../../domain/alert.ts';
import { instantSchema, level, localText } from '../../domain/common.ts';
import { ownWarning, type OwnWarning } from '../../domain/own-warning.ts';
import { ProblemError } from '../../kit/problem.ts';
import { DAY } from '../../kit/time.ts';
import type { CommandType, World } from './command-type.ts';

/** What of a warning follows from the figures; the rest says what it is about and stays. */
export const alertFigures = alert
  .pick({
    sentAt: true,
    level: true,
    colour: true,
    severity: true,
    certainty: true,
    urgency: true,
    headline: true,
    description: true,
    expiresAt: true,
  })
  .extend({ own: ownWarning });
export type AlertFigures = z.infer<typeof alertFigures>;

const raised = alert.extend({ own: ownWarning });
const ended = z.strictObject({ at: instantSchema, headline: localText.optional(), own: ownWarning.optional() });
const overruling = z.strictObject({ level, reason: z.string().trim().min(1).max(500) });

/** Of a warning that was worked out here. Throws `ProblemError` `alert-not-own`: what others sent is theirs. */
function ownOf(world: World, id: string): { readonly before: Alert; readonly own: OwnWarning } | null {
  const before = world.find('alert', id);
  if (!before) return null;
  if (!before.own) throw refusal('alert-not-own');
  return { before, own: before.own };
}

function standing(world: World, id: string): { readonly before: Alert; readonly own: OwnWarning } {
  const found = ownOf(world, id);
  if (!found) throw refusal('unknown-entity');
  return found;
}

/**
 * Two consoles say the same thing in any order: the newer figures stand, the earlier beginning stands, and an officer's word about
 * the level stands until the figures are graver than what he had before him.
 */
function amended(before: Alert, own: OwnWarning, figures: AlertFigures): AlertFigures {
  const newer = figures.sentAt >= before.sentAt ? figures : figuresOf(before, own);
  const firstAt = figures.own.firstAt < own.firstAt ? figures.own.firstAt : own.firstAt;
  const { overruled } = own;
  const isOverruled = overruled !== undefined && !isGraver(newer.level, overruled.from);
  return {
    ...newer,
    ...(isOverruled && isGraver(newer.level, overruled.to) && shownAs(overruled.to)),
    own: { ...newer.own, firstAt, ...(isOverruled && { overruled }) },
  };
}

function figuresOf(before: Alert, own: OwnWarning): AlertFigures {
  const { sentAt, level, colour, severity, certainty, urgency, headline, description, expiresAt } = before;
  return { sentAt, level, colour, severity, certainty, urgency, headline, description, expiresAt, own };
}

/** 1 is the gravest; 0 is not graded and is below all. */
function isGraver(one: Alert['level'], other: Alert['level']): boolean {
  return (one || 5) < (other || 5);
}

function shownAs(to: Alert['level']): Pick<Alert, 'level' | 'severity' | 'colour'> {
  return { level: to, severity: SEVERITY[to], ...(to !== 0 && { colour: COLOUR[to] }) };
}

const SEVERITY = { 0: 'Unknown', 1: 'Extreme', 2: 'Severe', 3: 'Moderate', 4: 'Minor' } as const;
const COLOUR = { 1: 'red', 2: 'orange', 3: 'yellow', 4: 'blue' } as const;

/** What was found while a feed was away is still true when it comes back. */
const LIFETIME = DAY;

/**
 * What the console says by itself, in the post `console` and by the authority `automatic`. They commute: consoles that find the same
 * thing make one warning of it, and none of them a conflict.
 */
export const ownAlertCommands = {
  'alert.raise': {
    topic: 'alert',
    payload: raised,
    creates: false,
    orCreates: {},
    commutes: true,
    lifetime: LIFETIME,
    apply(world, record, { entityId }) {
      const found = ownOf(world, entityId);
      if (!found) return [{ op: 'put', topic: 'alert', id: entityId, data: record }];
      const figures = figuresOf(record, record.own);
      const { msgType } = figures.sentAt >= found.before.sentAt ? record : found.before;
      const data = { ...amended(found.before, found.own, figures), msgType };
      return [{ op: 'patch', topic: 'alert', id: entityId, data }];
    },
  } satisfies CommandType<'alert', typeof raised>,
  'alert.renew': {
    topic: 'alert',
    payload: alertFigures,
    creates: false,
    commutes: true,
    lifetime: LIFETIME,
    apply(world, figures, { entityId }) {
      const { before, own } = standing(world, entityId);
      // What is over stays over: a console that was away may still renew it.
      const data = own.state.is === 'over' ? { own } : amended(before, own, figures);
      return [{ op: 'patch', topic: 'alert', id: entityId, data }];
    },
  } satisfies CommandType<'alert', typeof alertFigures>,
  'alert.end': {
    topic: 'alert',
    payload: ended,
    creates: false,
    commutes: true,
    lifetime: LIFETIME,
    apply(world, { at, headline, own: last }, { entityId }) {
      const { before, own } = standing(world, entityId);
      if (own.state.is === 'over') return [{ op: 'patch', topic: 'alert', id: entityId, data: { own } }];
      const { overruled, firstAt } = own;
      const kept = { ...(last ?? own), firstAt, ...(overruled && { overruled }), state: { is: 'over' as const, at } };
      const sentAt = at > before.sentAt ? at : before.sentAt;
      const data = {
        msgType: 'Cancel' as const,
        urgency: 'Past' as const,
        sentAt,
        expiresAt: at,
        own: kept,
        ...(headline && { headline }),
      };
      return [{ op: 'patch', topic: 'alert', id: entityId, data }];
    },
  } satisfies CommandType<'alert', typeof ended>,
  /** An officer puts a warning of the console's own lower, and says why. */
  'alert.overrule': {
    topic: 'alert',
    payload: overruling,
    creates: false,
    commutes: false,
    apply(world, { level: to, reason }, { entityId, actor, issuedAt }) {
      const { before, own } = standing(world, entityId);
      if (own.state.is === 'over') throw refusal('alert-over');
      if (!isGraver(before.level, to)) throw refusal('overrule-not-lower');
      const from = own.overruled && isGraver(own.overruled.from, before.level) ? own.overruled.from : before.level;
      const overruled = { from, to, officer: actor.officer, post: actor.post, at: issuedAt, reason };
      const colour = to === 0 ? null : COLOUR[to];
      const data = { level: to, severity: SEVERITY[to], colour, own: { ...own, overruled } };
      return [{ op: 'patch', topic: 'alert', id: entityId, data }];
    },
  } satisfies CommandType<'alert', typeof overruling>,
};

function refusal(code: string): ProblemError {
  return new ProblemError({ code, origin: 'commands' });
}
