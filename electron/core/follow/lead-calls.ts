import type { CallHandlers } from '../api/call-handlers.ts';
import type { Seat } from '../people/seat.ts';
import type { LeadBoard } from './lead-board.ts';

/** L1: taking the lead is done by somebody who is signed in; showing where he looks is no act that keeps a seat open. */
export function leadCalls(
  board: LeadBoard,
  seat: Pick<Seat, 'actor' | 'present'>,
): Pick<CallHandlers, 'takeLead' | 'showLead' | 'endLead'> {
  return {
    takeLead({ window, view, over }) {
      const { officer, post } = seat.actor;
      const name = seat.present?.officer.name;
      board.take(window, { officer, post, ...(name && { name }) }, view, over);
      return null;
    },
    showLead({ window, view }) {
      board.show(window, view);
      return null;
    },
    endLead({ window }) {
      board.end(window);
      return null;
    },
  };
}
