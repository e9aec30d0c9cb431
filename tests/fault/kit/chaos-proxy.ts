import { once } from 'node:events';
import { createServer, connect, type Server, type Socket } from 'node:net';
import type { Random } from '../../../shared/kit/random.ts';
import { FrameSplitter } from './ws-frames.ts';

/** How the line behaves; every share is a probability per WebSocket frame. */
export interface Weather {
  /** Nothing passes and nothing is told: both ends keep a dead line. New connections are taken and get nowhere. */
  readonly partition?: boolean;
  /** ms per frame, each way, in order. */
  readonly delay?: readonly [from: number, to: number];
  readonly drop?: number;
  readonly duplicate?: number;
  /** A frame is held back and sent after the next one. */
  readonly reorder?: number;
  /** Half a frame is sent, then the connection is cut. */
  readonly truncate?: number;
  /** Each way. */
  readonly bytesPerSecond?: number;
}

export const FAIR: Weather = {};

/** What was done to frames, for the report: a storm that touched nothing proves nothing. */
export type Damage = Record<'passed' | 'dropped' | 'duplicated' | 'reordered' | 'truncated' | 'held', number>;

/**
 * A TCP proxy between console and hub that breaks WebSocket frames whole, by a seeded source of chance. The upgrade itself
 * passes untouched: what a broken upgrade does is a refused connection, which `partition` and `cut` make too.
 */
export class ChaosProxy {
  readonly damage: Damage = { passed: 0, dropped: 0, duplicated: 0, reordered: 0, truncated: 0, held: 0 };
  readonly #server: Server;
  readonly #target: number;
  readonly #random: Random;
  readonly #lines = new Set<Line>();
  #weather: Weather = FAIR;

  private constructor(server: Server, target: number, random: Random) {
    this.#server = server;
    this.#target = target;
    this.#random = random;
    server.on('connection', (socket) => this.#accept(socket));
  }

  /** @param target the hub's port on this machine. */
  static async open(target: number, random: Random): Promise<ChaosProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ChaosProxy(server, target, random);
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the proxy is closed');
    return address.port;
  }

  url(feed: string): string {
    return `http://127.0.0.1:${this.port}/${feed}`;
  }

  set weather(weather: Weather) {
    this.#weather = weather;
    if (!weather.partition) for (const line of this.#lines) line.resume();
  }

  get weather(): Weather {
    return this.#weather;
  }

  /** Cuts every connection now, with a reset. */
  cut(): void {
    for (const line of this.#lines) line.end();
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    const line = new Line(client, connect(this.#target, '127.0.0.1'), this.#random, this.damage, () => this.#weather);
    this.#lines.add(line);
    line.onEnd = () => this.#lines.delete(line);
  }
}

/** One connection: two directions that break independently and end together. */
class Line {
  onEnd: () => void = () => undefined;
  readonly #sockets: readonly Socket[];
  readonly #directions: readonly Direction[];

  constructor(client: Socket, hub: Socket, random: Random, damage: Damage, weather: () => Weather) {
    this.#sockets = [client, hub];
    const end = (): void => this.end();
    this.#directions = [
      new Direction(client, hub, random, damage, weather, end),
      new Direction(hub, client, random, damage, weather, end),
    ];
    for (const socket of this.#sockets) {
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', end);
    }
  }

  resume(): void {
    for (const direction of this.#directions) direction.pump();
  }

  end(): void {
    for (const direction of this.#directions) direction.ended = true;
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.onEnd();
  }
}

class Direction {
  ended = false;
  readonly #to: Socket;
  readonly #splitter = new FrameSplitter();
  readonly #random: Random;
  readonly #damage: Damage;
  readonly #weather: () => Weather;
  readonly #cut: () => void;
  readonly #queue: { readonly bytes: Buffer; readonly frame: boolean }[] = [];
  #held: Buffer | null = null;
  #busy = false;

  constructor(from: Socket, to: Socket, random: Random, damage: Damage, weather: () => Weather, cut: () => void) {
    this.#to = to;
    this.#random = random;
    this.#damage = damage;
    this.#weather = weather;
    this.#cut = cut;
    from.on('data', (bytes: Buffer) => {
      this.#queue.push(...this.#splitter.push(bytes));
      if (this.#weather().partition) this.#damage.held += 1;
      this.pump();
    });
  }

  /** Sends what is waiting, one piece after the other, unless the line is parted. */
  pump(): void {
    if (this.#busy || this.ended || this.#weather().partition) return;
    const next = this.#queue.shift();
    if (!next) return;
    this.#busy = true;
    const wait = this.#waitFor(next.bytes.length);
    const go = (): void => {
      this.#busy = false;
      if (this.ended) return;
      // The weather may have changed while it waited.
      if (this.#weather().partition) {
        this.#queue.unshift(next);
        return;
      }
      if (next.frame) this.#sendFrame(next.bytes);
      else this.#to.write(next.bytes);
      this.pump();
    };
    if (wait > 0) setTimeout(go, wait);
    else go();
  }

  #waitFor(length: number): number {
    const { delay, bytesPerSecond } = this.#weather();
    const lag = delay ? delay[0] + this.#random.next() * (delay[1] - delay[0]) : 0;
    return lag + (bytesPerSecond ? (length / bytesPerSecond) * 1_000 : 0);
  }

  #sendFrame(frame: Buffer): void {
    const { drop = 0, duplicate = 0, reorder = 0, truncate = 0 } = this.#weather();
    const dice = this.#random.next();
    if (dice < truncate) {
      this.#damage.truncated += 1;
      this.#to.write(frame.subarray(0, Math.ceil(frame.length / 2)), () => this.#cut());
      return;
    }
    if (dice < truncate + drop) {
      this.#damage.dropped += 1;
      return;
    }
    if (dice < truncate + drop + reorder && this.#held === null) {
      this.#damage.reordered += 1;
      this.#held = frame;
      return;
    }
    this.#damage.passed += 1;
    this.#to.write(frame);
    if (dice > 1 - duplicate) {
      this.#damage.duplicated += 1;
      this.#to.write(frame);
    }
    if (this.#held) {
      this.#to.write(this.#held);
      this.#held = null;
    }
  }
}
