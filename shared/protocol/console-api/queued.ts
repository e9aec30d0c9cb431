/** A command was written to the outbox, fsynced. */
export interface Queued {
  readonly commandId: string;
  readonly stationSeq: number;
}
