import type { Facility } from '../../../shared/domain/resource.ts';
import type { Random } from '../../../shared/kit/random.ts';
import type { ScenarioFeed } from './draft.ts';
import type { Place, Storyline } from './inputs.ts';
import { valueAt } from './storm.ts';
import type { World } from './world.ts';

export interface Facilities {
  setInService(place: string, inService: boolean): void;
  isInService(place: string): boolean;
  /** One more bed in use. */
  admit(place: string): void;
  step(rain: number): void;
  putAll(): void;
}

type Kind = Facility['kind'];
type Load = NonNullable<Facility['load']>;

/** Kinds of the demo city's places that the console knows as facilities; communities, bridges … are none. */
const KINDS: Readonly<Record<string, Kind>> = {
  hospital_l3: 'hospital',
  hospital_l2: 'hospital',
  clinic: 'hospital',
  shelter: 'shelter',
  depot: 'depot',
  pump_station: 'pumpst',
  substation: 'substation',
  school: 'school',
  waterworks: 'waterplant',
  nursing_home: 'care',
  command: 'command',
  fire_station: 'firestation',
  ems_station: 'emsstation',
  police_station: 'policestation',
};

export function facilityKindOf(place: Place): Kind | undefined {
  return KINDS[place.kind];
}

/** Whose feed tells about a kind of facility, and who runs it. */
const OWNER: Readonly<Record<Kind, { readonly feed: ScenarioFeed; readonly department: string }>> = {
  shelter: { feed: 'supplies', department: 'CAB' },
  care: { feed: 'supplies', department: 'CAB' },
  depot: { feed: 'supplies', department: 'GSR' },
  school: { feed: 'supplies', department: 'EDB' },
  hospital: { feed: 'health', department: 'HCB' },
  pumpst: { feed: 'water', department: 'DMC' },
  substation: { feed: 'water', department: 'PWR' },
  waterplant: { feed: 'water', department: 'WSG' },
  command: { feed: 'hotline', department: 'CCC' },
  firestation: { feed: 'fire', department: 'FRD' },
  emsstation: { feed: 'ambulance', department: 'EMS' },
  policestation: { feed: 'police', department: 'PSB' },
  other: { feed: 'police', department: 'PSB' },
};

const BEDS = { zh: '床', en: 'beds' };
const PERSONS = { zh: '人', en: 'persons' };
const PUMPS = { zh: '台', en: 'pumps' };

interface House {
  readonly place: Place;
  readonly kind: Kind;
  inService: boolean;
  used: number;
  readonly capacity: number;
  readonly unit: Load['unit'];
  /** Seconds between two reports of the load. */
  readonly every: number;
  readonly turn: number;
  said: number;
}

export function createFacilities(world: World, shelters: Storyline['shelters'], random: Random): Facilities {
  const { outlet } = world;
  const curves = new Map(shelters.map((shelter) => [shelter.place, shelter.persons]));
  const houses = new Map(
    world.places.flatMap((place, turn): [string, House][] => {
      const kind = facilityKindOf(place);
      if (!kind) return [];
      const capacity = capacityOf(place, kind);
      const used = place.beds ? place.beds.total - place.beds.free : 0;
      const unit = kind === 'hospital' ? BEDS : kind === 'pumpst' ? PUMPS : PERSONS;
      const every = kind === 'pumpst' ? 60 : kind === 'hospital' ? 100 : 80;
      return [[place.id, { place, kind, inService: true, used, capacity, unit, every, turn, said: used }]];
    }),
  );
  let tick = 0;

  const codeOf = (place: Place) =>
    world.districts.find((district) => district.key === place.district)?.code ?? place.district;
  const loadOf = (house: House): Load | undefined =>
    house.capacity > 0 && hasLoad(house.kind)
      ? { used: house.inService ? house.used : null, capacity: house.capacity, unit: house.unit, at: outlet.now }
      : undefined;

  function say(house: House, withService: boolean): void {
    const load = loadOf(house);
    house.said = house.used;
    outlet.patch(OWNER[house.kind].feed, sourceOf(house), 'resource', house.place.id, {
      ...(withService ? { inService: house.inService } : {}),
      ...(load ? { load } : {}),
    });
  }

  function usedNow(house: House, rain: number): number {
    if (house.kind === 'pumpst') return Math.min(house.capacity, Math.ceil((rain / 45) * house.capacity));
    const curve = curves.get(house.place.id);
    if (curve) return Math.min(house.capacity, Math.round(valueAt(curve, outlet.now)));
    // Walk-in patients and discharges: slowly fuller in a bad night.
    if (house.kind === 'hospital' && random.next() < 0.45) {
      return Math.max(0, Math.min(house.capacity, house.used + (random.next() < 0.72 ? 1 : -1)));
    }
    return house.used;
  }

  return {
    setInService(place, inService) {
      const house = houses.get(place);
      if (!house || house.inService === inService) return;
      house.inService = inService;
      say(house, true);
    },
    isInService: (place) => houses.get(place)?.inService ?? true,
    admit(place) {
      const house = houses.get(place);
      if (!house) return;
      house.used = Math.min(house.capacity, house.used + 1);
      say(house, false);
    },
    step(rain) {
      tick += 1;
      for (const house of houses.values()) {
        if (!hasLoad(house.kind) || (tick + house.turn * 11) % house.every !== 0 || !house.inService) continue;
        house.used = usedNow(house, rain);
        if (house.used !== house.said || house.kind === 'pumpst') say(house, false);
      }
    },
    putAll() {
      for (const house of houses.values()) {
        const load = loadOf(house);
        outlet.put(OWNER[house.kind].feed, sourceOf(house), 'resource', house.place.id, {
          form: 'facility',
          kind: house.kind,
          name: house.place.name,
          department: OWNER[house.kind].department,
          district: codeOf(house.place),
          at: house.place.at,
          inService: house.inService,
          ...(load ? { load } : {}),
        });
      }
    },
  };
}

function hasLoad(kind: Kind): boolean {
  return kind === 'hospital' || kind === 'shelter' || kind === 'pumpst';
}

function capacityOf(place: Place, kind: Kind): number {
  if (kind === 'hospital') return place.beds?.total ?? 0;
  if (kind === 'shelter') return place.capacity ?? 0;
  if (kind === 'pumpst' && place.pumps && !Array.isArray(place.pumps)) return place.pumps.count;
  return 0;
}

function sourceOf(house: House): string {
  return `${OWNER[house.kind].department}.desk`;
}
