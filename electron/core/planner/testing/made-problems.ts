import { createRandom, type Random } from '../../../../shared/kit/random.ts';
import { distance, type LonLat } from '../../../../shared/kit/geo.ts';
import { instant } from '../../../../shared/kit/time.ts';
import type { DispatchProblem, PlanStock, PlanWant, ReallocationProblem } from '../problem.ts';

const AT = instant(1_790_000_000_000);
/** Metres a second over the crow's distance. */
const SPEED = 8;
const KINDS = ['engine', 'ambulance', 'police', 'pump', 'boat'] as const;
const WEIGHTS = { time: 50, coverage: 50, cost: 50, fairness: 0 };

function place(random: Random): LonLat {
  return [117.4 + 0.3 * random.next(), 30.2 + 0.25 * random.next()];
}

/** Units and incidents strewn over a city of 29 by 28 km in `across × across` districts. */
export function madeDispatch(seed: number, units: number, incidents: number, across = 2): DispatchProblem {
  const random = createRandom(seed);
  const districtOf = ([lon, lat]: LonLat): number =>
    Math.min(across - 1, Math.floor(((lon - 117.4) / 0.3) * across)) * across +
    Math.min(across - 1, Math.floor(((lat - 30.2) / 0.25) * across));
  const centres = Array.from({ length: across * across }, (_, at): LonLat => [
    117.4 + (0.3 * (Math.floor(at / across) + 0.5)) / across,
    30.2 + (0.25 * ((at % across) + 0.5)) / across,
  ]);
  const unitList = Array.from({ length: units }, (_, index) => {
    const at = place(random);
    const covers = centres.flatMap((centre, district) => (distance(at, centre) / SPEED <= 600 ? [district] : []));
    return { id: `U${index}`, kind: random.pick(KINDS), at, district: districtOf(at), covers };
  });
  const incidentList = Array.from({ length: incidents }, (_, index) => {
    const at = place(random);
    const needs = KINDS.flatMap((kind) => (random.next() < 0.4 ? [{ kind, count: random.int(1, 2) }] : []));
    return { id: `I${index}`, at, district: districtOf(at), weight: random.int(1, 9), needs: needs.length > 0 ? needs : [{ kind: 'police', count: 1 }] }; // prettier-ignore
  });
  return {
    is: 'dispatch',
    at: AT,
    units: unitList,
    incidents: incidentList,
    districts: centres.map((_, at) => `D${at}`),
    seconds: unitList.map((unit) =>
      incidentList.map(({ at, needs }) =>
        needs.some(({ kind }) => kind === unit.kind) ? Math.round(60 + distance(unit.at, at) / SPEED) : null,
      ),
    ),
    constraints: [],
    weights: WEIGHTS,
  };
}

export interface MadeSizes {
  readonly depots: number;
  readonly points: number;
  readonly goods: number;
}

/** Depots that hold about `plenty` times what is wanted of each good, most points wanting most goods. */
export function madeReallocation(
  seed: number,
  { depots, points, goods }: MadeSizes,
  plenty = 1.3,
): ReallocationProblem {
  const random = createRandom(seed);
  const depotList = Array.from({ length: depots }, (_, index) => ({ id: `P${index}`, at: place(random) }));
  const pointList = Array.from({ length: points }, (_, index) => ({ id: `F${index}`, at: place(random), weight: random.int(1, 9) })); // prettier-ignore
  const goodList = Array.from({ length: goods }, (_, index) => `g${index}`);
  const wants: PlanWant[] = pointList.flatMap((_, point) =>
    goodList.flatMap((good) =>
      random.next() < 0.6
        ? [{ point, good, quantity: 10 * random.int(1, 80), by: random.next() < 0.2 ? instant(AT + 3_600_000) : null }]
        : [],
    ),
  );
  const stocks: PlanStock[] = goodList.flatMap((good) => {
    const wanted = wants.reduce((sum, want) => sum + (want.good === good ? want.quantity : 0), 0);
    return depotList.map((_, depot) => {
      const quantity = Math.round(((wanted * plenty) / depots) * 2 * random.next());
      return { depot, good, quantity, reserve: random.next() < 0.5 ? Math.round(quantity * 0.3) : null };
    });
  });
  return {
    is: 'reallocation',
    at: AT,
    depots: depotList,
    points: pointList,
    wants,
    stocks,
    sizes: Object.fromEntries(goodList.map((good) => [good, { kg: random.int(1, 30) / 10, m3: random.int(1, 40) / 1_000 }])), // prettier-ignore
    haulage: { kg: 5_000, m3: 28, loadSeconds: 1_800 },
    seconds: depotList.map((depot) => pointList.map(({ at }) => Math.round(60 + distance(depot.at, at) / SPEED))),
    constraints: [],
    weights: WEIGHTS,
  };
}
