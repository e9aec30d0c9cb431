/** Frames that may be on their way to one station, not yet acknowledged. */
export const WINDOW = 32;

/**
 * H51: bytes that may be on their way, as much as the line was seen to carry within a second, so that what is urgent never
 * stands behind more than that. After the delay-based windows of TCP Vegas and LEDBAT (RFC 6817), simplified: only delay above
 * the shortest seen counts, so that a long line is not taken for a narrow one.
 */
const FIRST_BYTES = 16 * 1024;
const LEAST_BYTES = 2 * 1024;
const MOST_BYTES = 8 * 1024 * 1024;
/** An acknowledgement that takes so much longer than the quickest cuts the bytes; one within `QUICK` lets them double. ms */
const SLOW = 1_000;
const QUICK = 250;
/** A satellite and its ground station; what takes longer than this is a narrow line, not a long one. ms */
const LONGEST_LINE = 700;

/** The acknowledgement window of one station: which frames are in flight, by their last seq. */
export interface AckWindow {
  readonly open: boolean;
  readonly inFlight: number;
  /** Bytes that the next frame should not exceed. */
  readonly room: number;
  /** @param more whether there was more to send than the frame could hold */
  sent(seq: number, bytes: number, more: boolean): void;
  /** Everything up to `seq` has arrived. False when that was never sent. */
  acknowledged(seq: number): boolean;
}

interface InFlight {
  readonly seq: number;
  readonly bytes: number;
  readonly at: number;
}

/** @param now monotonic milliseconds */
export function createAckWindow(size = WINDOW, now: () => number = () => performance.now()): AckWindow {
  let frames: InFlight[] = [];
  let newest = 0;
  let bytes = 0;
  let limit = FIRST_BYTES;
  /** The bytes were what kept a frame back since the limit was last set. */
  let wasShort = false;
  /** Frames sent before it say nothing about the present limit. */
  let setAt = -Infinity;
  let quickest = LONGEST_LINE;

  function set(to: number): void {
    limit = Math.min(MOST_BYTES, Math.max(LEAST_BYTES, to));
    wasShort = false;
    setAt = now();
  }

  /** Additive in neither direction: a line changes by factors (a mast lost, a link restored), and so does the limit. */
  function learn({ at }: InFlight): void {
    const taken = now() - at;
    quickest = Math.min(quickest, taken);
    if (at < setAt) return;
    const delay = taken - quickest;
    // What took ten times too long was ten times too much.
    if (delay > SLOW) set((limit * SLOW) / 2 / delay);
    else if (delay < QUICK && wasShort) set(limit * 2);
  }

  return {
    get open() {
      const [oldest] = frames;
      if (!oldest) return true;
      if (frames.length >= size) return false;
      // Late already: what the line was good for is not known until it comes.
      const isLate = now() - oldest.at > QUICK + quickest;
      if (bytes < (isLate ? LEAST_BYTES : limit)) return true;
      wasShort ||= !isLate;
      return false;
    },
    get inFlight() {
      return frames.length;
    },
    get room() {
      return Math.max(LEAST_BYTES, limit - bytes);
    },
    sent(seq, size, more) {
      frames.push({ seq, bytes: size, at: now() });
      bytes += size;
      newest = seq;
      wasShort ||= more || bytes >= limit;
    },
    acknowledged(seq) {
      if (seq > newest) return false;
      const arrived = frames.filter((frame) => frame.seq <= seq);
      frames = frames.filter((frame) => frame.seq > seq);
      bytes = frames.reduce((sum, frame) => sum + frame.bytes, 0);
      const last = arrived.at(-1);
      if (last) learn(last);
      return true;
    },
  };
}
