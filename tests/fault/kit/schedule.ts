import type { Random } from '../../../shared/kit/random.ts';
import type { Weather } from './chaos-proxy.ts';

/** One stretch of weather; `cut` resets every connection at its start. */
export interface Stretch {
  readonly name: string;
  readonly milliseconds: number;
  readonly weather: Weather;
  readonly cut: boolean;
}

type Kind = Pick<Stretch, 'name' | 'weather' | 'cut'>;

/** Leaves the connection standing. */
const GENTLE: readonly Kind[] = [
  { name: 'fair', weather: {}, cut: false },
  { name: 'delay', weather: { delay: [20, 250] }, cut: false },
  { name: 'duplicate', weather: { duplicate: 0.3 }, cut: false },
  { name: 'reorder', weather: { reorder: 0.3 }, cut: false },
  { name: 'narrow', weather: { bytesPerSecond: 30_000 }, cut: false },
];
/** Ends it sooner or later. */
const ROUGH: readonly Kind[] = [
  { name: 'partition', weather: { partition: true }, cut: false },
  { name: 'drop', weather: { drop: 0.08 }, cut: false },
  { name: 'truncate', weather: { truncate: 0.05 }, cut: false },
  { name: 'cut', weather: {}, cut: true },
  {
    name: 'everything',
    weather: { delay: [0, 60], drop: 0.03, duplicate: 0.1, reorder: 0.1, truncate: 0.005 },
    cut: false,
  },
];

/**
 * Stretches that fill `milliseconds`: first each gentle kind, then each rough one, each group in a random order, and so
 * on. In a mixed order a console that waits for its next try would miss most of the weather.
 */
export function createSchedule(random: Random, milliseconds: number): Stretch[] {
  const stretches: Stretch[] = [];
  let left = milliseconds;
  while (left > 0) {
    for (const group of [GENTLE, ROUGH]) {
      const fresh = [...group];
      while (left > 0 && fresh.length > 0) {
        const [kind] = fresh.splice(random.int(0, fresh.length - 1), 1);
        if (!kind) break;
        const length = Math.min(left, random.int(1_500, 3_500));
        stretches.push({ ...kind, milliseconds: length });
        left -= length;
      }
    }
  }
  return stretches;
}
