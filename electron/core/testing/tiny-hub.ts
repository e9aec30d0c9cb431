import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import type { Change } from '../../../shared/protocol/feed/change.ts';
import type { Command, CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import type { FetchRange } from '../../../shared/protocol/feed/fetch.ts';
import { systemClock } from '../kernel/system-ports.ts';
import { PING_INTERVAL, PING_TIMEOUT } from '../../../shared/protocol/feed/heartbeat.ts';
import type { Subscribe } from '../../../shared/protocol/feed/subscribe.ts';

/** Sent by the test as it is, so that it may be anything. */
type Raw = object;
type Answer = (value: unknown) => void;

const PART_ENTITIES = 1_000;
const FRAME_CHANGES = 500;

/** One feed of the tiny hub: a log in memory, as simple as the protocol allows, and ways to misbehave. */
export class TinyFeed {
  readonly id: string;
  epoch = 'epoch-1';
  token = 'token';
  /** Frames are lost on the way while this is set. */
  losesFrames = false;
  /** No answer to commands, though they are carried out. */
  losesAnswers = false;
  readonly log: Change[] = [];
  readonly entities = new Map<string, { rev: number; topic: string; data: Record<string, unknown> }>();
  readonly commands: Command[] = [];
  readonly acks: number[] = [];
  subscriptions: (Subscribe & { mode: string })[] = [];
  /** Decides a command; the answer to a repeat is the first one. */
  decide: (command: Command) => CommandAnswer = (command) => this.accept(command, {});
  readonly #answers = new Map<string, CommandAnswer>();
  readonly #sockets = new Set<Socket>();

  constructor(id: string) {
    this.id = id;
  }

  /** A console follows: what is appended now reaches it as a frame. */
  get isFollowed(): boolean {
    return this.#sockets.size > 0;
  }

  get head(): number {
    return this.log.length;
  }

  /** Appends changes as one frame. `seq`, `rev` and times are filled in. */
  append(...changes: (Partial<Change> & Pick<Change, 'id'>)[]): void {
    const from = this.head;
    for (const part of changes) this.#append(part);
    const frame = { epoch: this.epoch, prevSeq: from, seq: this.head, changes: this.log.slice(from) };
    if (!this.losesFrames) this.emit('frame', frame);
  }

  emit(name: string, message: Raw): void {
    for (const socket of this.#sockets) socket.emit(name, message);
  }

  heartbeat(): void {
    this.emit('heartbeat', { epoch: this.epoch, head: this.head, serverTime: systemClock.now() });
  }

  cut(): void {
    for (const socket of this.#sockets) socket.conn.close();
  }

  /** The log becomes another one, with the same entities at revision 1. */
  rewrite(epoch: string): void {
    this.epoch = epoch;
    this.log.length = 0;
    const entities = [...this.entities];
    this.entities.clear();
    for (const [id, { topic, data }] of entities) this.#append({ id, topic, data });
  }

  accept(command: Command, data: Record<string, unknown>): CommandAnswer {
    const { commandId, topic, entityId } = command;
    const op = this.entities.has(entityId) ? 'patch' : 'put';
    this.append({ id: entityId, topic, op, data, commandId });
    return { outcome: 'accepted', commandId, seq: this.head, rev: this.entities.get(entityId)?.rev ?? 0 };
  }

  serve(socket: Socket): void {
    socket.on('subscribe', (asked: Subscribe, answer: Answer) => this.#subscribe(socket, asked, answer));
    socket.on('fetch', ({ from, to }: FetchRange, answer: Answer) =>
      answer({
        outcome: 'range',
        to: Math.min(to, this.head, from - 1 + FRAME_CHANGES),
        changes: this.log.slice(from - 1, Math.min(to, from - 1 + FRAME_CHANGES)),
      }),
    );
    socket.on('ack', ({ seq }: { seq: number }) => void this.acks.push(seq));
    socket.on('clock', (answer: Answer) => answer({ serverTime: systemClock.now() }));
    socket.on('command', (command: Command, answer: Answer) => {
      this.commands.push(command);
      const first = this.#answers.get(command.commandId) ?? this.decide(command);
      this.#answers.set(command.commandId, first);
      if (!this.losesAnswers) answer(first);
    });
    socket.on('disconnect', () => this.#sockets.delete(socket));
  }

  #subscribe(socket: Socket, asked: Subscribe, answer: Answer): void {
    const { cursor } = asked;
    const isKept = cursor?.epoch === this.epoch && cursor.seq <= this.head;
    const mode = isKept ? 'replay' : 'snapshot';
    this.subscriptions.push({ ...asked, mode });
    const name = { zh: this.id, en: this.id };
    answer({ feedId: this.id, name, epoch: this.epoch, head: this.head, mode, maxAgeSeconds: 10 });
    if (!isKept) return void this.#snapshot(socket);
    this.#follow(socket, cursor.seq);
  }

  /** What it missed in frames of a decent size, then everything that is appended. */
  #follow(socket: Socket, cursor: number): void {
    this.#sockets.add(socket);
    for (let prevSeq = cursor; prevSeq < this.head; prevSeq += FRAME_CHANGES) {
      const changes = this.log.slice(prevSeq, prevSeq + FRAME_CHANGES);
      socket.emit('frame', { epoch: this.epoch, prevSeq, seq: prevSeq + changes.length, changes });
    }
  }

  async #snapshot(socket: Socket): Promise<void> {
    const { epoch, head: seq } = this;
    const at = systemClock.now();
    const entities = [...this.entities].map(([id, { rev, topic, data }]) => ({
      topic, id, rev, at, entered: at, source: 'tiny', data: structuredClone(data),
    })); // prettier-ignore
    const parts = Math.max(1, Math.ceil(entities.length / PART_ENTITIES));
    for (let part = 1; part <= parts; part += 1) {
      const slice = entities.slice((part - 1) * PART_ENTITIES, part * PART_ENTITIES);
      await socket.emitWithAck('snapshot', { epoch, seq, part, parts, entities: slice });
    }
    this.#follow(socket, seq);
  }

  #append(part: Partial<Change> & Pick<Change, 'id'>): void {
    const before = this.entities.get(part.id);
    const at = systemClock.now();
    const rev = (before?.rev ?? 0) + 1;
    const change: Change = {
      topic: 'incident',
      op: 'put',
      at,
      entered: at,
      source: 'tiny',
      ...part,
      rev,
      seq: this.head + 1,
    };
    this.log.push(change);
    if (change.op === 'remove') this.entities.delete(part.id);
    else if (change.op !== 'refuse') {
      const data = { ...(change.op === 'patch' ? before?.data : {}), ...(change.data as Record<string, unknown>) };
      this.entities.set(part.id, { rev, topic: change.topic, data });
    }
  }
}

/** A hub for tests: real Socket.IO on a port of the system's choice, feeds in memory. */
export class TinyHub {
  readonly #http: HttpServer;
  readonly #io: Server;
  #port = 0;

  constructor(feeds: readonly TinyFeed[]) {
    this.#http = createServer();
    this.#io = new Server(this.#http, {
      transports: ['websocket'],
      pingInterval: PING_INTERVAL,
      pingTimeout: PING_TIMEOUT,
    });
    for (const feed of feeds) {
      const namespace = this.#io.of(`/${feed.id}`);
      namespace.use((socket, next) => {
        const refusal = socket.handshake.auth['token'] === feed.token ? null : { code: 'bad-token' };
        next(refusal ? Object.assign(new Error(refusal.code), { data: refusal }) : undefined);
      });
      namespace.on('connection', (socket) => feed.serve(socket));
    }
  }

  /** @param port 0 picks a free one. */
  async listen(port = 0): Promise<void> {
    await new Promise<void>((resolve) => this.#http.listen(port, '127.0.0.1', resolve));
    this.#port = (this.#http.address() as AddressInfo).port;
  }

  get port(): number {
    return this.#port;
  }

  url(feed: string): string {
    return `http://127.0.0.1:${this.#port}/${feed}`;
  }

  async close(): Promise<void> {
    await this.#io.close();
  }
}
