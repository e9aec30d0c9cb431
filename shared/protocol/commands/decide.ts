import type { Conflict, ConflictField, Hand } from '../../domain/conflict.ts';
import { localText } from '../../domain/common.ts';
import { isTopic, type Topic } from '../../domain/topics.ts';
import { isSameJson } from '../../kit/equal.ts';
import { ProblemError } from '../../kit/problem.ts';
import type { Instant } from '../../kit/time.ts';
import { missingAction, type AuthorityMatrix } from '../authority.ts';
import type { Command, CommandAnswer } from '../feed/command.ts';
import { carryOut, typeOf, worldOf, type Outcome } from './carry-out.ts';
import type { CommandType, Effect } from './command-type.ts';
import { incidentsOf, isDoubleCommitment } from './double-commitment.ts';

/** An entity as a feed's log has it. */
export interface Standing {
  readonly rev: number;
  /** Null: it was removed; its revisions go on counting. */
  readonly data: Readonly<Record<string, unknown>> | null;
  /** Who set a field by the last command on it; undefined when it was a department's system, or nobody knows. */
  handOf(field: string): Hand | undefined;
}

/** What a decision is made on. */
export interface Scene {
  readonly now: Instant;
  /** The newest seq of the feed's log. */
  readonly head: number;
  readonly matrix: AuthorityMatrix;
  find(topic: Topic, id: string): Standing | undefined;
}

/**
 * The answer, and what is to be written with it in the same transaction, in order. Of an accepted command the effects are
 * its own; of a refused one they are a conflict record, new or brought up to date, and do not bear the command's id.
 */
export interface Decision {
  readonly answer: CommandAnswer;
  readonly effects: readonly Effect[];
}

/**
 * Decides one command that was not decided before. Pure, and the only place where it is decided what collides:
 * C1 default deny · C2 what commutes never collides · C3 a field collides when it no longer is what the officer saw and is
 * not what he wants already · C4 nothing is overwritten: a collision becomes an open conflict of all its fields.
 */
export function decide(command: Command, scene: Scene): Decision {
  try {
    return decided(command, scene);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code, detail } = error.problem;
    return { answer: rejected(command, code, detail), effects: code === MOVED ? refreshed(command, scene) : [] };
  }
}

const MOVED = 'conflict-moved';

function decided(command: Command, scene: Scene): Decision {
  const type = typeOf(command);
  const { commandId, topic, entityId, expectedRev } = command;
  if (command.expiresAt < scene.now) return { answer: { outcome: 'expired', commandId }, effects: [] };
  const world = worldOf((of, id) => scene.find(of, id)?.data ?? undefined);
  const missing = missingAction(scene.matrix, world, command);
  if (missing !== null) throw refusal('not-authorised', missing);

  const standing = isTopic(topic) ? scene.find(topic, entityId) : undefined;
  if (!type.orCreates && type.creates !== (expectedRev === null)) {
    throw refusal(type.creates ? 'expected-rev-on-create' : 'expected-rev-missing');
  }
  if (!type.creates && !type.orCreates && !standing?.data) throw refusal(standing ? 'entity-gone' : 'unknown-entity');

  const outcomes = carryOut(world, command);
  // Before the collision: a judgement never becomes a conflict of its own, or conflicts would be about conflicts.
  if (type.movedOn !== undefined && standing && hasMoved(standing, command)) throw refusal(type.movedOn);
  const overlap = overlapping(type, command, outcomes[0], standing);
  if (standing?.data && overlap.length > 0) return conflicting(command, standing, overlap, scene);
  if (standing?.data && type.creates) throw refusal('entity-exists');

  const rev = standing?.rev ?? 0;
  const merged = !type.commutes && !type.creates && rev !== (expectedRev ?? 0);
  const effects = outcomes.map(({ effect }) => effect);
  return {
    answer: {
      outcome: 'accepted',
      commandId,
      seq: scene.head + effects.length,
      rev: rev + 1,
      ...(merged && { merged }),
    },
    effects,
  };
}

/** The revision and the values: in a log that was put back the same revision may be of another record. */
function hasMoved({ rev, data }: Standing, { expectedRev, base = {} }: Command): boolean {
  return rev !== expectedRev || Object.keys(base).some((field) => !isSameJson(base[field], data?.[field]));
}

