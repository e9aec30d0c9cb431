import type { FeedRow, FeedState } from '../../../shared/protocol/console-api/rows.ts';
import type { Command, CommandAnswer } from '../../../shared/protocol/feed/command.ts';
import type { Known } from '../../../shared/protocol/feed/recall.ts';
import type { Cursor } from '../../../shared/protocol/feed/subscribe.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/feed/version.ts';
import { instant, type Instant } from '../../../shared/kit/time.ts';
import type { FeedAddress } from '../kernel/channel.ts';
import type { Ports, Timer } from '../kernel/ports.ts';
import type { FeedRecord } from '../store/records.ts';
import type { Arrival } from './arrival.ts';
import { ClockFilter } from './clock-filter.ts';
import type { Committer } from './committer.ts';
import { FeedSocket } from './feed-socket.ts';
import { Grader } from './grader.ts';
import type { GradeRules } from './grade-rules.ts';
import { isWaiting } from './following.ts';
import type { PassingDown, PassingUp } from './passing.ts';
import { step } from './session-machine.ts';
import { initialState, type SessionAction, type SessionEvent, type SessionState } from './session-state.ts';
import { statusOf, type StatusName } from './status.ts';
import { NO_TRAFFIC, plus, type Traffic } from './traffic.ts';

const TICK = 1_000;
const CLOCK_EVERY = 30_000;
/** While joining the core is busy and the round trip long; a second sample soon after tells better. */
const CLOCK_AGAIN = 2_000;
/** On a bad line, ms: acknowledgements of this time travel as one, and behind a command of the same time (G5). */
const ACK_LATER = 100;
/** Before the hub has told its own. */
const DEFAULT_MAX_AGE = 30;

export interface SessionParts {
  readonly ports: Pick<Ports, 'clock' | 'ids' | 'log'>;
  readonly committer: Committer;
  readonly stationId: string;
  readonly gradeRules: GradeRules | null;
  readonly describe: (id: string, name: { zh: string; en: string }, maxAgeSeconds: number) => void;
  /** Its health looks different; `now` when the state itself changed. */
  readonly changed: (feed: string, urgency: 'now' | 'soon') => void;
  /** What the feed's other stations say in passing. */
  readonly passing: PassingDown;
  /** Commands can be sent, or cannot any more. */
  readonly ready: (feed: string, isReady: boolean) => void;
}

/** Runs one feed's state machine: feeds it events and does what it says. */
export class FeedSession {
  readonly id: string;
  readonly #address: FeedAddress;
  readonly #parts: SessionParts;
  readonly #clockFilter = new ClockFilter();
  readonly #grader: Grader;
  #state: SessionState;
  #socket: FeedSocket | null = null;
  /** The socket on which a probe is under way. */
  #probed: FeedSocket | null = null;
  #retry: Timer | null = null;
  #resample: Timer | null = null;
  #timers: Timer[] = [];
  #status: { readonly name: StatusName; readonly since: Instant };
  #isReady = false;
  #name: FeedRow['name'];
  #maxAgeSeconds: number;
  #quarantined: number;
  #changes = 0;
  #heldBack = 0;
  /** Of the connections before the present one. */
  #traffic: Traffic = NO_TRAFFIC;
  #ackLater: { seq: number; readonly timer: Timer } | null = null;
  #lastChangeAt: Instant | null = null;

  constructor(known: FeedRecord, address: FeedAddress, parts: SessionParts) {
    this.id = known.id;
    this.#address = address;
    this.#parts = parts;
    this.#state = initialState(known.id, cursorOf(known));
    this.#status = { name: 'connecting', since: parts.ports.clock.now() };
    this.#name =
      known.nameZh === null || known.nameEn === null
        ? { zh: known.id, en: known.id }
        : { zh: known.nameZh, en: known.nameEn };
    this.#maxAgeSeconds = known.maxAgeSeconds ?? DEFAULT_MAX_AGE;
    this.#quarantined = known.quarantined;
    this.#grader = new Grader({
      clock: parts.ports.clock,
      rules: parts.gradeRules,
      probe: (answered) => this.#socket?.clock(() => answered()),
      isStoreBehind: () => parts.committer.isBehind,
      storeHold: () => parts.committer.hold,
      changed: (grade, hold) => {
        parts.ports.log.info('link', { feed: this.id, grade, roundTrip: this.#grader.roundTrip });
        if (grade !== 'none') this.#socket?.pace(hold);
        parts.changed(this.id, 'now');
      },
    });
  }

  run(): void {
    const { clock } = this.#parts.ports;
    this.#timers = [
      clock.every(TICK, () => this.dispatch({ type: 'tick' })),
      clock.every(CLOCK_EVERY, () => this.#sampleClock()),
    ];
    this.dispatch({ type: 'start' });
  }

