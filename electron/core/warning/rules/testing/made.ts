import { instant, MINUTE, type Instant } from '../../../../../shared/kit/time.ts';
import type { LonLat } from '../../../../../shared/kit/geo.ts';
import { noAreas, type Areas } from '../areas.ts';
import type { WatchedRule } from '../finding.ts';
import type { Happening, Sighting } from '../sighting.ts';

/** A Wednesday, 08:00 in China. */
export const START = instant(1_750_204_800_000);

export function at(minutes: number): Instant {
  return instant(START + minutes * MINUTE);
}

export function madeRule(part: Partial<WatchedRule> = {}): WatchedRule {
  return {
    id: 'R-1',
    name: { zh: '试验规则', en: 'Test rule' },
    method: 'threshold',
    source: { of: 'sensor', kinds: ['rain'] },
    districts: [],
    direction: 'above',
    rungs: [
      { level: 3, value: 30 },
      { level: 2, value: 50 },
      { level: 1, value: 80 },
    ],
    clear: 0.8,
    clearMinutes: 15,
    coolDownMinutes: 10,
    windowMinutes: 60,
    atLeast: 0,
    departments: ['EMB'],
    event: { zh: '强降雨', en: 'Heavy rain' },
    enabled: true,
    version: 1,
    ...part,
  };
}

export const AREAS: Areas = {
  ...noAreas(),
  districts: ['WJ', 'LP'],
  nameOf: (code) => ({ zh: `${code}区`, en: `District ${code}` }),
};

export function rain(id: string, minutes: number, value: number | null, part: Partial<Sighting> = {}): Sighting {
  const place: LonLat = [117.5, 30.3];
  return {
    of: 'sensor',
    kind: 'rain',
    subject: { topic: 'resource', id, name: { zh: `${id}站`, en: `Gauge ${id}` }, at: place },
    district: null,
    at: at(minutes),
    value,
    unit: 'mm/h',
    limits: undefined,
    quantity: null,
    ...part,
  };
}

let count = 0;

export function call(minutes: number, part: Partial<Happening> = {}): Happening {
  count += 1;
  return {
    of: 'incident',
    id: `i${count}`,
    kind: 'waterlog',
    area: 'WJ',
    at: at(minutes),
    place: [117.5, 30.3],
    ...part,
  };
}
