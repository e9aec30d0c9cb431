import type { Level } from '../../shared/domain/common.ts';
import type { Incident } from '../../shared/domain/incident.ts';
import type { Resource, Unit } from '../../shared/domain/resource.ts';
import type { EntityRow } from '../../shared/protocol/console-api/rows.ts';
import type { LonLat } from '../../shared/kit/geo.ts';
import { createRandom } from '../../shared/kit/random.ts';
import { instant } from '../../shared/kit/time.ts';
import type { Instant } from '../../shared/kit/time.ts';

/** What a city of many symbols is made of: two fifths incidents, three fifths units, `moving` of these under way. */
export interface Traffic {
  readonly incidents: readonly EntityRow<'incident'>[];
  readonly units: readonly EntityRow<'resource'>[];
  /** Moves the next `count` of the units under way, one second's way each; the same order at every run. */
  move(count: number): { readonly index: number; readonly at: LonLat; readonly heading: number }[];
  /** The row of a unit after a move, as the core sends it. */
  moved(index: number, at: LonLat, heading: number): EntityRow<'resource'>;
}

const BOX = { west: 117.42, south: 30.225, east: 117.76, north: 30.4 } as const;
const SUBURBS = 14;
/** Share of things that stand in a suburb or the centre; the others are anywhere. */
const GATHERED = 0.65;
const SPEED = 40;
const METRES_PER_DEGREE = 111_320;
const INCIDENTS: readonly Incident['kind'][] = ['fire', 'waterlog', 'traffic', 'medical', 'gas', 'outage'];
const UNITS: readonly Unit['kind'][] = ['engine', 'ambulance', 'police', 'boat', 'repair'];

export function createTraffic(seed: number, symbols: number, moving: number): Traffic {
  const random = createRandom(seed);
  const now = instant(Date.now());
  const suburbs = Array.from({ length: SUBURBS }, (_, index) => ({
    lon: between(BOX.west + 0.03, BOX.east - 0.03),
    lat: between(BOX.south + 0.02, BOX.north - 0.02),
    spread: index === 0 ? 0.03 : 0.008 + random.next() * 0.012,
  }));

  function between(least: number, most: number): number {
    return least + random.next() * (most - least);
  }

  function place(): LonLat {
    if (random.next() >= GATHERED) return [between(BOX.west, BOX.east), between(BOX.south, BOX.north)];
    const { lon, lat, spread } = random.pick(suburbs);
    return [lon + random.gaussian() * spread, lat + random.gaussian() * spread * 0.8];
  }

  /** One in a hundred is of level 1, four of level 2. */
  function level(): Level {
    const dice = random.next();
    return dice < 0.01 ? 1 : dice < 0.05 ? 2 : dice < 0.3 ? 3 : dice < 0.8 ? 4 : 0;
  }

  function status(): Incident['status'] {
    const dice = random.next();
    if (dice < 0.3) return { state: 'reported', since: now };
    if (dice < 0.5) return { state: 'acknowledged', since: now, by: 'bench' };
    return dice < 0.9 ? { state: 'onScene', since: now, units: [] } : { state: 'controlled', since: now };
  }

  function row<T, Id>(id: string, data: T) {
    return { id: id as Id, rev: 1, feed: 'bench', at: now, entered: now, received: now, data };
  }

  const incidents = Array.from({ length: Math.round(symbols * 0.4) }, (_, index): EntityRow<'incident'> => {
    const data: Incident = {
      kind: random.pick(INCIDENTS),
      level: level(),
      title: { zh: `第 ${index} 号事件`, en: `Incident ${index}` },
      place: { zh: `临江路 ${index} 号`, en: `${index} Linjiang Road` },
      status: status(),
      at: place(),
      reportedAt: now,
      channel: '12345',
    };
    return row(`I-${index}`, data);
  });

  function unitRow(index: number, at: LonLat, status: Unit['status'], heading: number | null, entered: Instant) {
    const kind = UNITS[index % UNITS.length] as Unit['kind'];
    const data: Resource = {
      form: 'unit', kind, name: { zh: `机动 ${index}`, en: `Unit ${index}` }, department: 'EMB', status, at,
      ...(heading === null ? {} : { heading, speed: SPEED }), positionAt: entered,
    }; // prettier-ignore
    return { ...row<Resource, EntityRow<'resource'>['id']>(`U-${index}`, data), entered, received: entered };
  }

  const units = Array.from({ length: symbols - incidents.length }, (_, index): EntityRow<'resource'> => {
    const at = place();
    if (index < moving) return unitRow(index, at, { state: 'returning', since: now }, random.int(0, 359), now);
    return unitRow(index, at, { state: random.next() < 0.8 ? 'free' : 'offDuty', since: now }, null, now);
  });
  const places = units.map(({ data }) => [...(data.at as LonLat)] as [number, number]);
  const headings = units.map(({ data }) => ('heading' in data ? (data.heading ?? 0) : 0));
  let next = 0;

  return {
    incidents,
    units,
    move(count) {
      return Array.from({ length: count }, () => {
        const index = next;
        next = (next + 1) % moving;
        const at = places[index] as [number, number];
        const out = at[0] < BOX.west || at[0] > BOX.east || at[1] < BOX.south || at[1] > BOX.north;
        const heading = ((headings[index] as number) + (out ? 170 : random.int(-12, 12)) + 360) % 360;
        headings[index] = heading;
        const degrees = SPEED / 3.6 / METRES_PER_DEGREE;
        at[0] += (Math.sin((heading * Math.PI) / 180) * degrees) / Math.cos((at[1] * Math.PI) / 180);
        at[1] += Math.cos((heading * Math.PI) / 180) * degrees;
        return { index, at: [at[0], at[1]], heading };
      });
    },
    moved: (index, at, heading) => unitRow(index, at, { state: 'returning', since: now }, heading, instant(Date.now())),
  };
}
