import { isTopic } from '../../../shared/domain/topics.ts';
import { commandAnswer, type CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import type { Applied } from '../feeds/applied.ts';
import type { OutboxRecord } from '../store/records.ts';
import type { Readers, Unit } from '../store/store.ts';
import { isOpen } from './outbox-entry.ts';
import type { PendingCommands } from './pending.ts';

type Accepted = Extract<CommandAnswer, { outcome: 'accepted' }>;

export interface SeenEffect {
  readonly commandId: string;
  /** What the hub must have answered, also when its answer was lost on the way. */
  readonly answer: CommandAnswer;
  /** No change named it; in a log that was put back another one may stand in its place (R19). */
  readonly isGuess: boolean;
}

/**
 * O4: which commands of this station have shown their effect: the last change that names them came back, or the store has
 * come as far as the hub promised (a snapshot has no changes to name them).
 */
export function findEffects(unit: Unit, applied: Applied, pending: PendingCommands): SeenEffect[] {
  const seen = new Map<string, Omit<SeenEffect, 'commandId'>>();
  for (const { commandId, seq, rev } of applied.effects) {
    // Not only pending ones: a command that expired unanswered may have been taken after all.
    const record = pending.get(commandId)?.record ?? unit.read.outbox.get(commandId);
    if (!record || record.state === 'effectSeen') continue;
    const promised = acceptedAnswer(record);
    // A command with several effects is seen with the last of them.
    if (promised && seq < promised.seq) continue;
    seen.set(commandId, { answer: promised ?? { outcome: 'accepted', commandId, seq, rev }, isGuess: false });
  }
  for (const { record, answer } of pending.all()) {
    if (answer?.outcome !== 'accepted' || seen.has(record.commandId)) continue;
    const isGone = applied.removed.some(({ topic, id }) => topic === record.topic && id === record.entityId);
    if (isGone || isShown(unit.read, record, answer)) seen.set(record.commandId, { answer, isGuess: true });
  }
  return [...seen].map(([commandId, one]) => ({ commandId, ...one }));
}

/**
 * O13: feeds with a conflict about a command that is called something else here: another station brought its copy to a hub that
 * had forgotten what it answered us.
 */
export function contradicted({ read }: Unit, { puts }: Pick<Applied, 'puts'>): Set<string> {
  const feeds = new Set<string>();
  for (const { topic, id } of puts) {
    const record = topic === 'conflict' ? read.outbox.get(id) : undefined;
    if (record && record.state !== 'conflict' && !isOpen({ record })) feeds.add(record.feed);
  }
  return feeds;
}

/** What is in the store has everything up to the promised place of the log, and the record's promised revision. */
export function isShown({ entities, feeds }: Readers, record: OutboxRecord, answer: Accepted): boolean {
  const { topic, entityId, feed } = record;
  if (!isTopic(topic) || (feeds.get(feed)?.seq ?? 0) < answer.seq) return false;
  return (entities.get(topic, entityId)?.rev ?? 0) >= answer.rev;
}

function acceptedAnswer({ answer }: OutboxRecord): Accepted | null {
  const parsed = answer === null ? null : commandAnswer.safeParse(JSON.parse(answer));
  return parsed?.success && parsed.data.outcome === 'accepted' ? parsed.data : null;
}
