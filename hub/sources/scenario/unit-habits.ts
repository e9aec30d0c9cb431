import type { Unit } from '../../../shared/domain/resource.ts';
import type { FACILITY_KINDS } from '../../../shared/domain/resource.ts';

type UnitKind = Unit['kind'];
type FacilityKind = (typeof FACILITY_KINDS)[number];

/** What a unit does when nobody calls it. Chosen so that about half of the fleet is under way at any time. */
export interface UnitHabits {
  /** Seconds of standing between two rounds. */
  readonly rest: readonly [number, number];
  /** How far from home a round goes, metres. */
  readonly radius: number;
  /** Rounds lead to facilities of these kinds; to any road when empty. */
  readonly towards: readonly FacilityKind[];
  /** Goes from place to place instead of home after each. */
  readonly patrols: boolean;
  /** Part of the speed limit driven on rounds and with blue light. */
  readonly pace: number;
  readonly urgentPace: number;
  /** Seconds from the call to the wheels turning. */
  readonly turnout: readonly [number, number];
  readonly flies?: boolean;
}

export const UNIT_HABITS: Readonly<Record<UnitKind, UnitHabits>> = {
  engine: habit({ rest: [500, 1800], radius: 2_600, pace: 0.8, urgentPace: 1.2, turnout: [25, 55] }),
  ambulance: habit({
    rest: [200, 900],
    radius: 4_000,
    towards: ['hospital', 'emsstation', 'care'],
    pace: 0.85,
    urgentPace: 1.2,
    turnout: [20, 60],
  }),
  police: habit({ rest: [5, 40], radius: 4_500, patrols: true, pace: 0.75, urgentPace: 1.25, turnout: [3, 8] }),
  pump: habit({ rest: [90, 360], radius: 4_500, patrols: true, pace: 0.75, urgentPace: 0.95, turnout: [30, 90] }),
  boat: habit({ rest: [700, 2000], radius: 3_000, pace: 0.75, urgentPace: 0.95, turnout: [50, 120] }),
  repair: habit({ rest: [120, 500], radius: 4_500, patrols: true, pace: 0.8, urgentPace: 1, turnout: [30, 90] }),
  drone: habit({ rest: [120, 420], radius: 3_500, pace: 1, urgentPace: 1, turnout: [40, 90], flies: true }),
  medteam: habit({
    rest: [400, 1200],
    radius: 9_000,
    towards: ['shelter', 'hospital', 'care'],
    pace: 0.8,
    urgentPace: 1,
    turnout: [60, 180],
  }),
  convoy: habit({
    rest: [60, 240],
    radius: 16_000,
    towards: ['depot', 'shelter'],
    patrols: true,
    pace: 0.8,
    urgentPace: 0.9,
    turnout: [60, 150],
  }),
  other: habit({ rest: [300, 900], radius: 3_000, pace: 0.8, urgentPace: 1, turnout: [30, 90] }),
};

function habit(own: Omit<UnitHabits, 'towards' | 'patrols'> & Partial<UnitHabits>): UnitHabits {
  return { towards: [], patrols: false, ...own };
}