  stop(): void {
    this.dispatch({ type: 'stop' });
    for (const timer of this.#timers) timer.cancel();
    this.#retry?.cancel();
    this.#resample?.cancel();
  }

  /** Null: no answer; the outcome is unknown and the command is asked again later under the same id. */
  send(command: Command, answered: (answer: CommandAnswer | null) => void): void {
    if (this.#isReady && this.#socket) this.#socket.command(command, answered);
    else answered(null);
  }

  tell<E extends keyof PassingUp>(event: E, said: PassingUp[E]): void {
    if (this.#isReady) this.#socket?.tell(event, said);
  }

  /** Null: no answer. */
  recall(commandIds: readonly string[], answered: (known: readonly Known[] | null) => void): void {
    if (this.#isReady && this.#socket) this.#socket.recall(commandIds, answered);
    else answered(null);
  }

  addQuarantined(count: number): void {
    this.#quarantined += count;
    this.#parts.changed(this.id, 'soon');
  }

  /** The hub's time as far as it is known, by the monotonic clock; null before it was ever asked. */
  hubTime(): Instant | null {
    const time = this.#clockFilter.hubTime(this.#parts.ports.clock.monotonic());
    return time === null ? null : instant(Math.max(0, time));
  }

  /** R20: our wall clock was set, or the machine slept: what is said of the hub's clock is measured anew. */
  clockJumped(): void {
    this.#clockFilter.reset();
    this.#sampleClock();
    this.#parts.changed(this.id, 'now');
  }

  row(): FeedRow {
    const { clock } = this.#parts.ports;
    const { cursor, head, gaps, phase, heardAt } = this.#state;
    const monotonic = clock.monotonic();
    const wall = clock.now();
    const estimate = this.#clockFilter.estimate(wall, monotonic);
    const seq = cursor?.seq ?? 0;
    const { received, sent } = plus(this.#traffic, this.#socket?.traffic ?? NO_TRAFFIC);
    const firstHeld = phase.is === 'following' ? phase.held[0] : undefined;
    return {
      id: this.id,
      name: this.#name,
      url: this.#address.url,
      status: this.#feedState(wall, monotonic),
      epoch: cursor?.epoch ?? null,
      seq,
      head,
      lag: head === null ? null : Math.max(0, head - seq),
      gaps,
      missing: firstHeld ? Math.max(0, firstHeld.prevSeq - seq) : 0,
      quarantined: this.#quarantined,
      clockOffset: estimate?.offset ?? null,
      roundTrip: this.#grader.roundTrip ?? estimate?.roundTrip ?? null,
      lastHeardAt: heardAt === null ? null : instant(Math.round(wall - (monotonic - heardAt))),
      lastChangeAt: this.#lastChangeAt,
      maxAgeSeconds: this.#maxAgeSeconds,
      changes: this.#changes,
      grade: this.#grader.grade,
      loss: this.#grader.loss,
      heldBack: this.#heldBack,
      bytesReceived: received,
      bytesSent: sent,
    };
  }

  dispatch(event: SessionEvent): void {
    const { clock, ids } = this.#parts.ports;
    const before = this.#state;
    const { hold } = this.#grader;
    const { state, actions } = step(before, event, { now: clock.monotonic(), random: ids.random(), hold });
    this.#state = state;
    // What the subscription brings is to be paced too, so this goes first.
    if (event.type === 'connected' && hold > 0) this.#socket?.pace(hold);
    for (const action of actions) this.#act(action);
    if (event.type === 'subscribed' && state.phase.is !== 'refused') this.#describe(event);
    if (event.type === 'frame' && state.cursor !== before.cursor) this.#heldBack += event.frame.omitted ?? 0;
    if (event.type === 'heartbeat' && isWaiting(state)) this.#probe();
    this.#grader.observe(event, before, state);
    this.#observe(event.type === 'heartbeat' || event.type === 'committed' || event.type === 'frame');
  }

  #act(action: SessionAction): void {
    switch (action.do) {
      case 'connect':
        return this.#connect();
      case 'disconnect':
        return this.#disconnect();
      case 'wait':
        this.#retry?.cancel();
        this.#retry = this.#parts.ports.clock.after(action.milliseconds, () => this.dispatch({ type: 'retry' }));
        return;
      case 'subscribe':
        return this.#socket?.subscribe(action.join, action.cursor);
      case 'fetch':
        return this.#socket?.fetch(action.join, action.range);
      case 'ack':
        return this.#ack(action.seq);
      case 'ackPart':
        return this.#socket?.ackPart(action.part);
      case 'apply':
        return this.#apply(action);
    }
  }

  #connect(): void {
    const { url, token } = this.#address;
    this.#disconnect();
    const hello = { protocol: PROTOCOL_VERSION, stationId: this.#parts.stationId, token };
    const socket = new FeedSocket(
      url,
      hello,
      (event) => {
        if (this.#socket === socket) this.dispatch(event);
      },
      this.#parts.passing,
    );
    this.#socket = socket;
    socket.open();
  }

  #disconnect(): void {
    this.#ackLater?.timer.cancel();
    this.#ackLater = null;
    if (!this.#socket) return;
    this.#traffic = plus(this.#traffic, this.#socket.traffic);
    this.#socket.close();
    this.#socket = null;
  }

  #ack(seq: number): void {
    if (this.#ackLater) this.#ackLater.seq = seq;
    else if (this.#grader.hold === 0) this.#socket?.ack(seq);
    else {
      const timer = this.#parts.ports.clock.after(ACK_LATER, () => {
        const later = this.#ackLater;
        this.#ackLater = null;
        if (later) this.#socket?.ack(later.seq);
      });
      this.#ackLater = { seq, timer };
    }
  }

  #apply({ arrival, receipt }: SessionAction & { do: 'apply' }): void {
    this.#parts.committer.submit(arrival, (error) => {
      if (error === null) this.#count(arrival);
      this.dispatch(error === null ? { type: 'committed', receipt } : { type: 'applyFailed' });
    });
  }

  #count(arrival: Arrival): void {
    const count =
      arrival.kind === 'changes' ? arrival.changes.length : arrival.kind === 'snapshot' ? arrival.entities.length : 0;
    if (count === 0) return;
    this.#changes += count;
    this.#lastChangeAt = this.#parts.ports.clock.now();
  }

