import type * as z from 'zod';
import { isTopic, topics, type Topic } from '../../shared/domain/topics.ts';
import { ProblemError } from '../../shared/kit/problem.ts';
import { findPoison } from '../../shared/kit/untrusted.ts';
import { DAY, type Instant } from '../../shared/kit/time.ts';
import { commandTypes, isCommandType, type CommandType } from '../../shared/protocol/commands.ts';
import { command, MAX_COMMAND_BYTES, type Command, type CommandAnswer } from '../../shared/protocol/feed/command.ts';
import type { Draft } from '../sources/source.ts';
import { merge } from '../../shared/protocol/merge.ts';
import type { Feed } from './feed.ts';
import { firstIssue } from './issue.ts';

/** How long after its expiry a command's answer is kept; a later repeat is `expired` anyway. */
const KEEP_ANSWERS = 7 * DAY;

type Verdict = { readonly answer: CommandAnswer; readonly draft?: Draft };

/**
 * Decides one command and writes effect and answer in one transaction. The same `commandId` again gets the first
 * answer, whatever it carries now. Never throws for what a station sent; throws when the log cannot be written, and
 * then nothing was applied.
 */
export function applyCommand(feed: Feed, raw: unknown, stationId: string, now: Instant): CommandAnswer {
  const commandId = idOf(raw);
  const reject = (code: string, detail?: string): CommandAnswer => rejected(commandId, code, detail);

  const poison = findPoison(raw);
  if (poison) return reject(poison);
  if (Buffer.byteLength(JSON.stringify(raw) ?? '') > MAX_COMMAND_BYTES) return reject('command-too-large');
  const parsed = command.safeParse(raw);
  if (!parsed.success) return reject('bad-command', firstIssue(parsed.error));
  const given = parsed.data;
  if (given.stationId !== stationId) return reject('other-station');

  const key = `command:${given.commandId}`;
  const first = feed.log.answerTo(key) as CommandAnswer | undefined;
  if (first) return first;

  // The seq and rev of the effect are known only inside the append; both follow from the state that nobody else writes.
  const verdict = decide(feed, given, now);
  feed.append({
    drafts: verdict.draft ? [verdict.draft] : [],
    commandId: given.commandId,
    answer: { key, value: verdict.answer, expires: Math.max(given.expiresAt, now) + KEEP_ANSWERS },
  });
  return verdict.answer;
}

function decide(feed: Feed, given: Command, now: Instant): Verdict {
  const refuse = (code: string, detail?: string): Verdict => ({ answer: rejected(given.commandId, code, detail) });

  if (!isCommandType(given.type)) return refuse('unknown-command');
  // The table's types differ per row; what a row applies is checked against its topic's schema below.
  const type = commandTypes[given.type] as unknown as CommandType<Topic, z.ZodType>;
  if (given.topic !== type.topic || !isTopic(given.topic)) return refuse('wrong-topic');
  if (given.expiresAt < now) return { answer: { outcome: 'expired', commandId: given.commandId } };
  const payload = type.payload.safeParse(given.payload);
  if (!payload.success) return refuse('bad-payload', firstIssue(payload.error));

  const entity = feed.log.find(given.topic, given.entityId);
  const current = entity?.kind === 'record' ? entity.data : null;
  if (type.creates && given.expectedRev !== null) return refuse('expected-rev-on-create');
  if (!type.creates && given.expectedRev === null) return refuse('expected-rev-missing');
  if (!type.creates && !entity) return refuse('unknown-entity');
  const rev = entity?.rev ?? 0;
  const asSeen = type.creates ? current === null : rev === given.expectedRev && current !== null;
  if (!asSeen) return { answer: { outcome: 'conflict', commandId: given.commandId, rev, current } };

  let fields: object;
  try {
    fields = type.apply((current ?? undefined) as never, payload.data, given);
  } catch (error) {
    if (error instanceof ProblemError) return refuse(error.problem.code, error.problem.detail);
    return refuse('refused', error instanceof Error ? error.message : String(error));
  }
  const record = topics[given.topic].safeParse(type.creates ? fields : merge(given.topic, current, fields));
  if (!record.success) return refuse('invalid-record', firstIssue(record.error));

  return {
    answer: { outcome: 'accepted', commandId: given.commandId, seq: feed.head + 1, rev: rev + 1 },
    draft: {
      op: type.creates ? 'put' : 'patch',
      topic: given.topic,
      id: given.entityId,
      at: given.issuedAt,
      source: `station:${given.stationId}`.slice(0, 80),
      data: type.creates ? record.data : fields,
    },
  };
}

function rejected(commandId: string, code: string, detail?: string): CommandAnswer {
  const short = { outcome: 'rejected', commandId, code: code.slice(0, 60) } as const;
  return detail === undefined ? short : { ...short, detail: detail.slice(0, 1_000) };
}

/** The id for the answer, even of a command that is none. */
function idOf(raw: unknown): string {
  const id = typeof raw === 'object' && raw !== null ? (raw as { commandId?: unknown }).commandId : undefined;
  return typeof id === 'string' ? id.slice(0, 64) : '';
}
