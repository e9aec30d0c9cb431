import type { StormRow } from '../../shared/protocol/console-api/warning-rows.ts';
import { SECOND, type Instant } from '../../shared/kit/time.ts';
import type { Clock } from './clock.ts';
import { dueTone, type SoundChoice, type Tone } from './alarm-plan.ts';
import type { LiveCollection } from './live-collection.ts';
import { takeSoundTurn } from './sound-turn.ts';
import { ToneBox } from './tones.ts';
import type { WarningIndex } from './warnings.ts';

/** `blocked`: the browser lets nothing sound before a click · `elsewhere`: another window of this console sounds. */
export type SoundState = 'blocked' | 'elsewhere' | 'here';

export interface AlarmParts {
  readonly index: WarningIndex;
  readonly storm: LiveCollection<StormRow>;
  readonly clock: Clock;
  choice(): SoundChoice;
}

/**
 * Sounds what nobody has yet, in one window of a console. What is new comes from the core, limited in rate already; that it is
 * repeated until somebody takes it is ours.
 */
export class AlarmSound {
  readonly #parts: AlarmParts;
  readonly #box = new ToneBox();
  readonly #listeners = new Set<() => void>();
  readonly #stops: (() => void)[];
  #leave: (() => void) | null = null;
  #state: SoundState = 'blocked';
  /** Number of the last sound of the core that was heard or let go; null before its first word. */
  #heard: number | null = null;
  #last: Partial<Record<Tone, Instant>> = {};

  constructor(parts: AlarmParts) {
    this.#parts = parts;
    const touched = (): void => {
      if (!this.#box.isAllowed) this.#box.allow();
    };
    window.addEventListener('pointerdown', touched, true);
    window.addEventListener('keydown', touched, true);
    const looked = (): void => this.#standBack();
    document.addEventListener('visibilitychange', looked);
    this.#stops = [
      () => document.removeEventListener('visibilitychange', looked),
      () => window.removeEventListener('pointerdown', touched, true),
      () => window.removeEventListener('keydown', touched, true),
      this.#box.onAllowed(() => this.#look()),
      parts.storm.onChange(() => this.#sound()),
      parts.clock.subscribe(() => this.#sound()),
    ];
    this.#look();
  }

  get state(): SoundState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** How a level sounds, at the officer's volume, whatever else is going on. */
  test(tone: Tone): void {
    this.#box.allow();
    this.#box.play(tone, this.#parts.choice().volume);
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#leave?.();
    this.#box.close();
  }

  /** A window that may not sound must not hold the turn of one that may. */
  #look(): void {
    if (this.#box.isAllowed && !this.#leave) {
      this.#enter('elsewhere');
      this.#leave = takeSoundTurn(() => this.#enter('here'));
    }
    if (!this.#box.isAllowed) {
      this.#leave?.();
      this.#leave = null;
      this.#enter('blocked');
    }
  }

  /** Timers of a hidden window are slowed down: one that is seen has the turn before it. */
  #standBack(): void {
    if (!document.hidden || !this.#leave) return;
    this.#leave();
    this.#leave = null;
    this.#look();
  }

  #enter(state: SoundState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
    this.#sound();
  }

  #sound(): void {
    const { index, storm, clock, choice } = this.#parts;
    const row = storm.rows.get('storm');
    if (!row) return;
    const newest = row.sounds.at(-1)?.number ?? 0;
    // What sounded before this window was there is over; what is still open is repeated anyway. A core that starts again counts anew.
    if (this.#heard === null || this.#heard > newest) this.#heard = newest;
    if (this.#state !== 'here') return;
    const heard = this.#heard;
    const { volume, mutedUntil } = choice();
    const tone = dueTone({
      now: clock.now,
      open: toneOf(index),
      fresh: row.sounds.filter(({ number }) => number > heard),
      isStorm: row.state === 'storm',
      mutedUntil,
      last: this.#last,
    });
    if (tone === null) return;
    this.#heard = newest;
    this.#last = { ...this.#last, [tone]: clock.now };
    this.#box.play(tone, volume);
  }
}

function toneOf(index: WarningIndex): Tone | null {
  const level = index.alarms[0]?.alert.level;
  return level === undefined || level === 0 ? null : level;
}

/** A mute lasts so long, minutes. */
export const MUTES = [1, 15, 60] as const;
/** `F9` (design.md §11). */
export const SHORT_MUTE = 60 * SECOND;
