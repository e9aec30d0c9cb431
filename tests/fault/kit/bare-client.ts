import { io, type Socket } from 'socket.io-client';
import { busyFor } from '../../../electron/core/feeds/hub-refusal.ts';
import { busyDelay, retryDelay } from '../../../electron/core/feeds/retry.ts';
import type { Random } from '../../../shared/kit/random.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/feed/version.ts';
import type { Subscribed } from '../../../shared/protocol/feed/subscribe.ts';
import { TOKEN } from './hub.ts';

interface FrameHead {
  readonly prevSeq: number;
  readonly seq: number;
}

/**
 * A station without store and window: joins, acknowledges, keeps its cursor in memory, and comes back by the console's own
 * retry rule. Two hundred of them fit into one process.
 */
export class BareClient {
  epoch: string | null = null;
  seq = 0;
  /** Connections made, and connections lost after they had been made. */
  connects = 0;
  drops = 0;
  /** Frames that did not stand on the one before. */
  gaps = 0;
  readonly #socket: Socket;
  readonly #random: Random;
  #attempt = 0;
  #isJoined = false;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(url: string, name: string, random: Random, onConnect: () => void) {
    this.#random = random;
    const auth = { protocol: PROTOCOL_VERSION, stationId: name, token: TOKEN };
    this.#socket = io(url, {
      auth,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      autoConnect: false,
    });
    this.#socket.on('connect', () => {
      this.connects += 1;
      onConnect();
      this.#subscribe();
    });
    this.#socket.on('connect_error', (error) => this.#retry(busyFor(error)));
    this.#socket.on('disconnect', () => {
      this.drops += 1;
      this.#isJoined = false;
      this.#retry();
    });
    this.#socket.on('frame', (frame: FrameHead) => {
      if (frame.prevSeq !== this.seq) this.gaps += 1;
      this.seq = frame.seq;
      this.#socket.emit('ack', { seq: frame.seq });
    });
    this.#socket.on(
      'snapshot',
      (part: { part: number; parts: number; seq: number }, done: (answer: unknown) => void) => {
        if (part.part === part.parts) this.seq = part.seq;
        done({ part: part.part });
      },
    );
  }

  /** Joined under the present connection. */
  get isJoined(): boolean {
    return this.#socket.connected && this.#isJoined;
  }

  connect(): void {
    this.#socket.connect();
  }

  close(): void {
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#socket.close();
  }

  #subscribe(): void {
    const cursor = this.epoch === null ? null : { epoch: this.epoch, seq: this.seq };
    this.#socket.emit('subscribe', { cursor, topics: [] }, (answer: Subscribed) => {
      this.epoch = answer.epoch;
      this.#isJoined = true;
      this.#attempt = 0;
    });
  }

  /** @param retryAfter what a busy hub said, ms */
  #retry(retryAfter: number | null = null): void {
    if (this.#isClosed || this.#timer) return;
    const random = this.#random.next();
    const wait = retryAfter === null ? retryDelay(this.#attempt, random) : busyDelay(retryAfter, random);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#socket.connect();
    }, wait);
    if (retryAfter === null) this.#attempt += 1;
  }
}
