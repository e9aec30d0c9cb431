import { ProblemError, type Problem } from '../../../shared/kit/problem.ts';
import type { Clock, Timer } from '../kernel/ports.ts';
import type { Child } from './child.ts';
import { refuse } from './options.ts';

/** What a message of the child says about its start. */
type Readiness<Ready> =
  { readonly state: 'ready'; readonly ready: Ready } | { readonly state: 'failed'; readonly problem: Problem } | null;

export interface Supervised<Down, Up, Ready, Port> {
  readonly name: string;
  launch(): Child<Down, Up, Port>;
  /** The start message; from the second start on it gets what the child said when it was first ready. */
  hello(before: Ready | null): Down;
  readonly bye: Down;
  /** Milliseconds after which a ready child that says nothing is taken to hang and is ended; absent: it may be silent. */
  readonly silence?: number;
  read(message: Up): Readiness<Ready>;
  onReady(ready: Ready): void;
  /** The child that was ready is gone; another one is being started. */
  onLost(): void;
  /** Every message of a child that is ready. */
  onMessage(message: Up): void;
  /** For the operator: what went wrong, while it is being put right. */
  onTrouble(problem: Problem): void;
}

type State<Down, Up, Port> =
  | { readonly state: 'idle' }
  | { readonly state: 'starting'; readonly child: Child<Down, Up, Port>; readonly deadline: Timer }
  | {
      readonly state: 'ready';
      readonly child: Child<Down, Up, Port>;
      readonly since: number;
      readonly watch: Timer | null;
    }
  | { readonly state: 'waiting'; readonly timer: Timer }
  | { readonly state: 'stopping'; readonly child: Child<Down, Up, Port>; readonly deadline: Timer }
  | { readonly state: 'stopped' };

/** A child that was ready this long is not in a crash loop: it is started again at once (R1: usable within 3 s). */
const STEADY = 2_000;
const FIRST_DELAY = 100;
const LONGEST_DELAY = 2_000;
const FIRST_TRIES = 3;
const READY_DEADLINE = 60_000;
const STOP_DEADLINE = 5_000;

/** Owns one child process: its start, its restarts and its end (V1–V5 in README.md). */
export class Supervisor<Down, Up, Ready, Port = never> {
  readonly #part: Supervised<Down, Up, Ready, Port>;
  readonly #clock: Pick<Clock, 'after' | 'monotonic'>;
  #state: State<Down, Up, Port> = { state: 'idle' };
  #firstReady: Ready | null = null;
  #crashes = 0;
  #heardAt = 0;
  #started = Promise.withResolvers<Ready>();
  readonly #ended = Promise.withResolvers<undefined>();

  constructor(part: Supervised<Down, Up, Ready, Port>, clock: Pick<Clock, 'after' | 'monotonic'>) {
    this.#part = part;
    this.#clock = clock;
  }

  get isReady(): boolean {
    return this.#state.state === 'ready';
  }

  get pid(): number | undefined {
    return 'child' in this.#state ? this.#state.child.pid : undefined;
  }

  /** Resolves when the child is first ready. Rejects when it says that it cannot start, or ends three times before. */
  start(): Promise<Ready> {
    if (this.#state.state === 'idle') this.#launch();
    return this.#started.promise;
  }

  /** False when there is no ready child to hear it: the caller's partner will be told by `onLost`/`onReady`. */
  send(message: Down, ports?: readonly Port[]): boolean {
    if (this.#state.state !== 'ready') return false;
    this.#state.child.send(message, ports);
    return true;
  }

  /** Asks the child to end, and ends it when it has not within the deadline. Nothing is left running afterwards. */
  stop(): Promise<void> {
    const current = this.#state;
    switch (current.state) {
      case 'idle':
        this.#enterStopped();
        break;
      case 'waiting':
        current.timer.cancel();
        this.#enterStopped();
        break;
      case 'starting':
      case 'ready':
        if (current.state === 'starting') current.deadline.cancel();
        else current.watch?.cancel();
        this.#state = {
          state: 'stopping',
          child: current.child,
          deadline: this.#clock.after(STOP_DEADLINE, () => current.child.kill()),
        };
        current.child.send(this.#part.bye);
        break;
      case 'stopping':
      case 'stopped':
    }
    return this.#ended.promise;
  }

  #launch(): void {
    const child = this.#part.launch();
    const deadline = this.#clock.after(READY_DEADLINE, () => child.kill());
    this.#state = { state: 'starting', child, deadline };
    child.onMessage((message) => this.#hear(child, message));
    child.onExit((how) => this.#exited(child, how));
    child.send(this.#part.hello(this.#firstReady));
  }

  #hear(child: Child<Down, Up, Port>, message: Up): void {
    const current = this.#state;
    if (!('child' in current) || current.child !== child) return;
    this.#heardAt = this.#clock.monotonic();
    if (current.state === 'ready') return this.#part.onMessage(message);
    if (current.state !== 'starting') return;
    const readiness = this.#part.read(message);
    if (readiness?.state === 'ready') {
      current.deadline.cancel();
      this.#becomeReady(child, this.#clock.monotonic());
      this.#firstReady ??= readiness.ready;
      this.#part.onReady(readiness.ready);
      this.#started.resolve(readiness.ready);
    } else if (readiness?.state === 'failed') {
      // A first start that says why it cannot be is final; later the cause may pass (a full disk, a port).
      if (this.#firstReady !== null) return this.#part.onTrouble(readiness.problem);
      current.deadline.cancel();
      this.#enterStopped();
      // It ends by itself after this message; one that does not is ended.
      child.kill();
      this.#started.reject(new ProblemError(readiness.problem));
    }
  }

  /** V6: from now on a child that must speak is listened to. */
  #becomeReady(child: Child<Down, Up, Port>, since: number): void {
    const { silence, name } = this.#part;
    if (silence === undefined) {
      this.#state = { state: 'ready', child, since, watch: null };
      return;
    }
    const look = (): void => {
      if (this.#clock.monotonic() - this.#heardAt > silence) {
        this.#part.onTrouble({ code: 'child-hangs', origin: 'launch', params: { name } });
        child.kill();
        return;
      }
      this.#state = { state: 'ready', child, since, watch: this.#clock.after(silence / 4, look) };
    };
    look();
  }

  #exited(child: Child<Down, Up, Port>, how: string): void {
    const current = this.#state;
    if (!('child' in current) || current.child !== child) return;
    if (current.state === 'ready') current.watch?.cancel();
    else current.deadline.cancel();
    if (current.state === 'stopping') return this.#enterStopped();

    const wasSteady = current.state === 'ready' && this.#clock.monotonic() - current.since >= STEADY;
    this.#crashes = wasSteady ? 0 : this.#crashes + 1;
    if (this.#firstReady === null && this.#crashes >= FIRST_TRIES) {
      this.#enterStopped();
      this.#started.reject(refuse('child-crashed', { name: this.#part.name, how }));
      return;
    }
    const delay = this.#crashes === 0 ? 0 : Math.min(FIRST_DELAY * 2 ** (this.#crashes - 1), LONGEST_DELAY);
    this.#state = { state: 'waiting', timer: this.#clock.after(delay, () => this.#launch()) };
    this.#part.onTrouble({ code: 'child-restarts', origin: 'launch', params: { name: this.#part.name, how } });
    if (current.state === 'ready') this.#part.onLost();
  }

  #enterStopped(): void {
    this.#state = { state: 'stopped' };
    this.#ended.resolve(undefined);
  }
}
