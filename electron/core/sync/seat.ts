import type { Actor } from '../../../shared/protocol/feed/command.ts';

/** What commands need of the seat (the people room has it). */
export interface ActingSeat {
  /**
   * O8: who answers for a command that is given now; asked once for each call of a window.
   * Throws `ProblemError` `seat-signed-out` or `seat-locked`: then nothing is given.
   */
  readonly actor: Actor;
}
