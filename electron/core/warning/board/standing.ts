import type { Handling } from '../../../../shared/domain/handling.ts';
import { instant, type Instant } from '../../../../shared/kit/time.ts';
import { isOutgrown, ladderRun } from '../../../../shared/protocol/commands/handling-commands.ts';
import type { WarningPhase } from '../../../../shared/protocol/console-api/warning-rows.ts';
import { gravity, isDrill, isNotice, timePhase } from './chain-rules.ts';
import type { Past } from './chains.ts';
import type { Message } from './message.ts';

/** What was done about a message. */
export interface Handled {
  readonly id: string;
  readonly handling: Handling;
  readonly rev: number;
  readonly isPending: boolean;
}

/** A current warning with all that decides what it asks of the duty room. */
export interface Standing extends Past {
  readonly head: Message;
  /** B4: the oldest message since which nothing graver came. What is done about any message since then is done about the warning. */
  readonly asking: Message;
  readonly handled: Handled | null;
  readonly asksAgain: boolean;
  /** N10: it has become graver in the same message since somebody took it. */
  readonly isOutgrown: boolean;
}

/**
 * B4: an update that is not graver takes over what was done about the message before; a graver one asks again. A message that
 * rose above and fell back asks again too: nobody has handled it at its worst.
 * @param before the newest first
 */
export function stand(
  head: Message,
  past: Past,
  before: readonly Message[],
  handledOf: (id: string) => Handled | undefined,
): Standing {
  let worst = weigh(head);
  let asking = head;
  let handled = handledOf(head.id) ?? null;
  let asksAgain = false;
  for (const earlier of before) {
    const weight = weigh(earlier);
    if (worst < weight) {
      asksAgain = isTaken(handled) ? false : wasTaken(before.slice(before.indexOf(earlier)), handledOf);
      break;
    }
    asking = earlier;
    worst = Math.min(worst, weight);
    handled ??= handledOf(earlier.id) ?? null;
  }
  const status = handled?.handling.status;
  const outgrown = status !== undefined && head.msgType !== 'Cancel' && isOutgrown(status, head.level);
  const again = asksAgain || outgrown || (status !== undefined && 'graver' in status && status.graver === true);
  return { ...past, head, asking, handled, asksAgain: again, isOutgrown: outgrown };
}

/** A cancel weighs nothing: that it is over nobody has to take. */
function weigh({ msgType, level }: Message): number {
  return msgType === 'Cancel' ? Number.POSITIVE_INFINITY : gravity(level);
}

function isTaken(handled: Handled | null | undefined): boolean {
  const state = handled?.handling.status.state;
  return state === 'acknowledged' || state === 'closed' || state === 'joined';
}

function wasTaken(messages: readonly Message[], handledOf: (id: string) => Handled | undefined): boolean {
  return messages.some(({ id }) => isTaken(handledOf(id)));
}

export function phaseOf({ head, handled }: Standing, now: Instant): WarningPhase {
  const phase = timePhase(head.summary, now);
  if (phase !== 'expired') return phase;
  return isDrill(head) || handled?.handling.status.state === 'closed' ? 'over' : 'unclear';
}

/** The snooze that still holds: until its time, or until the next message came. Never of a red one. */
export function snoozeOf({ head, handled }: Standing, now: Instant, firstEntered: FirstEntered): Handling['snoozed'] {
  const snoozed = handled?.handling.snoozed;
  if (!snoozed || head.level === 1) return undefined;
  if (snoozed.level !== undefined && gravity(head.level) < gravity(snoozed.level)) return undefined;
  const isOver = snoozed.until === 'update' ? firstEntered(head) > snoozed.at : snoozed.until <= now;
  return isOver ? undefined : snoozed;
}

/** When a message came, whatever was said of it since. */
export type FirstEntered = (message: Message) => Instant;

/** B6: what calls for somebody: meant, not over, nobody has it, not put off. */
export function isCalling(standing: Standing, now: Instant, firstEntered: FirstEntered): boolean {
  const { head, handled } = standing;
  if (isDrill(head) || isNotice(head)) return false;
  const phase = timePhase(head.summary, now);
  if (phase === 'cancelled' || phase === 'expired') return false;
  const { state } = handled?.handling.status ?? { state: 'new' };
  return (state === 'new' || state === 'seen' || standing.isOutgrown) && !snoozeOf(standing, now, firstEntered);
}

/** From when the ladder counts: the message that asks, the taking back, or the end of a snooze. */
export function ladderStart({ head, asking, handled }: Standing, firstEntered: FirstEntered): Instant {
  const times: number[] = [firstEntered(asking)];
  if (handled) {
    const { status, snoozed } = handled.handling;
    times.push(ladderRun(status));
    if (snoozed) times.push(snoozed.until === 'update' ? firstEntered(head) : snoozed.until);
  }
  return instant(Math.max(...times));
}

/** The record that a command about this warning amends. */
export function handlingId({ asking, handled }: Standing): string {
  return handled?.id ?? asking.id;
}
