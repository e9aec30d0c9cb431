import type { Sensor } from '../../../shared/domain/resource.ts';
import { HOUR, SECOND, type Instant } from '../../../shared/kit/time.ts';
import type { Random } from '../../../shared/kit/random.ts';
import type { Level } from '../../../shared/domain/common.ts';
import type { Place, SensorPlan } from './inputs.ts';
import type { Storm } from './storm.ts';
import type { World } from './world.ts';

/** What follows from the way a sensor reads: whose it is, in which unit, how often it speaks (seconds). */
const FAMILY = {
  rain: { kind: 'rain', department: 'MET', feed: 'weather', unit: 'mm/h', every: 20, noise: 0.3, places: 1 },
  hollow: { kind: 'ponding', department: 'DMC', feed: 'water', unit: 'm', every: 30, noise: 0.004, places: 3 },
  river: { kind: 'gauge', department: 'WRB', feed: 'water', unit: 'm', every: 60, noise: 0.006, places: 2 },
} as const satisfies Record<SensorPlan['model'], object>;

/** Names of thresholds in `places.json` and the level that each means. */
const LIMIT_LEVELS: Readonly<Record<string, Level>> = {
  yellow: 3,
  orange: 2,
  red: 1,
  watch: 4,
  close: 3,
  stop: 2,
  evacuate: 1,
  warning: 3,
  guarantee: 1,
  bank: 2,
  floodLimit: 3,
  design: 1,
};

export interface SensorNet {
  /** A fault, or its end. `value` is what a stuck sensor repeats. */
  set(place: string, is: 'stuck' | 'silent' | 'well', value?: number): void;
  step(isInService: (place: string) => boolean): void;
  putAll(): void;
}

type Limits = NonNullable<Sensor['limits']>;

interface Probe {
  readonly plan: SensorPlan;
  readonly place: Place;
  readonly limits: Limits;
  readonly turn: number;
  /** What the water or the rain really is. */
  truth: number;
  fault: { readonly is: 'stuck'; readonly value: number } | { readonly is: 'silent' } | null;
  reading: { value: number | null; at: Instant };
  level: Level;
}

export function createSensorNet(world: World, plans: readonly SensorPlan[], storm: Storm, random: Random): SensorNet {
  const { outlet } = world;
  const probes = plans.map((plan, turn): Probe => {
    const place = world.place(plan.place);
    const truth = plan.model === 'rain' ? 0 : plan.start;
    const limits = limitsOf(place);
    const reading = { value: round(plan, truth), at: outlet.now };
    return { plan, place, limits, turn, truth, fault: null, reading, level: levelOf(limits, truth) };
  });
  let tick = 0;

  function grow(probe: Probe, isInService: (place: string) => boolean): number {
    const { plan } = probe;
    if (plan.model === 'rain') return storm.rainAt(outlet.now, plan.scale, plan.delay);
    const hours = SECOND / HOUR;
    const rain = storm.rainAt(outlet.now, plan.scale);
    if (plan.model === 'hollow') {
      const drains = plan.pump && !isInService(plan.pump) ? plan.drains * 0.55 : plan.drains;
      // A hollow widens upwards: the fuller it is, the slower it rises.
      const inflow = Math.max(0, rain - drains) * plan.rise * (1 - probe.truth / plan.most);
      const change = inflow - (probe.truth > 0 ? plan.fall : 0);
      return Math.min(plan.most, Math.max(0, probe.truth + change * hours));
    }
    const target = plan.base + rain * plan.rise;
    return probe.truth + ((target - probe.truth) * (SECOND / 60_000)) / plan.lag;
  }

  function measure(probe: Probe): void {
    if (probe.fault?.is === 'silent') return;
    const { feed, noise } = FAMILY[probe.plan.model];
    const measured = Math.max(0, probe.truth + (probe.truth > 0 ? random.gaussian() * noise : 0));
    const value = probe.fault ? probe.fault.value : round(probe.plan, measured);
    probe.reading = { value, at: outlet.now };
    probe.level = levelOf(probe.limits, value);
    outlet.patch(feed, sourceOf(probe), 'resource', probe.place.id, { reading: probe.reading, level: probe.level });
  }

  return {
    set(place, is, value) {
      for (const probe of probes) {
        if (probe.plan.place !== place) continue;
        probe.fault =
          is === 'well' ? null : is === 'silent' ? { is } : { is, value: value ?? probe.reading.value ?? probe.truth };
      }
    },
    step(isInService) {
      tick += 1;
      for (const probe of probes) {
        probe.truth = grow(probe, isInService);
        if ((tick + probe.turn * 3) % FAMILY[probe.plan.model].every === 0) measure(probe);
      }
    },
    putAll() {
      for (const probe of probes) {
        const { feed, kind, department, unit } = FAMILY[probe.plan.model];
        const record: Sensor = {
          form: 'sensor',
          kind,
          name: probe.place.name,
          department,
          at: probe.place.at,
          unit,
          reading: probe.reading,
          level: probe.level,
          ...(probe.limits.length > 0 ? { limits: probe.limits } : {}),
        };
        outlet.put(feed, sourceOf(probe), 'resource', probe.place.id, record);
      }
    },
  };
}

function limitsOf(place: Place): Limits {
  return Object.entries(place.limits ?? {}).flatMap(([name, value]) => {
    const level = LIMIT_LEVELS[name];
    return level === undefined || typeof value !== 'number' ? [] : [{ level, value }];
  });
}

function round(plan: SensorPlan, value: number): number {
  const scale = 10 ** FAMILY[plan.model].places;
  return Math.round(value * scale) / scale;
}

/** Levels count down from 4 (blue) to 1 (red): the highest threshold reached is the smallest number. */
function levelOf(limits: Limits, value: number): Level {
  const reached = limits.filter((limit) => value >= limit.value).map((limit) => limit.level);
  return reached.reduce<Level>((worst, level) => (worst === 0 || level < worst ? level : worst), 0);
}

function sourceOf({ plan }: Pick<Probe, 'plan'>): string {
  return `${FAMILY[plan.model].department}.telemetry`;
}
