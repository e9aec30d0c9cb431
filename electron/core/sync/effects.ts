import { commandAnswer, type CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import type { Applied } from '../feeds/applied.ts';
import type { OutboxRecord } from '../store/records.ts';
import type { Unit } from '../store/store.ts';
import type { PendingCommands } from './pending.ts';

export interface SeenEffect {
  readonly commandId: string;
  /** What the hub must have answered, also when its answer was lost on the way. */
  readonly answer: CommandAnswer;
}

/**
 * O4: which commands of this station have shown their effect: the change that names them came back, or a record has
 * reached the revision that the hub promised (a snapshot has no changes to name them).
 */
export function findEffects(unit: Unit, applied: Applied, pending: PendingCommands): SeenEffect[] {
  const seen = new Map<string, CommandAnswer>();
  for (const { commandId, seq, rev } of applied.effects) {
    // Not only pending ones: a command that expired unanswered may have been taken after all.
    const record = pending.get(commandId)?.record ?? unit.read.outbox.get(commandId);
    if (!record || record.state === 'effectSeen') continue;
    seen.set(commandId, acceptedAnswer(record) ?? { outcome: 'accepted', commandId, seq, rev });
  }
  for (const { record, answer } of pending.all()) {
    if (answer?.outcome !== 'accepted') continue;
    const touched = applied.puts.find(({ topic, id }) => topic === record.topic && id === record.entityId);
    const isGone = applied.removed.some(({ topic, id }) => topic === record.topic && id === record.entityId);
    if (isGone || (touched && touched.rev >= answer.rev)) seen.set(record.commandId, answer);
  }
  return [...seen].map(([commandId, answer]) => ({ commandId, answer }));
}

function acceptedAnswer({ answer }: OutboxRecord): CommandAnswer | null {
  const parsed = answer === null ? null : commandAnswer.safeParse(JSON.parse(answer));
  return parsed?.success && parsed.data.outcome === 'accepted' ? parsed.data : null;
}
