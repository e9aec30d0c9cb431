import type { LocalText } from '../../shared/domain/common.ts';

export type Tags = ReadonlyMap<string, string>;

/** Speeds in km/h; null where a direction may not be driven. */
export interface Driving {
  readonly forward: number | null;
  readonly backward: number | null;
}

/**
 * Classes of `highway` that motor vehicles use, and the speed in km/h where a road states none: the middle one of the design
 * speeds in JTG B01-2014 (motorway 120/100/80) and CJJ 37-2012, table 3.2.1 (快速路 100/80/60, 主干路 60/50/40, 次干路
 * 50/40/30, 支路 40/30/20). Ours: ramps two thirds of that in whole tens, 15 in yards and living streets. Left out on purpose:
 * track, pedestrian, footway, cycleway, path, steps, bus_guideway, raceway, construction, proposed, and ferries.
 */
const CLASS_SPEEDS: Readonly<Record<string, number>> = {
  motorway: 100, motorway_link: 60,
  trunk: 80, trunk_link: 50,
  primary: 50, primary_link: 30,
  secondary: 40, secondary_link: 30,
  tertiary: 30, tertiary_link: 20,
  unclassified: 30, residential: 30, road: 30,
  living_street: 15, service: 15,
}; // prettier-ignore

/** Values of `maxspeed` without a number. The zones are those of the wiki's default speed limits that most countries share. */
const NAMED_SPEEDS: Readonly<Record<string, number>> = {
  none: 120, motorway: 120, rural: 80, urban: 50, living_street: 15, walk: 7,
}; // prettier-ignore
const SLOWEST = 3;
const FASTEST = 130;
const KMH_PER_MPH = 1.609344;

/** The first of these that a way has decides: the more particular tag is meant for us (OSM wiki, Key:access). */
const ACCESS_KEYS = ['emergency', 'motorcar', 'motor_vehicle', 'vehicle', 'access'];
/** `private` too: whether a gate opens is not in the data. A way that emergency vehicles may use says `emergency=yes`. */
const NO_ENTRY = new Set(['no', 'private', 'agricultural', 'forestry', 'military']);
/** Rows of a car park and lanes under a counter: many short roads that lead nowhere. */
const SERVICES_LEFT_OUT = new Set(['parking_aisle', 'drive-through']);

/** How a way may be driven; null when not at all. */
export function drivingOf(tags: Tags): Driving | null {
  const kind = tags.get('highway');
  const usual = kind !== undefined && Object.hasOwn(CLASS_SPEEDS, kind) ? CLASS_SPEEDS[kind] : undefined;
  if (usual === undefined || tags.get('area') === 'yes') return null;
  if (SERVICES_LEFT_OUT.has(tags.get('service') ?? '')) return null;
  const decisive = ACCESS_KEYS.find((key) => tags.has(key));
  if (decisive !== undefined && NO_ENTRY.has(tags.get(decisive) ?? '')) return null;

  const both = speedOf(tags.get('maxspeed')) ?? usual;
  const forward = speedOf(tags.get('maxspeed:forward')) ?? both;
  const backward = speedOf(tags.get('maxspeed:backward')) ?? both;
  switch (direction(tags)) {
    case 'both':
      return { forward, backward };
    case 'forward':
      return { forward, backward: null };
    case 'backward':
      return { forward: null, backward };
    case 'none':
      return null;
  }
}

/** OSM wiki, Key:oneway: what is said wins; a roundabout and a motorway are one-way without saying so. */
function direction(tags: Tags): 'both' | 'forward' | 'backward' | 'none' {
  switch (tags.get('oneway')) {
    case 'yes':
    case '1':
    case 'true':
      return 'forward';
    case '-1':
    case 'reverse':
      return 'backward';
    case 'no':
    case '0':
    case 'false':
    case 'alternating':
      return 'both';
    case 'reversible':
      // By the hour, and the data does not say which.
      return 'none';
  }
  const junction = tags.get('junction');
  const isImplied = junction === 'roundabout' || junction === 'circular' || tags.get('highway') === 'motorway';
  return isImplied ? 'forward' : 'both';
}

/**
 * `50` · `50 km/h` · `30 mph` · `none` · `CN:urban` · `DE:zone:30` · `60;40` (the lower one counts). Undefined when it says
 * nothing that is a speed (`signals`, `variable`), so that the class decides.
 */
export function speedOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const speeds = text.split(/[;|]/).map((part) => {
    const value = part.trim().toLowerCase();
    const found = /^(?:[a-z]{2}(?:-[a-z]+)?:)?(?:zone:)?(\d+(?:\.\d+)?)\s*(mph|km\/h|kmh|kph)?$/.exec(value);
    if (found) return Number(found[1]) * (found[2] === 'mph' ? KMH_PER_MPH : 1);
    const name = value.split(':').at(-1) ?? '';
    return Object.hasOwn(NAMED_SPEEDS, name) ? NAMED_SPEEDS[name] : undefined;
  });
  const known = speeds.filter((speed): speed is number => speed !== undefined && speed > 0);
  return known.length === 0 ? undefined : Math.min(FASTEST, Math.max(SLOWEST, Math.min(...known)));
}

export function isBridge(tags: Tags): boolean {
  return tags.has('bridge') && tags.get('bridge') !== 'no';
}

/** The name in the languages that the way has; its number where it has no name. */
export function nameOf(tags: Tags): LocalText | null {
  const name = (tags.get('name') ?? tags.get('ref'))?.slice(0, 200);
  const isHan = name !== undefined && /\p{Script=Han}/u.test(name);
  const zh = tags.get('name:zh')?.slice(0, 200) ?? (isHan ? name : undefined);
  const en = tags.get('name:en')?.slice(0, 200) ?? (isHan ? undefined : name);
  if (zh === undefined && en === undefined) return null;
  return { ...(zh !== undefined && { zh }), ...(en !== undefined && { en }) };
}
