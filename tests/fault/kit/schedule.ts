import type { Random } from '../../../shared/kit/random.ts';
import type { Weather } from './chaos-proxy.ts';

/** One stretch of weather; `cut` resets every connection at its start. */
export interface Stretch {
  readonly name: string;
  readonly milliseconds: number;
  readonly weather: Weather;
  readonly cut: boolean;
}

const KINDS: readonly { readonly name: string; readonly weather: Weather; readonly cut?: boolean }[] = [
  { name: 'fair', weather: {} },
  { name: 'partition', weather: { partition: true } },
  { name: 'delay', weather: { delay: [20, 250] } },
  { name: 'drop', weather: { drop: 0.08 } },
  { name: 'duplicate', weather: { duplicate: 0.3 } },
  { name: 'reorder', weather: { reorder: 0.3 } },
  { name: 'truncate', weather: { truncate: 0.02 } },
  { name: 'narrow', weather: { bytesPerSecond: 30_000 } },
  { name: 'cut', weather: {}, cut: true },
  { name: 'everything', weather: { delay: [0, 60], drop: 0.03, duplicate: 0.1, reorder: 0.1, truncate: 0.005 } },
];

/** Stretches that fill `milliseconds`: each kind once in a random order, then any. */
export function createSchedule(random: Random, milliseconds: number): Stretch[] {
  const stretches: Stretch[] = [];
  let left = milliseconds;
  let fresh = [...KINDS];
  while (left > 0) {
    if (fresh.length === 0) fresh = [...KINDS];
    const [kind] = fresh.splice(random.int(0, fresh.length - 1), 1);
    if (!kind) break;
    const length = Math.min(left, random.int(1_000, 3_500));
    stretches.push({ name: kind.name, weather: kind.weather, cut: kind.cut === true, milliseconds: length });
    left -= length;
  }
  return stretches;
}
