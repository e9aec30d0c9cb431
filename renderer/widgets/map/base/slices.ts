/** No slice of work takes longer, ms: what the officer does comes in between. */
const SLICE = 10;

/** Work that can be put down: each `yield` is a place where it may wait. */
export type SlicedWork = Generator<undefined, void>;

/** Does pieces of work one after the other, a slice at a time, each in a task of its own (rule BM4). */
export class Slices {
  readonly #waiting: SlicedWork[] = [];
  readonly #channel = new MessageChannel();
  readonly #now: () => number;
  #isRunning = false;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#channel.port1.onmessage = () => this.#slice();
  }

  add(work: SlicedWork): void {
    this.#waiting.push(work);
    if (!this.#isRunning) this.#next();
  }

  /** Gives up what has not been done. */
  stop(): void {
    this.#waiting.length = 0;
    this.#channel.port1.close();
  }

  #next(): void {
    this.#isRunning = true;
    // Unlike a timer, a message is not held back to 4 ms, and input goes before it.
    this.#channel.port2.postMessage(null);
  }

  #slice(): void {
    const until = this.#now() + SLICE;
    for (;;) {
      const work = this.#waiting[0];
      if (!work) break;
      if (work.next().done) this.#waiting.shift();
      if (this.#now() >= until) break;
    }
    if (this.#waiting.length > 0) this.#next();
    else this.#isRunning = false;
  }
}
