import type { Clock, Timer } from '../kernel/ports.ts';

/** Rows of a later part: some milliseconds of the core's time. */
const PART_ROWS = 1_000;
/**
 * Characters per second for all first results together. A window reads, parses and draws about this much while it stays
 * usable; more would pile up in the host, which cuts off a window that is 8 MB behind.
 */
const PACE = 24_000_000;
const LOOK_AGAIN = 20;

/** Sends a part: how many characters it was, `waiting` when the window must take some first, or `done`. */
type SendPart = () => number | 'waiting' | 'done';

interface Stream {
  readonly send: SendPart;
  isOver: boolean;
}

/**
 * Q1: sends the rest of first results, a part per turn of the event loop, one query after the other, at a steady pace: a
 * hundred thousand rows keep neither the core from its feeds nor a window from its officer.
 */
export class Streamer {
  readonly partRows = PART_ROWS;
  readonly #clock: Clock;
  readonly #streams: Stream[] = [];
  #timer: Timer | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Returns the function that drops the stream. */
  add(send: SendPart): () => void {
    const stream: Stream = { send, isOver: false };
    this.#streams.push(stream);
    if (!this.#timer) this.#schedule(0);
    return () => {
      stream.isOver = true;
    };
  }

  #turn(): void {
    this.#timer = null;
    const stream = this.#streams.shift();
    if (!stream) return;
    const sent = stream.isOver ? 'done' : stream.send();
    if (sent !== 'done') this.#streams.push(stream);
    if (this.#streams.length > 0) this.#schedule(pauseAfter(sent));
  }

  #schedule(milliseconds: number): void {
    this.#timer = this.#clock.after(milliseconds, () => this.#turn());
  }
}

function pauseAfter(sent: ReturnType<SendPart>): number {
  if (sent === 'done') return 0;
  return sent === 'waiting' ? LOOK_AGAIN : (sent / PACE) * 1_000;
}
