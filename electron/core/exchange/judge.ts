import * as z from 'zod';
import { missingAction, type AuthorityMatrix } from '../../../shared/protocol/authority.ts';
import { typeOf, worldOf } from '../../../shared/protocol/commands/carry-out.ts';
import { command, MAX_COMMAND_BYTES, type Command } from '../../../shared/protocol/feed/command.ts';
import type { Topic } from '../../../shared/domain/topics.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { findPoison } from '../../../shared/kit/untrusted.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { COMMAND_LIFETIME } from '../sync/draft.ts';
import type { Carried } from '../sync/outbox.ts';
import type { SignedCommand } from './bundle.ts';
import { refuse } from './refuse.ts';
import { isSignedBy } from './station-key.ts';

/** How far another console's clock may be ahead of ours (X7). */
export const CLOCK_TOLERANCE = 5 * 60_000;

const carried = z.strictObject({
  feed: z.string().min(1).max(64),
  after: z.string().min(8).max(64).nullable(),
  needs: z.string().min(8).max(64).nullable(),
  command,
});

export interface JudgeParts {
  readonly matrix: AuthorityMatrix;
  readonly feeds: readonly string[];
  readonly now: Instant;
  /** Throws when the key is not believed. */
  readonly trust: (station: string, key: string) => void;
  readonly find: (topic: Topic, id: string) => object | undefined;
  readonly numberTaken: (station: string, stationSeq: number, commandId: string) => boolean;
}

/**
 * X6, X8: a single command as it came, whoever brought it. Refused by itself, never with its package. Throws `ProblemError`:
 * `station-not-trusted`, `station-key-changed`, `command-signature`, `command-unreadable`, `command-too-large`,
 * `other-station`, `feed-unknown`, `command-unknown`, `command-invalid`, `command-from-future`, `not-authorised`,
 * `command-number-taken`.
 */
export function judgeCarried(signed: SignedCommand, parts: JudgeParts): Carried {
  const { station, key, text, signature } = signed;
  if (!isSignedBy(key, 'command', Buffer.from(text), signature)) throw refuse('command-signature', { station });
  parts.trust(station, key);
  const read = parseCarried(text);
  const { command: given, feed } = read;
  if (given.stationId !== station || given.actor.station !== station) throw refuse('other-station', { station });
  if (Buffer.byteLength(JSON.stringify(given)) > MAX_COMMAND_BYTES) {
    throw refuse('command-too-large', { limit: MAX_COMMAND_BYTES });
  }
  if (!parts.feeds.includes(feed)) throw refuse('feed-unknown', { feed });
  checkContent(given);
  checkTime(given, parts.now);
  const missing = missingAction(parts.matrix, worldOf(parts.find), given);
  if (missing !== null) throw refuse('not-authorised', { action: missing });
  if (parts.numberTaken(station, given.stationSeq, given.commandId)) {
    throw refuse('command-number-taken', { station, number: given.stationSeq });
  }
  return read;
}

function parseCarried(text: string): Carried {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refuse('command-unreadable', undefined, error);
  }
  const poison = findPoison(value);
  if (poison) throw refuse(poison);
  const parsed = carried.safeParse(value);
  // A station signs what it gave, not that another one carries it.
  if (!parsed.success || parsed.data.command.carried !== undefined) throw refuse('command-unreadable');
  return parsed.data as Carried;
}

function checkContent(given: Command): void {
  try {
    const { payload } = typeOf(given);
    if (!payload.safeParse(given.payload).success) throw refuse('command-invalid', { type: given.type });
  } catch (error) {
    if (error instanceof ProblemError && error.problem.origin === 'exchange') throw error;
    throw refuse('command-unknown', { type: given.type }, error);
  }
}

/** No console gives a command a longer life than ours would, nor one from a time that has not come. */
function checkTime({ issuedAt, expiresAt, type }: Command, now: Instant): void {
  if (issuedAt > now + CLOCK_TOLERANCE) throw refuse('command-from-future', { type });
  if (expiresAt - issuedAt > (typeOf({ type }).lifetime ?? COMMAND_LIFETIME)) throw refuse('command-invalid', { type });
}

/** For a report: which one it was, as far as it can be told. */
export function nameOf({ text }: SignedCommand): string {
  try {
    const value = JSON.parse(text) as { command?: { commandId?: unknown } } | null;
    const id = value?.command?.commandId;
    return typeof id === 'string' ? id.slice(0, 64) : '';
  } catch {
    return '';
  }
}
