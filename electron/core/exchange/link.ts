import { ProblemError, toProblem, type Problem } from '../../../shared/kit/problem.ts';
import type { RefusedCommand } from '../../../shared/protocol/console-api/rows.ts';
import type { Clock, Log, Timer } from '../kernel/ports.ts';
import type { BundleDesk, Leaving } from './bundle-desk.ts';
import {
  LINK_VERSION,
  readHello,
  readMessage,
  writeBundleMessage,
  writeMessage,
  type Hello,
  type LinkMessage,
} from './link-messages.ts';
import type { Wire } from './network.ts';
import { refuse } from './refuse.ts';
import { fresh, SealedLine, transcriptOf, type Fresh, type Role } from './sealed-line.ts';
import { isSignedBy, type StationKey } from './station-key.ts';
import type { Trust } from './trust.ts';

const GREETING_TIMEOUT = 5_000;
const BEAT_EVERY = 5_000;
/** Three beats. */
const SILENCE = 15_000;
const ANSWER_TIMEOUT = 30_000;
const TRY_AGAIN = 10_000;
/** A bundle over the wire; with its seal and one large command it stays below `MAX_WIRE_BYTES`. */
const PART_BYTES = 1024 * 1024;
/** Messages within a second; a console sends a few. */
const MOST_A_SECOND = 100;

export interface LinkParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly desk: BundleDesk;
  readonly trust: Trust;
  readonly stationId: string;
  readonly key: StationKey;
  readonly events: LinkEvents;
}

export interface LinkEvents {
  joined(link: Link): void;
  sent(link: Link, commands: number): void;
  received(link: Link, taken: number, refused: readonly RefusedCommand[]): void;
  /** Exactly once. Null: the connection went, for no reason that trying again does not cure. */
  ended(link: Link, why: Problem | null): void;
}

type Phase =
  | { readonly is: 'greeting'; readonly fresh: Fresh; readonly hello: Buffer }
  | {
      readonly is: 'proving';
      readonly line: SealedLine;
      readonly transcript: Buffer;
      readonly theirs: Hello;
      readonly isProved: boolean;
      readonly isWelcome: boolean;
    }
  | { readonly is: 'joined'; readonly line: SealedLine }
  | { readonly is: 'ended' };

/**
 * X12–X14: one connection between two consoles, from the hellos to its end. Both prove their keys over the same transcript, both
 * judge the other, and only then bundles go, one at a time each way, each until it is answered.
 */
export class Link {
  readonly role: Role;
  readonly remote: string;
  /** What it says of itself; proved once joined. */
  station: string | null = null;
  key: string | null = null;
  readonly #parts: LinkParts;
  readonly #wire: Wire;
  #phase: Phase;
  /** Commands that the other end has on its disk, or will not have. */
  readonly #delivered = new Set<string>();
  #inFlight: { readonly id: string; readonly commands: readonly string[]; readonly timer: Timer } | null = null;
  #again: Timer | null = null;
  readonly #timers: Timer[] = [];
  #heardAt: number;
  #second = { from: 0, count: 0 };

  /** Throws `city-unknown`; then nothing was said. */
  constructor(wire: Wire, role: Role, parts: LinkParts) {
    this.#parts = parts;
    this.#wire = wire;
    this.role = role;
    this.remote = wire.remote;
    const { clock, desk, stationId, key } = parts;
    const drawn = fresh();
    const { nonce, dh } = drawn;
    const said: Hello = {
      t: 'hello',
      versions: [LINK_VERSION],
      station: stationId,
      key: key.publicKey,
      city: desk.city(),
      nonce,
      dh,
    };
    const bytes = Buffer.from(JSON.stringify(said));
    this.#phase = { is: 'greeting', fresh: drawn, hello: bytes };
    this.#heardAt = clock.monotonic();
  }

