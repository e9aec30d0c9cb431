import type { CommandRoomParts } from '../command-room-parts.ts';
import { AttachmentFolder } from './attachments.ts';
import { decisionCalls } from './decision-calls.ts';
import { readDuties } from './duties.ts';
import type { PlanEvidence } from './evidence.ts';
import { orderCalls } from './order-calls.ts';

/** Decisions and orders. @param plans the planner's runs, so that a choice is bound to what was computed. */
export function createDecisionRoom(parts: CommandRoomParts, plans?: PlanEvidence) {
  const { ports, start, stationId, store, outbox, desk, seat, feedRows, cityFeed, hubTime } = parts;
  const { clock, ids, log, paths } = ports;
  const duties = readDuties(start.resources, log);
  return {
    calls: {
      ...decisionCalls({
        clock,
        ids,
        desk,
        seat,
        read: store.read,
        pending: outbox.pending,
        attachments: new AttachmentFolder(paths.profile),
        duties,
        stationId,
        cityFeed,
        hubTime,
        asOf: (feed) => feedRows().find(({ id }) => id === feed)?.lastHeardAt ?? null,
        plans,
      }),
      ...orderCalls({ ids, desk, duties, cityFeed, hubTime }),
    },
  };
}