  #describe({ answer }: SessionEvent & { type: 'subscribed' }): void {
    const { name, maxAgeSeconds } = answer;
    if (this.#name.zh !== name.zh || this.#name.en !== name.en || this.#maxAgeSeconds !== maxAgeSeconds) {
      this.#name = name;
      this.#maxAgeSeconds = maxAgeSeconds;
      this.#parts.describe(this.id, name, maxAgeSeconds);
    }
    this.#clockFilter.reset();
    this.#sampleClock();
    this.#resample?.cancel();
    this.#resample = this.#parts.ports.clock.after(CLOCK_AGAIN, () => this.#sampleClock());
  }

  /** F3: one at a time; what is asked of the hub while it is under way the next heartbeat asks about. */
  #probe(): void {
    const socket = this.#socket;
    if (this.#probed === socket) return;
    const at = this.#state;
    this.#probed = socket;
    socket?.clock((serverTime, sent) => {
      if (this.#probed === socket) this.#probed = null;
      if (serverTime !== null && this.#socket === socket) this.dispatch({ type: 'probed', at, sent });
    });
  }

  #sampleClock(): void {
    const { clock } = this.#parts.ports;
    const sent = clock.monotonic();
    this.#socket?.clock((serverTime) => {
      if (serverTime === null) return;
      const heard = clock.monotonic();
      this.#clockFilter.add(serverTime, sent, heard);
      this.#grader.roundTripSeen(heard - sent);
      this.#parts.changed(this.id, 'soon');
    });
  }

  /** Tells the others when the state changed, and when commands may go. */
  #observe(hasNews: boolean): void {
    const { clock } = this.#parts.ports;
    const name = statusOf(this.#state, clock.monotonic());
    if (name !== this.#status.name) {
      this.#status = { name, since: clock.now() };
      this.#parts.ports.log.info('feed', { feed: this.id, state: name });
      this.#parts.changed(this.id, 'now');
    } else if (hasNews) {
      this.#parts.changed(this.id, 'soon');
    }
    const isReady = (name === 'live' || name === 'catchingUp') && !this.#state.isRenewing;
    if (isReady === this.#isReady) return;
    this.#isReady = isReady;
    this.#parts.ready(this.id, isReady);
  }

  #feedState(wall: Instant, monotonic: number): FeedState {
    const { since, name } = this.#status;
    const { phase, attempt, failure } = this.#state;
    switch (name) {
      case 'connecting':
        return { state: 'connecting', since, attempt: attempt + 1 };
      case 'catchingUp':
        return { state: 'catchingUp', since, mode: phase.is === 'snapshot' ? 'snapshot' : 'replay' };
      case 'live':
      case 'stale':
        return { state: name, since };
      case 'refused':
        return {
          state: 'refused',
          since,
          problem: phase.is === 'refused' ? phase.problem : { code: 'unexpected', origin: 'feeds' },
        };
      case 'offline': {
        const retryAt = phase.is === 'waiting' ? instant(Math.round(wall + phase.until - monotonic)) : null;
        return { state: 'offline', since, reason: failure ?? 'stopped', retryAt };
      }
    }
  }
}

function cursorOf({ epoch, seq, mark }: FeedRecord): Cursor | null {
  return epoch === null ? null : { epoch, seq, ...(mark !== null && { mark }) };
}
