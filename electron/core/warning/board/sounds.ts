import type { Level } from '../../../../shared/domain/common.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { WarningSound } from '../../../../shared/protocol/console-api/warning-rows.ts';
import { gravity } from './chain-rules.ts';

/** So many of the newest are told to a window that comes late. */
const KEPT = 12;

export type SoundSettings = Readonly<Record<'0' | '1' | '2' | '3' | '4', number>>;

/** B9: what deserves a sound: one per level and some seconds; in a storm only red and orange. */
export class Sounds {
  /** Seconds between two sounds of a level. */
  readonly #every: SoundSettings;
  readonly #last = new Map<Level, number>();
  #number = 0;
  #kept: readonly WarningSound[] = [];

  constructor(every: SoundSettings) {
    this.#every = every;
  }

  /** The oldest first. */
  get kept(): readonly WarningSound[] {
    return this.#kept;
  }

  /** @param monotonic ms. @returns whether it is one. */
  offer(what: Omit<WarningSound, 'number'>, monotonic: number, isStorm: boolean): boolean {
    const { level, at } = what;
    if (isStorm && gravity(level) > 2) return false;
    const last = this.#last.get(level);
    if (last !== undefined && monotonic - last < this.#every[level] * 1_000) return false;
    this.#last.set(level, monotonic);
    // After a restart of the core it goes on above what windows have sounded.
    this.#number = Math.max(this.#number + 1, at);
    this.#kept = shortened([...this.#kept, { ...what, number: this.#number }]);
    return true;
  }

  /** Forgets what is too old to be sounded. */
  expire(before: Instant): void {
    if (this.#kept.some(({ at }) => at < before)) this.#kept = this.#kept.filter(({ at }) => at >= before);
  }
}

/** Without the oldest, of the least grave first: a red one is never crowded out. */
function shortened(sounds: readonly WarningSound[]): readonly WarningSound[] {
  if (sounds.length <= KEPT) return sounds;
  const weakest = Math.max(...sounds.map(({ level }) => gravity(level)));
  const drop = sounds.findIndex(({ level }) => gravity(level) === weakest);
  return sounds.filter((_, index) => index !== drop);
}
