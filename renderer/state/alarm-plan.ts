import type { Level } from '../../shared/domain/common.ts';
import { instantSchema } from '../../shared/domain/common.ts';
import { instant, MINUTE, SECOND, type Instant } from '../../shared/kit/time.ts';
import type { WarningSound } from '../../shared/protocol/console-api/warning-rows.ts';
import { levelRank } from './incident-order.ts';

/** Levels that have a tone; an ungraded warning is silent. */
export type Tone = Exclude<Level, 0>;

/** N2: so long after its last tone an open warning sounds again; yellow and blue sound once. */
export const REPEAT: Readonly<Partial<Record<Tone, number>>> = { 1: 6 * SECOND, 2: 20 * SECOND };
/** In a storm nothing but red sounds again sooner than this. */
export const STORM_REPEAT = MINUTE;
/** Two tones never run into each other. */
export const LEAST_GAP = 2_500;

export interface AlarmScene {
  readonly now: Instant;
  /** The gravest level that nobody has; null when somebody has all. */
  readonly open: Tone | null;
  /** What the core wants sounded and this console has not, oldest first. */
  readonly fresh: readonly WarningSound[];
  readonly isStorm: boolean;
  readonly mutedUntil: Instant | null;
  /** When each level sounded last in this console. */
  readonly last: Readonly<Partial<Record<Tone, Instant>>>;
}

/**
 * Which tone is due now, or null. The gravest first, one at a time; a mute silences all but red; a storm keeps its rate. What is
 * new sounds at once, what stays open is repeated by its level.
 */
export function dueTone({ now, open, fresh, isStorm, mutedUntil, last }: AlarmScene): Tone | null {
  const latest = Math.max(0, ...Object.values(last));
  if (now - latest < LEAST_GAP && now >= latest) return null;
  const isMuted = mutedUntil !== null && now < mutedUntil;
  const wanted = fresh.map(({ level }) => level).filter((level): level is Tone => level !== 0);
  const repeat = open === null ? undefined : REPEAT[open];
  if (open !== null && repeat !== undefined && now - (last[open] ?? 0) >= repeat) wanted.push(open);
  const tone = wanted.sort((a, b) => levelRank(a) - levelRank(b))[0];
  if (tone === undefined || (isMuted && tone !== 1)) return null;
  if (isStorm && tone !== 1 && now - latest < STORM_REPEAT) return null;
  return tone;
}

/** What the officer chose for sound; kept by the core, the same in every window. */
export interface SoundChoice {
  /** 0.2…1: it can be made soft, not off. */
  readonly volume: number;
  readonly mutedUntil: Instant | null;
}

export const VOLUMES = [0.25, 0.5, 0.75, 1] as const;

export function parseSound(stored: unknown): SoundChoice {
  const { volume, mutedUntil } = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<
    string,
    unknown
  >;
  const until = instantSchema.safeParse(mutedUntil);
  return {
    volume: VOLUMES.find((known) => known === volume) ?? 0.75,
    mutedUntil: until.success ? instant(until.data) : null,
  };
}
