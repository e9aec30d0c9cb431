import { io, type Socket } from 'socket.io-client';
import type * as z from 'zod';
import { commandAnswer, type Command, type CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import { fetched, type FetchRange } from '../../../shared/protocol/feed/fetch.ts';
import { frame } from '../../../shared/protocol/feed/frame.ts';
import { clockSample, heartbeat } from '../../../shared/protocol/feed/heartbeat.ts';
import { leadTold } from '../../../shared/protocol/feed/lead.ts';
import { presenceTold } from '../../../shared/protocol/feed/presence.ts';
import { snapshotPart } from '../../../shared/protocol/feed/snapshot.ts';
import { recalled, type Known } from '../../../shared/protocol/feed/recall.ts';
import { subscribed, type Cursor, type Hello } from '../../../shared/protocol/feed/subscribe.ts';
import { findPoison } from '../../../shared/kit/untrusted.ts';
import { busyFor, refusalOf } from './hub-refusal.ts';
import { NOBODY_LISTENS, type PassingDown, type PassingUp } from './passing.ts';
import { faultOf } from './refused.ts';
import { NO_TRAFFIC, trafficOf, type Traffic } from './traffic.ts';
import { unpack } from './unpack.ts';
import { ANSWER_TIMEOUT, type OfflineReason, type SessionEvent } from './session-state.ts';

/** What one WebSocket message may weigh. A snapshot part holds up to 5,000 records; R16 bounds each change by itself. */
const MAX_PAYLOAD = 32 * 1024 * 1024;
const CONNECT_TIMEOUT = 10_000;

type Listener = (event: SessionEvent) => void;

/**
 * One connection to one feed: Socket.IO in, session events out. It judges envelopes only and keeps no state of the
 * session; after `close` it is silent.
 */
export class FeedSocket {
  readonly #socket: Socket;
  readonly #listener: Listener;
  #traffic: Traffic = NO_TRAFFIC;
  /** Acknowledgements that snapshot parts wait for. */
  readonly #partAnswers = new Map<number, (answer: { part: number }) => void>();

  constructor(url: string, hello: Hello, listener: Listener, passing: PassingDown = NOBODY_LISTENS) {
    this.#listener = listener;
    const options = {
      // Its own transport: feeds of one hub must not share a queue or a fate.
      forceNew: true,
      transports: ['websocket'],
      // The session decides when to come back.
      reconnection: false,
      autoConnect: false,
      timeout: CONNECT_TIMEOUT,
      auth: hello,
      maxPayload: MAX_PAYLOAD,
    };
    this.#socket = io(url, options);
    this.#socket.on('connect', () => this.#listener({ type: 'connected' }));
    this.#socket.on('connect_error', (error) => this.#listener(failure(error)));
    this.#socket.on('disconnect', (reason) => this.#listener({ type: 'disconnected', reason: offlineReason(reason) }));
    this.#socket.on('frame', (raw: unknown) => this.#take('frame', raw, undefined));
    this.#socket.on('heartbeat', (raw: unknown) => this.#take('heartbeat', raw, undefined));
    this.#socket.on('snapshot', (raw: unknown, answer: unknown) => this.#take('snapshot', raw, answer));
    // No event of the session: it changes nothing that a cursor or a record could show.
    this.#pass('presence', presenceTold, passing.presence);
    this.#pass('lead', leadTold, passing.lead);
    this.#socket.on('packed', (raw: unknown, answer: unknown) => {
      const unpacked = unpack(raw);
      if (unpacked) this.#take(unpacked.event, unpacked.message, answer);
      else this.#listener({ type: 'unreadable', code: 'bad-frame', detail: 'packed', raw: null });
    });
  }

  open(): void {
    this.#socket.connect();
  }

  close(): void {
    this.#socket.off();
    this.#socket.disconnect();
    // Socket.IO reports failures of a socket that is being closed; nobody listens any more.
    this.#socket.io.on('error', () => undefined);
  }

  subscribe(join: number, cursor: Cursor | null): void {
    this.#ask('subscribe', { cursor, topics: [] }, subscribed, (answer) =>
      this.#listener(answer ? { type: 'subscribed', join, answer } : { type: 'subscribeFailed', join }),
    );
  }

  fetch(join: number, range: FetchRange): void {
    this.#ask('fetch', range, fetched, (answer) =>
      this.#listener(answer ? { type: 'fetched', join, answer } : { type: 'fetchFailed', join }),
    );
  }

  ack(seq: number): void {
    this.#socket.emit('ack', { seq });
  }

  /** Lost when the line is: it is said again while it holds. */
  tell<E extends keyof PassingUp>(event: E, said: PassingUp[E]): void {
    this.#socket.volatile.emit(event, said);
  }

  /** For how long the hub may hold back what is not urgent. Before `subscribe`, it holds for what that brings too. */
  pace(hold: number): void {
    this.#socket.emit('pace', { hold });
  }

  /** Bytes over the line since `open`, as they travelled: packed, and with the transport's framing. */
  get traffic(): Traffic {
    this.#traffic = trafficOf(this.#socket.io.engine?.transport) ?? this.#traffic;
    return this.#traffic;
  }

  ackPart(part: number): void {
    this.#partAnswers.get(part)?.({ part });
    this.#partAnswers.delete(part);
  }

  /** Null: no answer came, or none that can be read. Whether the hub took it is then unknown. */
  command(command: Command, answered: (answer: CommandAnswer | null) => void): void {
    this.#ask('command', command, commandAnswer, answered);
  }

  /** Null: no answer. */
  recall(commandIds: readonly string[], answered: (known: readonly Known[] | null) => void): void {
    this.#ask('recall', { commandIds }, recalled, (answer) => answered(answer && answer.known));
  }

  /** The hub's wall clock; null when no answer came in time. */
  clock(answered: (serverTime: number | null, sent: number | null) => void): void {
    this.#socket.timeout(ANSWER_TIMEOUT).emit('clock', (error: Error | null, raw: unknown) => {
      const sample = error ? null : clockSample.safeParse(raw);
      answered(sample?.success ? sample.data.serverTime : null, (sample?.success && sample.data.sent) || null);
    });
  }

  #pass<Told>(event: keyof PassingDown, schema: z.ZodType<Told>, told: (said: Told) => void): void {
    this.#socket.on(event, (raw: unknown) => {
      const parsed = findPoison(raw) ? null : schema.safeParse(raw);
      if (parsed?.success) told(parsed.data);
    });
  }

  #take(name: 'frame' | 'heartbeat' | 'snapshot', raw: unknown, answer: unknown): void {
    const refuse = (error: z.ZodError): void =>
      this.#listener({ type: 'unreadable', code: `bad-${name}`, detail: faultOf(error), raw });
    if (name === 'frame') {
      const parsed = frame.safeParse(raw);
      if (!parsed.success) return refuse(parsed.error);
      this.#listener({ type: 'frame', frame: parsed.data });
    } else if (name === 'heartbeat') {
      const parsed = heartbeat.safeParse(raw);
      if (!parsed.success) return refuse(parsed.error);
      this.#listener({ type: 'heartbeat', heartbeat: parsed.data });
    } else {
      const parsed = snapshotPart.safeParse(raw);
      if (!parsed.success) return refuse(parsed.error);
      if (typeof answer === 'function') this.#partAnswers.set(parsed.data.part, (given) => void answer(given));
      this.#listener({ type: 'part', part: parsed.data });
    }
  }

  #ask<Schema extends z.ZodType>(
    name: string,
    message: unknown,
    schema: Schema,
    answered: (answer: z.output<Schema> | null) => void,
  ): void {
    this.#socket.timeout(ANSWER_TIMEOUT).emit(name, message, (error: Error | null, raw: unknown) => {
      const parsed = error ? null : schema.safeParse(raw);
      answered(parsed?.success ? parsed.data : null);
    });
  }
}

function failure(error: unknown): SessionEvent {
  const retryAfter = busyFor(error);
  if (retryAfter !== null) return { type: 'busy', retryAfter };
  const refusal = refusalOf(error);
  return refusal ? { type: 'refused', problem: refusal } : { type: 'connectFailed' };
}

/** Socket.IO's reasons, as the officer's. */
function offlineReason(reason: string): OfflineReason {
  if (reason === 'ping timeout') return 'ping-timeout';
  if (reason === 'io server disconnect') return 'closed-by-hub';
  return reason === 'parse error' ? 'protocol-breach' : 'connection-lost';
}