  /** Events come from now on. */
  begin(): void {
    if (this.#phase.is !== 'greeting') return;
    this.#timers.push(this.#parts.clock.after(GREETING_TIMEOUT, () => this.#late()));
    this.#wire.onClose(() => this.#end(null));
    // Our own first: what comes may be answered at once.
    this.#wire.send(this.#phase.hello);
    this.#wire.onMessage((message) => this.#take(message));
  }

  get isJoined(): boolean {
    return this.#phase.is === 'joined';
  }

  /** Ends it without a reason; it may come again. */
  close(): void {
    this.#end(null);
  }

  /** X14: sends what the other end has not got yet. Called whenever the outbox changed. */
  push(): void {
    if (this.#phase.is !== 'joined' || this.#inFlight || this.#again) return;
    const { desk, log } = this.#parts;
    const isNew = (commandId: string): boolean => !this.#delivered.has(commandId);
    try {
      if (!desk.has(isNew)) return;
      const part = firstPart(desk.leaving(this.station, isNew));
      if (part.length > 0) this.#sendPart(part);
    } catch (error) {
      log.error('exchange not sent', { station: this.station, error: String(error) });
      this.#pause();
    }
  }

  #sendPart(part: readonly Leaving[]): void {
    const { desk, clock } = this.#parts;
    const { id, bytes } = desk.write(part);
    const timer = clock.after(ANSWER_TIMEOUT, () => this.close());
    this.#inFlight = { id, commands: part.map(({ commandId }) => commandId), timer };
    this.#sealed(writeBundleMessage(id, bytes));
  }

  #take(message: Buffer): void {
    if (this.#phase.is === 'ended' || this.#isTooFast()) return;
    this.#heardAt = this.#parts.clock.monotonic();
    if (this.#phase.is === 'greeting') return this.#greeted(message);
    const plain = this.#phase.line.open(message);
    const read = plain && readMessage(plain);
    if (!read) return this.#refuse(refuse('peer-message').problem);
    if (read.kind === 'bundle') {
      if (this.#phase.is !== 'joined') return this.#refuse(refuse('peer-message').problem);
      return this.#takeBundle(read.id, read.bytes);
    }
    this.#takeMessage(read.message);
  }

  #greeted(bytes: Buffer): void {
    if (this.#phase.is !== 'greeting') return;
    const theirs = readHello(bytes);
    if (!theirs) return this.#refuse(refuse('peer-message').problem);
    if (!theirs.versions.includes(LINK_VERSION)) {
      return this.#refuse(refuse('peer-version', { found: theirs.versions.join(', '), known: LINK_VERSION }).problem);
    }
    this.station = theirs.station;
    this.key = theirs.key;
    if (theirs.key === this.#parts.key.publicKey) return this.#refuse(refuse('peer-is-self').problem);
    const ours = this.#phase.hello;
    const transcript = this.role === 'dialler' ? transcriptOf(ours, bytes) : transcriptOf(bytes, ours);
    let line: SealedLine;
    try {
      line = new SealedLine(this.role, this.#phase.fresh.secret, theirs.dh, transcript);
    } catch {
      return this.#refuse(refuse('peer-message').problem);
    }
    this.#phase = { is: 'proving', line, transcript, theirs, isProved: false, isWelcome: false };
    const signature = this.#parts.key.sign('proof', proved(this.role, transcript));
    this.#say({ t: 'proof', signature });
  }

  #takeMessage(message: LinkMessage): void {
    switch (message.t) {
      case 'proof':
        return this.#proved(message.signature);
      case 'welcome':
        if (this.#phase.is !== 'proving') return;
        this.#phase = { ...this.#phase, isWelcome: true };
        return this.#joinWhenBoth();
      case 'refused': {
        const station = this.station ?? '';
        const isStranger = message.code === 'station-not-trusted';
        const { problem } = isStranger
          ? refuse('not-trusted-there', { station })
          : refuse('refused-there', { station, reason: message.code });
        return this.#end(problem);
      }
      case 'beat':
        return;
      case 'taken':
        return this.#answered(message.id, message.taken + message.known);
      case 'failed':
        if (message.id !== this.#inFlight?.id) return;
        this.#landed();
        return this.#pause();
    }
  }

  /** X12: who it is, whether we believe it, whether it is of our city: in this order, so that nobody is told of for another. */
  #proved(signature: string): void {
    if (this.#phase.is !== 'proving' || this.#phase.isProved) return;
    const { theirs, transcript } = this.#phase;
    const other: Role = this.role === 'dialler' ? 'listener' : 'dialler';
    if (!isSignedBy(theirs.key, 'proof', proved(other, transcript), signature)) {
      return this.#refuse(refuse('peer-proof', { station: theirs.station }).problem);
    }
    try {
      this.#parts.trust.check(theirs.station, theirs.key);
      const ours = this.#parts.desk.city();
      if (theirs.city !== ours) throw refuse('peer-other-city', { city: theirs.city, ours });
    } catch (error) {
      return this.#refuse(toProblem(error, 'exchange'));
    }
    this.#phase = { ...this.#phase, isProved: true };
    this.#say({ t: 'welcome' });
    this.#joinWhenBoth();
  }

  #joinWhenBoth(): void {
    const { clock, events } = this.#parts;
    if (this.#phase.is !== 'proving' || !this.#phase.isProved || !this.#phase.isWelcome) return;
    this.#phase = { is: 'joined', line: this.#phase.line };
    this.#stopTimers();
    this.#timers.push(clock.every(BEAT_EVERY, () => this.#beat()));
    events.joined(this);
  }

  #takeBundle(id: string, bytes: Buffer): void {
    const { desk, events, log } = this.#parts;
    try {
      const { station, taken, known, refused } = desk.take(bytes);
      log.info('bundle from peer', { station, remote: this.remote });
      this.#say({ t: 'taken', id, taken, known, refused: refused.length });
      events.received(this, taken, refused);
    } catch (error) {
      const problem = toProblem(error, 'exchange');
      log.warn('bundle from peer not taken', { remote: this.remote, code: problem.code });
      // What is wrong with the bundle stays wrong; what is wrong with our disk does not.
      const isTheirs = error instanceof ProblemError && problem.origin === 'exchange';
      if (isTheirs) this.#refuse(problem);
      else this.#say({ t: 'failed', id, code: problem.code });
    }
  }

  #answered(id: string, commands: number): void {
    if (id !== this.#inFlight?.id) return;
    for (const commandId of this.#inFlight.commands) this.#delivered.add(commandId);
    this.#landed();
    this.#parts.events.sent(this, commands);
    this.push();
  }

  #landed(): void {
    this.#inFlight?.timer.cancel();
    this.#inFlight = null;
  }

  #pause(): void {
    this.#again?.cancel();
    this.#again = this.#parts.clock.after(TRY_AGAIN, () => {
      this.#again = null;
      this.push();
    });
  }

  #beat(): void {
    if (this.#parts.clock.monotonic() - this.#heardAt > SILENCE) this.close();
    else this.#say({ t: 'beat' });
  }

  #late(): void {
    // A console that is there but says nothing, or something else that listens at this address.
    this.#end(this.#phase.is === 'greeting' ? refuse('peer-silent').problem : null);
  }

  #isTooFast(): boolean {
    const now = this.#parts.clock.monotonic();
    if (now - this.#second.from >= 1_000) this.#second = { from: now, count: 0 };
    this.#second.count += 1;
    if (this.#second.count <= MOST_A_SECOND) return false;
    this.#refuse(refuse('peer-too-fast').problem);
    return true;
  }

  /** Tells the other end why, as far as it can be told under seal, and ends. */
  #refuse(problem: Problem): void {
    if (this.#phase.is === 'proving' || this.#phase.is === 'joined') this.#say({ t: 'refused', code: problem.code });
    this.#end(problem);
  }

  #end(why: Problem | null): void {
    if (this.#phase.is === 'ended') return;
    this.#phase = { is: 'ended' };
    this.#stopTimers();
    this.#landed();
    this.#again?.cancel();
    this.#wire.close();
    this.#parts.events.ended(this, why);
  }

  #stopTimers(): void {
    for (const timer of this.#timers.splice(0)) timer.cancel();
  }

  #say(message: LinkMessage): void {
    this.#sealed(writeMessage(message));
  }

  #sealed(plain: Buffer): void {
    if (this.#phase.is === 'proving' || this.#phase.is === 'joined') this.#wire.send(this.#phase.line.seal(plain));
  }
}

/** With the role, so that a proof cannot be sent back to who made it. */
function proved(role: Role, transcript: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${role}\n`), transcript]);
}

/** As many as go into one message, in order; one at least. */
function firstPart(leaving: readonly Leaving[]): readonly Leaving[] {
  let bytes = 0;
  const end = leaving.findIndex(({ text }, index) => {
    // Quotes in a text are escaped once more in the bundle.
    bytes += Buffer.byteLength(JSON.stringify(text)) + 400;
    return index > 0 && bytes > PART_BYTES;
  });
  return end === -1 ? leaving : leaving.slice(0, end);
}