/** The fields in which the command and the record as it stands exclude each other. */
function overlapping(
  type: CommandType,
  { base: sent, expectedRev }: Command,
  own: Outcome | undefined,
  standing: Standing | undefined,
): ConflictField[] {
  // C6: who saw no record saw what counts as one.
  const base: Command['base'] = sent ?? (expectedRev === null ? type.orCreates : undefined);
  const current = standing?.data;
  if (type.commutes || !own || !current) return [];
  const { effect, record } = own;
  return Object.keys(effect.op === 'put' ? { ...current, ...record } : effect.data)
    .filter((field) => {
      if (isSameJson(record[field], current[field])) return false;
      // What the officer saw counts before the number of the revision: he may have seen his own, refused, command.
      if (base) return !isSameJson(Object.hasOwn(base, field) ? base[field] : undefined, current[field]);
      return standing.rev !== expectedRev;
    })
    .map((field) => conflictField(field, base, current, record));
}

function conflictField(
  field: string,
  base: Readonly<Record<string, unknown>> | undefined,
  current: Readonly<Record<string, unknown>>,
  proposed: Readonly<Record<string, unknown>>,
): ConflictField {
  return {
    field,
    ...(base && Object.hasOwn(base, field) && { base: base[field] }),
    ...(current[field] !== undefined && { current: current[field] }),
    ...(proposed[field] !== undefined && { proposed: proposed[field] }),
  };
}

function conflicting(command: Command, standing: Standing, fields: readonly ConflictField[], scene: Scene): Decision {
  const { commandId, topic, entityId, type, actor, issuedAt } = command;
  const { rev, data: current } = standing;
  // What is done about a warning is called after the warning.
  const named = topic === 'handling' ? scene.find('alert', entityId)?.data : current;
  const title = localText.safeParse(named?.['title'] ?? named?.['name'] ?? named?.['headline']);
  const currentBy = newestHand(standing, fields);
  const isDouble = isDoubleCommitment(type, fields);
  const conflict: Conflict = {
    kind: isDouble ? 'doubleCommitment' : 'field',
    topic,
    entity: entityId,
    ...(title.success && { title: title.data }),
    commandType: type,
    fields: [...fields],
    ...(isDouble && { incidents: incidentsHere(scene, fields) }),
    currentRev: rev,
    ...(currentBy && { currentBy }),
    proposedBy: { officer: actor.officer, post: actor.post, station: actor.station, at: issuedAt },
    status: { state: 'open' },
  };
  return {
    answer: { outcome: 'conflict', commandId, rev, current },
    effects: [{ op: 'put', topic: 'conflict', id: commandId, data: conflict }],
  };
}

function incidentsHere(scene: Scene, fields: readonly ConflictField[]): string[] {
  return incidentsOf(fields, (id) => Boolean(scene.find('incident', id)?.data));
}

function newestHand(standing: Standing, fields: readonly ConflictField[]): Hand | undefined {
  return fields
    .map(({ field }) => standing.handOf(field))
    .filter((hand) => hand !== undefined)
    .toSorted((a, b) => b.at - a.at)[0];
}

/** C5: the open conflict with the values that stand now, so that the officer is asked about what is, not what was. */
function refreshed(command: Command, scene: Scene): Effect[] {
  const conflict = scene.find('conflict', command.entityId)?.data as Conflict | null | undefined;
  if (!conflict || conflict.status.state !== 'open' || !isTopic(conflict.topic)) return [];
  const standing = scene.find(conflict.topic, conflict.entity);
  const current = standing?.data;
  if (!standing || !current) return [];
  const fields = conflict.fields.map(({ field, base, proposed }) => ({
    field,
    ...(base !== undefined && { base }),
    ...(current[field] !== undefined && { current: current[field] }),
    ...(proposed !== undefined && { proposed }),
  }));
  if (isSameJson(fields, conflict.fields)) return [];
  const data = {
    fields,
    ...(conflict.kind === 'doubleCommitment' && { incidents: incidentsHere(scene, fields) }),
    currentRev: standing.rev,
    currentBy: newestHand(standing, fields) ?? null,
  };
  return [{ op: 'patch', topic: 'conflict', id: command.entityId, data }];
}

function rejected({ commandId }: Command, code: string, detail?: string): CommandAnswer {
  const short = { outcome: 'rejected', commandId, code: code.slice(0, 60) } as const;
  return detail === undefined ? short : { ...short, detail: detail.slice(0, 1_000) };
}

function refusal(code: string, detail?: string): ProblemError {
  return new ProblemError({ code, origin: 'commands', ...(detail !== undefined && { detail }) });
}
