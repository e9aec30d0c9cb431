import { HEARTBEAT_INTERVAL } from '../../../shared/protocol/feed/heartbeat.ts';
import { MINUTE } from '../../../shared/kit/time.ts';
import type { Evidence } from './grade.ts';

/** Round trips of which the middle one counts: one late answer says nothing. */
const TRIPS = 3;

/** For how long one frame that left something out unasked counts, ms. */
const OVERFULL = 5_000;

interface Beat {
  readonly at: number;
  /** That should have come between the one before and this one. */
  readonly missed: number;
  /** The connection was the same for all of that time. */
  readonly joined: boolean;
}

/**
 * G1: what is measured of one feed's link, over a minute at most. All times are monotonic milliseconds and come with the call;
 * it keeps no clock.
 */
export class GradeMeter {
  #trips: readonly number[] = [];
  #probeSent: number | null = null;
  #beats: Beat[] = [];
  #lastBeat: { readonly at: number; readonly joined: boolean } | null = null;
  #firstBeatAt: number | null = null;
  #drops: number[] = [];
  #downSince: number | null;
  /** Heads that the hub told of and the cursor has not reached, oldest first. */
  #ahead: { readonly head: number; readonly at: number }[] = [];
  #seq = 0;
  #overfullAt = -Infinity;
  /** The smallest lag of this connection, and since when it has not become smaller. */
  #best: { readonly lag: number; readonly at: number };

  constructor(now: number) {
    this.#downSince = now;
    this.#best = { lag: Infinity, at: now };
  }

  joined(now: number): void {
    if (this.#downSince === null) return;
    this.#downSince = null;
    if (this.#lastBeat) this.#lastBeat = { at: this.#lastBeat.at, joined: false };
    this.#trips = [];
    this.#probeSent = null;
    this.#ahead = [];
    this.#best = { lag: Infinity, at: now };
    this.#forget(now);
  }

  /** @param broke the line lost it; false: one of the two ends did. */
  down(now: number, broke: boolean): void {
    if (this.#downSince !== null) return;
    if (broke) this.#drops.push(now);
    this.#downSince = now;
    this.#probeSent = null;
  }

  heartbeat(now: number, head: number): void {
    this.#firstBeatAt ??= now;
    const { at, joined } = this.#lastBeat ?? { at: now, joined: true };
    this.#beats.push({ at: now, missed: missedBetween(at, now), joined });
    this.#lastBeat = { at: now, joined: true };
    if (head > Math.max(this.#seq, this.#ahead.at(-1)?.head ?? 0)) this.#ahead.push({ head, at: now });
    this.#noteLag(now);
    this.#forget(now);
  }

  cursor(now: number, seq: number): void {
    const newest = this.#ahead.at(-1);
    this.#seq = seq;
    while (this.#ahead[0] && this.#ahead[0].head <= seq) this.#ahead.shift();
    if (newest) this.#noteLag(now, newest.head);
  }

  overfull(now: number): void {
    this.#overfullAt = now;
  }

  probeSent(now: number): void {
    this.#probeSent ??= now;
  }

  /** Answered, or not any more. */
  probeEnded(): void {
    this.#probeSent = null;
  }

  trip(milliseconds: number): void {
    this.#trips = [...this.#trips, milliseconds].slice(-TRIPS);
  }

  get isProbing(): boolean {
    return this.#probeSent !== null;
  }

  /** The middle of the last round trips, or for how long an answer is waited for, when that is longer. Null: not measured. */
  roundTrip(now: number): number | null {
    const sorted = this.#trips.toSorted((a, b) => a - b);
    const middle = sorted[Math.floor(sorted.length / 2)];
    const waited = this.#probeSent === null ? 0 : now - this.#probeSent;
    if (middle === undefined) return waited > 0 ? waited : null;
    return Math.max(middle, waited);
  }

  /** Share of the last minute's heartbeats that did not come, outages and all; null in the first minute. */
  loss(now: number): number | null {
    if (this.#firstBeatAt === null || now - this.#firstBeatAt < MINUTE) return null;
    const missed = this.#missed(now, () => true);
    return missed / Math.max(1, missed + this.#since(now).length);
  }

  /**
   * @param hold ms that the hub was asked to hold back
   * @param isFollowing false: what was missed is still being caught up. Being behind is then no fault of the line as long as
   *   the lag becomes smaller.
   */
  evidence(now: number, hold: number, isFollowing: boolean): Evidence {
    const oldest = this.#ahead[0];
    const missed = this.#missed(now, ({ joined }) => joined);
    const beats = this.#since(now).length;
    return {
      joined: this.#downSince === null,
      downFor: this.#downSince === null ? 0 : now - this.#downSince,
      roundTrip: this.roundTrip(now),
      // Too few say nothing: one lost of three is not a third.
      loss: beats + missed < 10 ? null : missed / (beats + missed),
      behind: oldest ? Math.max(0, now - (isFollowing ? oldest.at : this.#best.at) - hold) : null,
      drops: this.#drops.filter((at) => now - at < MINUTE).length,
      overfull: now - this.#overfullAt < OVERFULL,
    };
  }

  #noteLag(now: number, head = this.#ahead.at(-1)?.head ?? this.#seq): void {
    const lag = Math.max(0, head - this.#seq);
    if (lag < this.#best.lag) this.#best = { lag, at: now };
  }

  #missed(now: number, counts: (beat: Pick<Beat, 'joined'>) => boolean): number {
    const past = this.#since(now).reduce((sum, beat) => sum + (counts(beat) ? beat.missed : 0), 0);
    const running = this.#lastBeat && counts({ joined: this.#lastBeat.joined && this.#downSince === null });
    const most = MINUTE / HEARTBEAT_INTERVAL;
    return Math.min(most, past + (running && this.#lastBeat ? missedBetween(this.#lastBeat.at, now) : 0));
  }

  #since(now: number): readonly Beat[] {
    return this.#beats.filter(({ at }) => now - at < MINUTE);
  }

  #forget(now: number): void {
    this.#beats = [...this.#since(now)];
    this.#drops = this.#drops.filter((at) => now - at < MINUTE);
  }
}

function missedBetween(from: number, to: number): number {
  return Math.max(0, Math.round((to - from) / HEARTBEAT_INTERVAL) - 1);
}
