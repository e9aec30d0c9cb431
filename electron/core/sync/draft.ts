import { missingAction, type AuthorityMatrix } from '../../../shared/protocol/authority.ts';
import { carryOut, typeOf, worldOf, type Outcome } from '../../../shared/protocol/commands/carry-out.ts';
import { MAX_COMMAND_BYTES, type Actor, type Command } from '../../../shared/protocol/feed/command.ts';
import type { Topic } from '../../../shared/domain/topics.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import { valuesSeen } from './seen.ts';
import type { Readers } from '../store/store.ts';

/** How long a command may wait for its hub before the officer must confirm it again (R14). */
export const COMMAND_LIFETIME = 10 * MINUTE;

/** What an officer wants done to one entity. */
export interface Request {
  readonly type: string;
  readonly entityId: string;
  readonly payload: unknown;
  /** The revision on his screen; null creates. */
  readonly expectedRev: number | null;
  readonly feed: string;
  readonly actor: Actor;
  /** The place, in the same call, of a request on another entity: unless it is accepted, this one is refused with it. */
  readonly needs?: number;
  /** Of what no officer gives: the same at every station that finds the same, so that it counts once. Absent: a new one. */
  readonly commandId?: string;
  readonly resendOf?: string;
}

export interface DraftParts {
  readonly commandId: string;
  readonly stationId: string;
  readonly now: Instant;
  readonly matrix: AuthorityMatrix;
  readonly read: Readers;
}

/** The records as the officer sees them, with the requests of the same call that came before. */
export class SeenWorld {
  readonly #below: (topic: Topic, id: string) => object | undefined;
  readonly #records = new Map<string, object>();

  constructor(below: (topic: Topic, id: string) => object | undefined) {
    this.#below = below;
  }

  find(topic: Topic, id: string): object | undefined {
    return this.#records.get(`${topic}\n${id}`) ?? this.#below(topic, id);
  }

  take(outcomes: readonly Outcome[]): void {
    for (const { effect, record } of outcomes) this.#records.set(`${effect.topic}\n${effect.id}`, record);
  }
}

/**
 * O2: a request as the command that will be sent, but for its number. What the hub would refuse is refused here, before it is
 * kept. Throws `ProblemError`: `command-unknown`, `command-invalid`, `command-too-large`, `not-authorised`, `entity-unknown`,
 * `entity-exists`, or what the command's type refuses with.
 */
export function draftCommand(request: Request, parts: DraftParts, seen: SeenWorld): Command {
  const { type: name, entityId, payload, expectedRev, actor } = request;
  const { commandId, stationId, now, matrix, read } = parts;
  const type = known(name);
  const draft: Command = {
    commandId,
    stationId,
    stationSeq: 1,
    actor,
    type: name,
    topic: type.topic,
    entityId,
    payload,
    expectedRev,
    issuedAt: now,
    expiresAt: instant(now + (type.lifetime ?? COMMAND_LIFETIME)),
  };
  if (Buffer.byteLength(JSON.stringify(draft)) > MAX_COMMAND_BYTES) {
    throw new ProblemError({ code: 'command-too-large', origin: 'sync', params: { limit: MAX_COMMAND_BYTES } });
  }
  const world = worldOf((topic, id) => seen.find(topic, id));
  const missing = missingAction(matrix, world, draft);
  if (missing !== null) {
    throw new ProblemError({ code: 'not-authorised', origin: 'sync', params: { action: missing } });
  }
  const before = seen.find(type.topic, entityId);
  if (!before && !type.creates && !type.orCreates) {
    throw new ProblemError({ code: 'entity-unknown', origin: 'sync', params: { id: entityId } });
  }
  if (before && type.creates) {
    throw new ProblemError({ code: 'entity-exists', origin: 'sync', params: { id: entityId } });
  }
  const outcomes = refused(draft, type.movedOn, () => carryOut(world, draft));
  const own = outcomes[0]?.effect;
  // A judgement stands on all that was shown, not only on what it sets.
  const fields = Object.keys((type.movedOn === undefined ? own?.data : before) ?? {});
  const { orCreates: blank } = type;
  const shown = before ?? blank;
  const base =
    shown && fields.length > 0 && !type.commutes
      ? valuesSeen({ topic: type.topic, id: entityId, expectedRev, fields, shown, read, blank })
      : null;
  seen.take(outcomes);
  return base ? { ...draft, base } : draft;
}

/**
 * The codes of this side of the wire, where the hub has its own. A judgement on what has moved on is sent all the same:
 * the hub refuses it and brings the record up to date for everybody, which it would otherwise never do (C5).
 */
function refused({ type }: Command, movedOn: string | undefined, run: () => readonly Outcome[]): readonly Outcome[] {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { code, detail } = error.problem;
    if (code === movedOn) return [];
    if (code !== 'bad-payload' && code !== 'invalid-record' && code !== 'refused') throw error;
    throw new ProblemError(
      { code: 'command-invalid', origin: 'sync', params: { type }, ...(detail !== undefined && { detail }) },
      error,
    );
  }
}

function known(name: string): ReturnType<typeof typeOf> {
  try {
    return typeOf({ type: name });
  } catch (error) {
    throw new ProblemError({ code: 'command-unknown', origin: 'sync', params: { type: name } }, error);
  }
}
