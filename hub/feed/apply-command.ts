import type { AuthorityMatrix } from '../../shared/protocol/authority.ts';
import { decide, type Standing } from '../../shared/protocol/commands/decide.ts';
import type { Effect } from '../../shared/protocol/commands/command-type.ts';
import { command, MAX_COMMAND_BYTES, type Command, type CommandAnswer } from '../../shared/protocol/feed/command.ts';
import type { ChangeHand } from '../../shared/protocol/feed/change.ts';
import { KEEP_ANSWERS, type Known } from '../../shared/protocol/feed/recall.ts';
import { findPoison } from '../../shared/kit/untrusted.ts';
import type { Instant } from '../../shared/kit/time.ts';
import type { Draft } from '../sources/source.ts';
import type { Feed } from './feed.ts';
import { firstIssue } from './issue.ts';

/** Who brings a command, and by which rules. */
export interface Bringer {
  /** The station whose token opened the connection. */
  readonly stationId: string;
  readonly now: Instant;
  readonly matrix: AuthorityMatrix;
  /** Whether a station may bring what another one was given (`carried`). */
  readonly allowsCarried: boolean;
}

/**
 * H20–H29: decides one command and writes effects and answer in one transaction. The same `commandId` again gets the first
 * answer, whoever brings it and whatever it carries now. Never throws for what a station sent; throws when the log cannot
 * be written, and then nothing was applied.
 */
export function applyCommand(feed: Feed, raw: unknown, bringer: Bringer): CommandAnswer {
  const commandId = idOf(raw);
  const reject = (code: string, detail?: string): CommandAnswer => rejected(commandId, code, detail);

  const poison = findPoison(raw);
  if (poison) return reject(poison);
  if (Buffer.byteLength(JSON.stringify(raw) ?? '') > MAX_COMMAND_BYTES) return reject('command-too-large');
  const parsed = command.safeParse(raw);
  if (!parsed.success) return reject('bad-command', firstIssue(parsed.error));
  const given = parsed.data;
  if (!mayBring(given, bringer)) return reject('other-station');

  const key = keyOf(given.commandId);
  const first = feed.log.answerTo(key) as CommandAnswer | undefined;
  if (first) return first;

  // Seq and rev of the effects follow from the state that nobody else writes, before they are written.
  const { now, matrix } = bringer;
  const { answer, effects } = decide(given, {
    now,
    matrix,
    head: feed.head,
    find: (topic, id) => find(feed, topic, id),
  });
  const isAccepted = answer.outcome === 'accepted';
  // A conflict that is only brought up to date is the hub's own word.
  const isOfficers = isAccepted || answer.outcome === 'conflict';
  feed.append({
    drafts: effects.map((effect) => draftOf(effect, given, isOfficers)),
    ...(isOfficers && { by: handOf(given, bringer) }),
    ...(isAccepted && { commandId: given.commandId }),
    answer: { key, value: answer, expires: Math.max(given.expiresAt, now) + KEEP_ANSWERS },
  });
  return answer;
}

/** H29: what was decided about those of the commands that this log knows (R19). */
export function recallCommands(feed: Feed, commandIds: readonly string[]): Known[] {
  return commandIds.flatMap((commandId): Known | [] => {
    const answer = feed.log.answerTo(keyOf(commandId)) as CommandAnswer | undefined;
    if (!answer) return [];
    return answer.outcome === 'accepted' ? answer : { outcome: answer.outcome, commandId };
  });
}

/** A station speaks for itself; for another only when it says so, and only with what that other's officer gave there. */
function mayBring({ stationId, actor, carried }: Command, bringer: Bringer): boolean {
  if (actor.station !== stationId) return false;
  return stationId === bringer.stationId || (carried === true && bringer.allowsCarried);
}

function find(feed: Feed, topic: string, id: string): Standing | undefined {
  const entity = feed.log.find(topic, id);
  if (!entity) return undefined;
  const { rev, kind, hands } = entity;
  const data = kind === 'record' ? (entity.data as Standing['data']) : null;
  return { rev, data, handOf: (field) => hands?.of(field) };
}

function handOf({ actor, stationId }: Command, bringer: Bringer): ChangeHand {
  const { officer, post, station } = actor;
  return { officer, post, station, ...(stationId !== bringer.stationId && { via: bringer.stationId }) };
}

function draftOf({ op, topic, id, data }: Effect, { issuedAt, stationId }: Command, isOfficers: boolean): Draft {
  const source = isOfficers ? `station:${stationId}`.slice(0, 80) : 'hub';
  return { op, topic, id, at: issuedAt, source, data };
}

function rejected(commandId: string, code: string, detail?: string): CommandAnswer {
  const short = { outcome: 'rejected', commandId, code } as const;
  return detail === undefined ? short : { ...short, detail: detail.slice(0, 1_000) };
}

function keyOf(commandId: string): string {
  return `command:${commandId}`;
}

/** The id for the answer, even of a command that is none. */
function idOf(raw: unknown): string {
  const id = typeof raw === 'object' && raw !== null ? (raw as { commandId?: unknown }).commandId : undefined;
  return typeof id === 'string' ? id.slice(0, 64) : '';
}
