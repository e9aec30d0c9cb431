import type { NewDrawing } from '../../../shared/protocol/commands/drawing-commands.ts';
import type { Ids } from '../kernel/ports.ts';
import type { Readers } from '../store/store.ts';
import type { CommandDesk, Order } from '../sync/command-desk.ts';
import type { CallHandlers } from './call-handlers.ts';
import { reportFeed } from './incident-calls.ts';

export interface DrawingCallParts {
  readonly ids: Ids;
  readonly desk: Pick<CommandDesk, 'give'>;
  readonly read: Readers;
  readonly feeds: () => readonly string[];
}

type DrawingCalls = Pick<CallHandlers, 'createDrawing' | 'changeDrawing' | 'removeDrawing' | 'restoreDrawing'>;

/** What an officer draws on the map. One command each; undo in a window is one of them too. */
export function drawingCalls(parts: DrawingCallParts): DrawingCalls {
  const { desk } = parts;
  return {
    createDrawing({ feed, drawing }) {
      const order = newDrawingOrder(parts, drawing, feed);
      return { ...desk.give(order), id: order.entityId };
    },
    changeDrawing: ({ id, expectedRev, set }) =>
      desk.give({ type: 'drawing.change', entityId: id, payload: set, expectedRev }),
    removeDrawing: ({ id, expectedRev }) =>
      desk.give({ type: 'drawing.remove', entityId: id, payload: {}, expectedRev }),
    restoreDrawing: ({ id, expectedRev }) =>
      desk.give({ type: 'drawing.restore', entityId: id, payload: {}, expectedRev }),
  };
}

/** A drawing is kept where its incident is: who has joined that feed has both. Throws as `reportFeed`. */
export function newDrawingOrder(
  { ids, read, feeds }: Pick<DrawingCallParts, 'ids' | 'read' | 'feeds'>,
  drawing: NewDrawing,
  feed?: string,
): Order {
  const own = drawing.incident === undefined ? undefined : read.entities.get('incident', drawing.incident)?.feed;
  return {
    type: 'drawing.create',
    entityId: ids.next(),
    payload: drawing,
    expectedRev: null,
    feed: reportFeed(feeds(), feed ?? own),
  };
}
