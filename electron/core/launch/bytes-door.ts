import { BYTES_PATH, type BytesAnswer, type HostToCore } from '../kernel/channel.ts';
import type { Clock, Timer } from '../kernel/ports.ts';
import { SAFE_HEADERS } from './content-policy.ts';

/** A window looks at some thirty tiles; this many waiting at once is more than all windows can use. */
const MOST_WAITING = 512;
/** The core has limits of its own, all shorter. */
const PATIENCE = 30_000;
const NOTHING = new Uint8Array();

export interface HttpBytes {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Asks the core for what a window fetches by path, on either host (H4). The host has let the request in already; the core
 * alone decides what a path means.
 */
export class BytesDoor {
  readonly #toCore: (message: HostToCore) => boolean;
  readonly #clock: Pick<Clock, 'after'>;
  readonly #waiting = new Map<number, { answer(answer: BytesAnswer): void; readonly limit: Timer }>();
  #last = 0;

  /** `toCore`: false when there is none to hear it. */
  constructor(toCore: (message: HostToCore) => boolean, clock: Pick<Clock, 'after'>) {
    this.#toCore = toCore;
    this.#clock = clock;
  }

  /** Null for a path that is not the core's. */
  async answer(path: string): Promise<HttpBytes | null> {
    if (!path.startsWith(BYTES_PATH)) return null;
    const { status, type, note, body } = await this.#ask(path);
    const headers = {
      ...SAFE_HEADERS,
      ...(type !== '' && { 'Content-Type': type }),
      ...(note !== '' && { 'X-Note': note }),
      // What is kept, and for how long, is the core's to say; a second cache would show what it gave up.
      'Cache-Control': 'no-store',
    };
    return { status, headers, body };
  }

  take(id: number, answer: BytesAnswer): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    this.#waiting.delete(id);
    waiting.limit.cancel();
    waiting.answer(answer);
  }

  /** The core's process ended. */
  loseAll(): void {
    for (const id of [...this.#waiting.keys()]) this.take(id, failure(503));
  }

  #ask(path: string): Promise<BytesAnswer> {
    const id = ++this.#last;
    if (this.#waiting.size >= MOST_WAITING) return Promise.resolve(failure(503));
    return new Promise((answer) => {
      const limit = this.#clock.after(PATIENCE, () => this.take(id, failure(504)));
      this.#waiting.set(id, { answer, limit });
      if (!this.#toCore({ type: 'ask', id, path })) this.take(id, failure(503));
    });
  }
}

function failure(status: number): BytesAnswer {
  return { status, type: '', note: 'core-away', body: NOTHING };
}
