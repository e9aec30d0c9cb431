import type { Store } from '../../store.ts';

/** What a test gave and what it must find again: id, number and text of a command. */
export interface Given {
  readonly commandId: string;
  readonly command: string;
}

/** Gives the store one command, as the outbox does. */
export function give(store: Store, commandId: string, filling = ''): Given {
  const command = JSON.stringify({ commandId, stationId: 'station-1', filling });
  store.transact(({ write }) => {
    write.outbox.add({
      commandId,
      stationSeq: write.outbox.nextStationSeq(),
      feed: 'fire',
      topic: 'incident',
      entityId: `I-${commandId}`,
      command,
      after: null,
      stateAt: 1_750_000_000_000 as never,
    });
  });
  return { commandId, command };
}

/** Ids of those that the store does not have word for word. */
export function missing(store: Store, given: readonly Given[]): string[] {
  return given
    .filter(({ commandId, command }) => store.read.outbox.get(commandId)?.command !== command)
    .map(({ commandId }) => commandId);
}
