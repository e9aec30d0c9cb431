import { createServer, type Server as HttpServer } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Server, type Socket } from 'socket.io';
import type { Random } from '../../../shared/kit/random.ts';
import { garbage, goodChange, oversizeChange, poisonChange } from './poison.ts';

const EPOCH = 'hostile-epoch';

/** Shares of the messages that are something else than a frame of the log. */
const NOISE = 0.3;

/**
 * A Socket.IO server that joins as a hub does and then sends a log whose changes are mostly poison, with garbage of every
 * kind between. What is good in it is known: `good` holds the seqs.
 */
export class HostileHub {
  readonly good = new Set<number>();
  /** When a good change went out last, by seq; performance.now(). */
  readonly sentAt = new Map<number, number>();
  /** Messages sent, sound and unsound. */
  messages = 0;
  unsound = 0;
  connects = 0;
  readonly #http: HttpServer;
  readonly #io: Server;
  readonly #random: Random;
  readonly #length: number;
  readonly #log = new Map<number, unknown>();
  /** Where in the log the transport itself is broken; each place once, because each costs the connection. */
  readonly #breaks: number[];

  private constructor(http: HttpServer, random: Random, length: number, brokenPackets: number) {
    this.#http = http;
    this.#random = random;
    this.#length = length;
    this.#breaks = Array.from({ length: brokenPackets }, (_, index) =>
      Math.round((length * (index + 1)) / (brokenPackets + 1)),
    );
    for (let seq = 1; seq <= length; seq += 1) this.#log.set(seq, this.#makeChange(seq));
    this.#io = new Server(http, { transports: ['websocket'], pingInterval: 5_000, pingTimeout: 3_000 });
    this.#io.of('/fault').on('connection', (socket) => this.#serve(socket));
  }

  /** @param length changes of the log. @param brokenPackets how often the transport itself is broken. */
  static async open(random: Random, length: number, brokenPackets: number): Promise<HostileHub> {
    const http = createServer();
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return new HostileHub(http, random, length, brokenPackets);
  }

  get url(): string {
    const address = this.#http.address();
    if (address === null || typeof address === 'string') throw new Error('the server is closed');
    return `http://127.0.0.1:${address.port}/fault`;
  }

  get head(): number {
    return this.#length;
  }

  async close(): Promise<void> {
    await this.#io.close();
  }

  #makeChange(seq: number): unknown {
    // The last one is good, so that being at the end can be seen on the screen.
    if (seq === this.#length || this.#random.next() < 0.2) {
      this.good.add(seq);
      return goodChange(seq);
    }
    if (seq % 400 === 0) return oversizeChange(seq);
    return poisonChange(this.#random, seq);
  }

  #serve(socket: Socket): void {
    this.connects += 1;
    let turn = 0;
    let acknowledged = 0;
    socket.on('subscribe', (asked: { cursor?: { epoch?: string; seq?: number } | null }, answer: (value: unknown) => void) => {
      turn += 1;
      const from = asked.cursor?.epoch === EPOCH ? (asked.cursor.seq ?? 0) : 0;
      acknowledged = from;
      answer({ feedId: 'fault', name: { zh: '敌意', en: 'Hostile' }, epoch: EPOCH, head: this.#length, mode: 'replay', maxAgeSeconds: 30 });
      const mine = turn;
      void this.#pump(socket, from, () => mine === turn && socket.connected, () => acknowledged);
    }); // prettier-ignore
    socket.on('ack', ({ seq }: { seq: number }) => (acknowledged = Math.max(acknowledged, seq)));
    socket.on('fetch', ({ from, to }: { from: number; to: number }, answer: (value: unknown) => void) => {
      const last = Math.min(to, from + 99);
      answer({ outcome: 'range', to: last, changes: this.#range(from, last) });
    });
    socket.on('clock', (...args: unknown[]) => {
      const answer = args.at(-1);
      if (typeof answer === 'function')
        (answer as (value: unknown) => void)(
          this.#random.next() < 0.5 ? { serverTime: Date.now() } : garbage(this.#random),
        );
    });
    socket.on('command', (_command: unknown, answer: (value: unknown) => void) => answer(garbage(this.#random)));
  }

  async #pump(socket: Socket, from: number, isWanted: () => boolean, acknowledged: () => number): Promise<void> {
    let sent = from;
    while (isWanted() && sent < this.#length) {
      // No more in flight than a sound hub would have.
      if (sent - acknowledged() > 600) {
        await sleep(5);
        continue;
      }
      if (this.#random.next() < NOISE) this.#noise(socket, sent);
      const to = Math.min(this.#length, sent + this.#random.int(1, 12));
      // Now and then a frame is left out: the gap must be fetched.
      if (this.#random.next() > 0.03 || to === this.#length) this.#emitFrame(socket, sent, to);
      sent = to;
      if (this.#random.next() < 0.2) await sleep(1);
    }
    while (isWanted()) {
      this.#emit(socket, false, 'heartbeat', { epoch: EPOCH, head: this.#length, serverTime: Date.now() });
      if (this.#random.next() < 0.5) this.#noise(socket, this.#length);
      await sleep(500);
    }
  }

  #emitFrame(socket: Socket, prevSeq: number, seq: number): void {
    this.#emit(socket, false, 'frame', { epoch: EPOCH, prevSeq, seq, changes: this.#range(prevSeq + 1, seq) });
  }

  #range(from: number, to: number): unknown[] {
    const changes: unknown[] = [];
    for (let seq = from; seq <= to; seq += 1) {
      changes.push(this.#log.get(seq));
      this.messages += 1;
      if (this.good.has(seq)) this.sentAt.set(seq, performance.now());
      else this.unsound += 1;
    }
    return changes;
  }

  /** A message that is none. */
  #noise(socket: Socket, seq: number): void {
    const random = this.#random;
    const [place] = this.#breaks;
    if (place !== undefined && seq >= place) {
      this.#breaks.shift();
      this.unsound += 1;
      // Not a packet of Socket.IO: the client's parser gives up on the connection.
      (socket.conn as unknown as { write(data: string): void }).write(
        random.pick(['9', '2/fault,[', '5-["frame"]', '2[{"a":1}']),
      );
      return;
    }
    const frame = { epoch: EPOCH, prevSeq: seq, seq: seq + 1, changes: [] as unknown };
    const noises: readonly (() => [string, ...unknown[]])[] = [
      () => ['frame', garbage(random)],
      () => ['frame'],
      () => ['frame', garbage(random), garbage(random)],
      // Never a list: an empty frame would be a sound way to say that this place of the log is not for us.
      () => ['frame', { ...frame, changes: random.pick([null, 'x', 5, {}, true]) }],
      () => ['frame', { ...frame, seq: random.pick([-1, 1.5, '7', null]) }],
      () => ['frame', { ...frame, prevSeq: random.pick([-1, 'x', null]) }],
      () => ['frame', { ...frame, changes: Array.from({ length: 5_001 }, () => 1) }],
      () => ['heartbeat', garbage(random)],
      () => ['heartbeat', { epoch: EPOCH, head: -1, serverTime: 0 }],
      () => ['snapshot', garbage(random)],
      () => ['snapshot', { epoch: EPOCH, seq: 1, part: 7, parts: 3, entities: [] }],
      () => ['snapshot', garbage(random), 'no function'],
      () => [
        random.pick(['', 'ack', 'command', 'subscribe', '__proto__', 'constructor', 'hasOwnProperty', 'nothing']),
        garbage(random),
      ],
    ];
    const [event, ...args] = random.pick(noises)();
    this.#emit(socket, true, event, ...args);
  }

  #emit(socket: Socket, isUnsound: boolean, event: string, ...args: unknown[]): void {
    if (event === 'heartbeat' || isUnsound) this.messages += 1;
    if (isUnsound) this.unsound += 1;
    socket.emit(event, ...args);
  }
}
