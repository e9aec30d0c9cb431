import type { Arrival } from '../arrival.ts';
import { step } from '../session-machine.ts';
import {
  initialState,
  type Receipt,
  type SessionAction,
  type SessionEvent,
  type SessionState,
} from '../session-state.ts';
import type { ModelHub } from './model-hub.ts';

type Job = { readonly arrival: Arrival; readonly receipt: Receipt };

/** What is on its way from the hub. */
type Message = Extract<SessionEvent, { type: 'subscribed' | 'frame' | 'part' | 'heartbeat' | 'fetched' }>;

/**
 * A session machine, its line to a model hub and its queue into a store, all held still: nothing moves unless a test says
 * so, and the line may lose, double and reorder what it carries.
 */
export class ModelLine {
  state: SessionState;
  now = 0;
  readonly #hub: ModelHub;
  readonly #store: (arrival: Arrival) => void;
  #wire: Message[] = [];
  #queue: Job[] = [];
  #hubSide: { streaming: boolean; sent: number; parts: Extract<Message, { type: 'part' }>[] } = fresh();

  /** @param store applies an arrival; throws when it does not fit what it has. */
  constructor(hub: ModelHub, store: (arrival: Arrival) => void) {
    this.#hub = hub;
    this.#store = store;
    this.state = initialState(hub.feed, null);
    this.dispatch({ type: 'start' });
  }

  get isIdle(): boolean {
    return this.#wire.length === 0 && this.#queue.length === 0;
  }

  dispatch(event: SessionEvent): void {
    const { state, actions } = step(this.state, event, { now: this.now, random: 0.5 });
    this.state = state;
    for (const action of actions) this.#act(action);
  }

  /** Whoever waits for something gets it: the retry, the connection. */
  carryOn(): void {
    const { phase } = this.state;
    if (phase.is === 'waiting') {
      this.now = Math.max(this.now, phase.until);
      this.dispatch({ type: 'retry' });
    } else if (phase.is === 'connecting') {
      this.dispatch({ type: 'connected' });
    }
  }

  /** The hub sends what it has. */
  pump(): void {
    if (!this.#hubSide.streaming) return;
    for (const frame of this.#hub.framesAfter(this.#hubSide.sent)) this.#wire.push({ type: 'frame', frame });
    this.#hubSide.sent = this.#hub.head;
  }

  /** The hub's log became another one under an open connection: it sends it from the beginning. */
  streamAnew(): void {
    if (!this.#hubSide.streaming) return;
    this.#hubSide.sent = 0;
    this.pump();
  }

  heartbeat(): void {
    if (!this.#isConnected) return;
    const { epoch, head } = this.#hub;
    this.#wire.push({ type: 'heartbeat', heartbeat: { epoch, head, serverTime: 0 as never } });
  }

  deliver(): void {
    const message = this.#wire.shift();
    if (message) this.dispatch(message);
  }

  lose(): void {
    this.#wire.shift();
  }

  double(): void {
    const [message] = this.#wire;
    if (message) this.#wire.push(message);
  }

  swap(): void {
    const [first, second, ...rest] = this.#wire;
    if (first && second) this.#wire = [second, first, ...rest];
  }

  disconnect(): void {
    if (this.#isConnected) this.dispatch({ type: 'disconnected', reason: 'connection-lost' });
  }

  commit(): void {
    const job = this.#queue.shift();
    if (!job) return;
    this.#store(job.arrival);
    this.dispatch({ type: 'committed', receipt: job.receipt });
  }

  /** The disk refuses: this arrival and all behind it are not stored. */
  failCommit(): void {
    const jobs = this.#queue.splice(0);
    for (const _job of jobs) this.dispatch({ type: 'applyFailed' });
  }

  get #isConnected(): boolean {
    return !['idle', 'waiting', 'stopped', 'connecting'].includes(this.state.phase.is);
  }

  #act(action: SessionAction): void {
    switch (action.do) {
      case 'connect':
      case 'disconnect':
        this.#wire = [];
        this.#hubSide = fresh();
        return;
      case 'subscribe':
        return this.#subscribe(action);
      case 'fetch':
        this.#wire.push({ type: 'fetched', join: action.join, answer: this.#hub.fetch(action.range) });
        return;
      case 'apply':
        this.#queue.push(action);
        return;
      case 'ackPart':
        return this.#nextPart();
      case 'ack':
      case 'wait':
        return;
    }
  }

  #subscribe({ join, cursor }: SessionAction & { do: 'subscribe' }): void {
    const answer = this.#hub.subscribe(cursor);
    this.#hubSide = fresh();
    this.#wire.push({ type: 'subscribed', join, answer });
    if (answer.mode === 'snapshot') {
      this.#hubSide.parts = this.#hub.snapshot().map((part) => ({ type: 'part', part }));
      this.#nextPart();
    } else {
      this.#hubSide = { streaming: true, sent: cursor?.seq ?? 0, parts: [] };
      this.pump();
    }
  }

  #nextPart(): void {
    const [next, ...rest] = this.#hubSide.parts;
    if (!next) return;
    this.#wire.push(next);
    this.#hubSide.parts = rest;
    if (rest.length === 0) this.#hubSide = { streaming: true, sent: next.part.seq, parts: [] };
  }
}

function fresh(): { streaming: boolean; sent: number; parts: Extract<Message, { type: 'part' }>[] } {
  return { streaming: false, sent: 0, parts: [] };
}
