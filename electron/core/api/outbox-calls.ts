import type { CommandDesk } from '../sync/command-desk.ts';
import type { Dispatcher } from '../sync/dispatcher.ts';
import type { ActingSeat } from '../sync/seat.ts';
import type { CallHandlers } from './call-handlers.ts';

type OutboxCalls = Pick<CallHandlers, 'retryCommand' | 'withdrawCommand' | 'resendCommand'>;

/** What an officer does about a command that has no good end yet. Like a command, it is an act: a locked seat does none. */
export function outboxCalls(desk: CommandDesk, dispatcher: Dispatcher, seat: ActingSeat): OutboxCalls {
  return {
    retryCommand({ commandId }) {
      void seat.actor;
      dispatcher.retry(commandId);
      return null;
    },
    withdrawCommand({ commandId }) {
      desk.withdraw(commandId);
      return null;
    },
    resendCommand: ({ commandId, payload, expectedRev }) => desk.resend(commandId, payload, expectedRev),
  };
}
