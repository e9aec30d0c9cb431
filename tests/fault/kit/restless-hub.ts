import { createServer, type Server as HttpServer } from 'node:http';
import { once } from 'node:events';
import { Server, type Socket } from 'socket.io';
import { goodChange } from './poison.ts';

/** Where the hub says another epoch than a moment ago. */
export const RESTLESS_WAYS = ['replay', 'snapshot', 'snapshot part', 'frame', 'heartbeat'] as const;
export type RestlessWay = (typeof RESTLESS_WAYS)[number];

interface Cursor {
  readonly epoch: string;
  readonly seq: number;
}

const HEARTBEAT = 500;
const PATIENCE = 200;
/** Changes of its log, the same in every epoch. */
export const LENGTH = 20;

/**
 * A Socket.IO server that joins as a hub does and never stays with one epoch: in its answers, in a snapshot's parts, in its
 * frames or in its heartbeats, as `way` says; null is a sound hub that has come to rest.
 */
export class RestlessHub {
  way: RestlessWay | null = null;
  /** Subscriptions asked for since this was set to 0. */
  asked = 0;
  connects = 0;
  readonly #http: HttpServer;
  readonly #io: Server;
  #epoch = 0;

  private constructor(http: HttpServer) {
    this.#http = http;
    this.#io = new Server(http, { transports: ['websocket'], pingInterval: 5_000, pingTimeout: 3_000 });
    this.#io.of('/restless').on('connection', (socket) => this.#serve(socket));
  }

  static async open(): Promise<RestlessHub> {
    const http = createServer();
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return new RestlessHub(http);
  }

  get url(): string {
    const address = this.#http.address();
    if (address === null || typeof address === 'string') throw new Error('the server is closed');
    return `http://127.0.0.1:${address.port}/restless`;
  }

  /** Names another epoch once, to everybody who follows: they join anew, and meet `way`. */
  stir(): void {
    this.#io.of('/restless').emit('heartbeat', { epoch: 'stirred', head: LENGTH, serverTime: Date.now() });
  }

  async close(): Promise<void> {
    await this.#io.close();
  }

  #serve(socket: Socket): void {
    this.connects += 1;
    let said = this.#name(false);
    socket.on('subscribe', (asked: { cursor: Cursor | null }, answer: (value: unknown) => void) => {
      this.asked += 1;
      const { way } = this;
      said = this.#name(way === 'replay' || way === 'snapshot');
      const isKnown = asked.cursor?.epoch === said;
      // A replay of another epoch than was asked for is against the contract; a sound hub never gives it.
      const mode = way === 'replay' || (isKnown && way !== 'snapshot part') ? 'replay' : 'snapshot';
      // Whoever stays asks only once.
      if (way === 'replay' || way === 'snapshot') setTimeout(() => socket.disconnect(true), PATIENCE);
      const seq = isKnown ? (asked.cursor?.seq ?? 0) : 0;
      answer({ feedId: 'restless', name: { zh: '换代', en: 'Restless' }, epoch: said, head: LENGTH, mode, maxAgeSeconds: 30 });
      if (mode === 'replay') this.#frame(socket, said, seq);
      else {
        const entities = Array.from({ length: LENGTH }, (_, index) => recordOf(index + 1));
        const part = { epoch: this.#name(way === 'snapshot part', said), seq: LENGTH, part: 1, parts: 1, entities };
        socket.emit('snapshot', part, () => this.#frame(socket, said, LENGTH));
      }
    }); // prettier-ignore
    socket.on('fetch', (range: { from: number; to: number }, answer: (value: unknown) => void) => {
      const to = Math.min(range.to, LENGTH);
      answer({ outcome: 'range', to, changes: changesOf(range.from, to) });
    });
    socket.on('clock', (...args: unknown[]) => {
      const answer = args.at(-1);
      if (typeof answer === 'function') (answer as (value: unknown) => void)({ serverTime: Date.now() });
    });
    const beat = setInterval(() => {
      const epoch = this.#name(this.way === 'heartbeat', said);
      socket.emit('heartbeat', { epoch, head: LENGTH, serverTime: Date.now() });
    }, HEARTBEAT);
    socket.on('disconnect', () => clearInterval(beat));
  }

  /** What is after `seq`; nothing is a frame too. In the joined epoch or in the next. */
  #frame(socket: Socket, said: string, seq: number): void {
    const epoch = this.#name(this.way === 'frame', said);
    socket.emit('frame', { epoch, prevSeq: seq, seq: LENGTH, changes: changesOf(seq + 1, LENGTH) });
  }

  #name(isNew: boolean, present = `epoch-${this.#epoch}`): string {
    if (!isNew) return present;
    this.#epoch += 1;
    return `epoch-${this.#epoch}`;
  }
}

function changesOf(from: number, to: number): unknown[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => goodChange(from + index));
}

function recordOf(seq: number): unknown {
  const { topic, id, rev, at, entered, source, data } = goodChange(seq);
  return { topic, id, rev, at, entered, source, data };
}
