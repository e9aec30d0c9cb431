/** Counted since the hub started; said in the log line of each minute. */
export interface FeedStats {
  frames: number;
  changesSent: number;
  snapshots: number;
  fetches: number;
  commands: number;
  intakes: number;
  refusedConnections: number;
}

export function createStats(): FeedStats {
  return { frames: 0, changesSent: 0, snapshots: 0, fetches: 0, commands: 0, intakes: 0, refusedConnections: 0 };
}
