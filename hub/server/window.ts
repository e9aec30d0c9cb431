/** Frames that may be on their way to one station, not yet acknowledged. */
export const WINDOW = 32;

/** The acknowledgement window of one station: which frames are in flight, by their last seq. */
export interface AckWindow {
  readonly open: boolean;
  readonly inFlight: number;
  sent(seq: number): void;
  /** Everything up to `seq` has arrived. False when that was never sent. */
  acknowledged(seq: number): boolean;
}

export function createAckWindow(size = WINDOW): AckWindow {
  let frames: number[] = [];
  let newest = 0;
  return {
    get open() {
      return frames.length < size;
    },
    get inFlight() {
      return frames.length;
    },
    sent(seq) {
      frames.push(seq);
      newest = seq;
    },
    acknowledged(seq) {
      if (seq > newest) return false;
      frames = frames.filter((frame) => frame > seq);
      return true;
    },
  };
}
