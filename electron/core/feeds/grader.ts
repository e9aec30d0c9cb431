import type { Grade } from '../../../shared/protocol/console-api/rows.ts';
import { SECOND } from '../../../shared/kit/time.ts';
import type { Clock } from '../kernel/ports.ts';
import { initialGrade, regrade, type GradeState } from './grade.ts';
import { GradeMeter } from './grade-meter.ts';
import type { GradeRules } from './grade-rules.ts';
import type { SessionEvent, SessionState } from './session-state.ts';

/** Without rules: measured seldom, graded as up or down only. */
const PROBE_WITHOUT_RULES = 30;
/** Frames made before the hub heard that it need not hold back any more, ms. */
const ASKED_MOMENT = 5_000;

export interface GraderParts {
  readonly clock: Clock;
  readonly rules: GradeRules | null;
  /** Asks the hub for the time. What it is given is called at the answer, or when none came. */
  readonly probe: (answered: () => void) => void;
  /** The store has not kept up with what has arrived: what then seems slow is not the line. */
  readonly isStoreBehind: () => boolean;
  /** F14: for how long the store would have the hub hold back, ms. */
  readonly storeHold: () => number;
  /** The grade, or only for how long the hub is to hold back. */
  readonly changed: (grade: Grade, hold: number) => void;
}

/** Of the reasons for being offline, those that speak against the line and not against one of its ends. */
const LINE_FAULTS: ReadonlySet<SessionState['failure']> = new Set(['connection-lost', 'ping-timeout', 'no-answer']);

/** Grades one feed's link: listens to its session, measures, and says when the grade changes. Rules G1–G6 in GRADES.md. */
export class Grader {
  readonly #parts: GraderParts;
  readonly #meter: GradeMeter;
  #state: GradeState;
  #lastProbeAt = -Infinity;
  /** What the hub was last asked to hold back for; and until when it may not have heard of the end of that. */
  #asked = 0;
  #askedUntil = -Infinity;

  constructor(parts: GraderParts) {
    this.#parts = parts;
    const now = parts.clock.monotonic();
    this.#meter = new GradeMeter(now);
    this.#state = initialGrade(now);
  }

  get grade(): Grade {
    return this.#state.grade;
  }

  /** ms for which the hub is to hold back what is not urgent; during an outage, what it will be asked when it is back. */
  get hold(): number {
    const { grade, before } = this.#state;
    const rules = this.#parts.rules?.[grade === 'none' ? before : grade];
    return Math.max((rules?.holdSeconds ?? 0) * SECOND, this.#parts.storeHold());
  }

  get roundTrip(): number | null {
    const trip = this.#meter.roundTrip(this.#parts.clock.monotonic());
    return trip === null ? null : Math.round(trip);
  }

  get loss(): number | null {
    return this.#meter.loss(this.#parts.clock.monotonic());
  }

  /** After each step of the session. */
  observe(event: SessionEvent, before: SessionState, after: SessionState): void {
    const now = this.#parts.clock.monotonic();
    if (isJoined(after)) this.#meter.joined(now);
    // Subscribing anew is done over a connection that stands.
    else if (after.phase.is !== 'subscribing') this.#meter.down(now, LINE_FAULTS.has(after.failure));
    if (event.type === 'frame' && (event.frame.omitted ?? 0) > 0 && !this.#isAsked(now)) this.#meter.overfull(now);
    if (event.type === 'heartbeat' && isJoined(after)) this.#meter.heartbeat(now, event.heartbeat.head);
    if (after.cursor !== before.cursor && after.cursor) this.#meter.cursor(now, after.cursor.seq);
    if (event.type === 'tick' || event.type === 'subscribed' || event.type === 'heartbeat') this.#judge(after, now);
  }

  /** Of the session's own questions for the time. */
  roundTripSeen(milliseconds: number): void {
    if (!this.#parts.isStoreBehind()) this.#meter.trip(milliseconds);
  }

  #judge(session: SessionState, now: number): void {
    const { rules, changed } = this.#parts;
    const { phase, cursor } = session;
    const isFollowing = phase.is === 'following' && (cursor?.seq ?? 0) >= phase.target;
    const measured = this.#meter.evidence(now, this.hold, isFollowing);
    const evidence = this.#parts.isStoreBehind() ? { ...measured, behind: null } : measured;
    const before = this.#state;
    if (rules) {
      this.#state = regrade(before, evidence, rules, now);
    } else if (evidence.joined !== (before.grade === 'full')) {
      this.#state = { ...initialGrade(now), grade: evidence.joined ? 'full' : 'none' };
    }
    const { hold } = this;
    if (this.#state.grade !== before.grade || hold !== this.#asked) changed(this.#state.grade, hold);
    if (hold === 0 && this.#asked > 0) this.#askedUntil = now + ASKED_MOMENT;
    this.#asked = hold;
    if (evidence.joined) this.#probe(now);
  }

  /** What the hub leaves out at our wish says nothing about the line. */
  #isAsked(now: number): boolean {
    return this.#asked > 0 || this.hold > 0 || now < this.#askedUntil;
  }

  #probe(now: number): void {
    const { rules, clock, probe } = this.#parts;
    const { grade } = this.#state;
    const seconds = grade === 'none' ? PROBE_WITHOUT_RULES : (rules?.[grade].probeSeconds ?? PROBE_WITHOUT_RULES);
    if (this.#meter.isProbing || now - this.#lastProbeAt < seconds * SECOND) return;
    this.#lastProbeAt = now;
    this.#meter.probeSent(now);
    // No answer in all the time that it is waited for is a trip of that time.
    probe(() => {
      this.#meter.probeEnded();
      this.roundTripSeen(clock.monotonic() - now);
    });
  }
}

function isJoined({ phase }: SessionState): boolean {
  return phase.is === 'following' || phase.is === 'snapshot';
}
