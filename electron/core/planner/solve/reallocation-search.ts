import { createRandom, type Random } from '../../../../shared/kit/random.ts';
import type { ReallocationModel } from '../model/reallocation-model.ts';
import { loadOf, tripsOf } from '../model/reallocation-model.ts';
import type { ReallocationProblem } from '../problem.ts';

/** Points whose deliveries are taken back together, at most. */
const MOST_TAKEN = 4;
/** A worse plan may be gone on with while it is worse by about this share of the cost, less and less until the end. */
const PATIENCE = 0.004;
/** Attempts between two looks at the clock. */
const STRIDE = 16;
/** Attempts without a gain after which it is given up, for each point. */
const IDLE = 100;

interface Way {
  readonly lane: number;
  readonly want: number;
  readonly depot: number;
  readonly stock: number;
  readonly trip: number;
  readonly cost: number;
  readonly share: readonly [kg: number, m3: number];
}

/**
 * A cheaper plan near a known one, by ruin and recreate (Schrimpf et al. 2000): the deliveries of a few points near each other are
 * taken back and brought anew, truck by truck, each time the load that costs least for what it fills; kept as in annealing
 * (Kirkpatrick et al. 1983). What an officer sends stays. Quantities by lane; the caller checks them against the model.
 */
export function searchReallocation(
  problem: ReallocationProblem,
  built: ReallocationModel,
  from: ReadonlyMap<number, number>,
  now: () => number,
  untilMs: number,
): ReadonlyMap<number, number> {
  const began = now();
  const random = createRandom(1);
  const plan = new Deliveries(problem, built, from);
  let best = plan.snapshot();
  let least = plan.cost;
  let heat = 1;
  let gained = 0;
  for (let round = 0; ; round += 1) {
    if (round % STRIDE === 0) {
      const left = (untilMs - now()) / Math.max(1, untilMs - began);
      if (left <= 0 || round - gained > IDLE * problem.points.length) return best;
      heat = left;
    }
    const points = plan.someNear(random);
    if (points.length === 0) return best;
    const before = plan.cost;
    const taken = plan.takeBack(points);
    for (const point of points) plan.bring(point, random);
    const worse = plan.cost - before;
    const isKept =
      plan.isWithin() && worse < -PATIENCE * heat * (least - plan.short) * 0.1 * Math.log(1 - random.next());
    if (!isKept) plan.restore(points, taken);
    else if (plan.cost < least - 1e-6) {
      least = plan.cost;
      gained = round;
      best = plan.snapshot();
    }
  }
}

/** A plan that can be changed way by way, with what it costs by the prices of the model. */
class Deliveries {
  cost = 0;
  /** The part of the cost that shortages make. */
  short = 0;
  readonly #quantities: Float64Array;
  readonly #open: Float64Array;
  readonly #left: Float64Array;
  readonly #loads: [number, number][] = [];
  readonly #tripCost: number[] = [];
  readonly #floor: number[] = [];
  readonly #reserveCost: number[] = [];
  readonly #shortCost: readonly number[];
  readonly #isWhole: readonly boolean[];
  readonly #ways: readonly Way[];
  readonly #byPoint: readonly (readonly Way[])[];
  readonly #near: readonly (readonly number[])[];
  readonly #free: readonly number[];
  readonly #mostTrips: number;
  #trips = 0;

  constructor(problem: ReallocationProblem, built: ReallocationModel, from: ReadonlyMap<number, number>) {
    const { lanes, demands, model, columns, prices } = built;
    const stocks = new Map(problem.stocks.map(({ depot, good }, index) => [`${depot} ${good}`, index]));
    const trips = new Map<string, number>();
    this.#shortCost = prices.shortages;
    this.#isWhole = demands.map(({ most }) => Number.isInteger(most));
    this.#open = Float64Array.from(demands, ({ quantity }) => quantity);
    this.#left = Float64Array.from(problem.stocks, ({ depot, good, quantity }) => {
      const id = problem.depots[depot]?.id;
      const kept = problem.constraints.map((one) => {
        if (one.is === 'closeDepot' && one.depot === id) return 0;
        return one.is === 'keepStock' && one.depot === id && one.good === good ? Math.max(0, quantity - one.quantity) : quantity; // prettier-ignore
      });
      return Math.min(quantity, ...kept);
    });
    problem.stocks.forEach(({ depot, good, quantity, reserve }, stock) => {
      // What is held back beside the reserve is no more to be counted.
      const held = quantity - (this.#left[stock] ?? 0);
      this.#floor.push(Math.max(0, Math.min(quantity, reserve ?? 0) - held));
      this.#reserveCost.push(prices.reserves.get(`${depot} ${good}`) ?? 0);
    });
    this.#ways = lanes.map(({ depot, want }, lane): Way => {
      const { point = -1, good = '', most = 1 } = demands[want] ?? {};
      const key = `${depot} ${point}`;
      const trip = trips.get(key) ?? trips.size;
      if (!trips.has(key)) {
        trips.set(key, trip);
        this.#loads.push([0, 0]);
        this.#tripCost.push(prices.trips.get(key) ?? 0);
      }
      const stock = stocks.get(`${depot} ${good}`) ?? -1;
      return { lane, want, depot, stock, trip, cost: model.cost[columns[lane] ?? 0] ?? 0, share: loadOf(problem, good) ?? [1 / most, 1 / most] }; // prettier-ignore
    });
    this.#byPoint = problem.points.map((_, point) => this.#ways.filter(({ want }) => demands[want]?.point === point));
    const sent = new Set(problem.constraints.flatMap((one) => (one.is === 'sendFrom' ? [one.point] : [])));
    this.#free = problem.points.flatMap(({ id }, point) => ((this.#byPoint[point]?.length ?? 0) > 0 && !sent.has(id) ? [point] : [])); // prettier-ignore
    this.#near = problem.points.map(({ at }) => {
      const far = (point: number): number => {
        const other = problem.points[point]?.at ?? at;
        return Math.hypot(other[0] - at[0], other[1] - at[1]);
      };
      return [...this.#free].sort((a, b) => far(a) - far(b)).slice(0, 3 * MOST_TAKEN);
    });
    this.#mostTrips = Math.min(Infinity, ...problem.constraints.map((one) => (one.is === 'trucks' ? one.count : Infinity))); // prettier-ignore
    this.#quantities = new Float64Array(lanes.length);
    demands.forEach(({ quantity }, want) => (this.short += quantity * (this.#shortCost[want] ?? 0)));
    this.cost = this.short;
    for (const [lane, quantity] of from) {
      const way = this.#ways[lane];
      if (way) this.#carry(way, quantity);
    }
  }

  isWithin(): boolean {
    return this.#trips <= this.#mostTrips;
  }

  snapshot(): Map<number, number> {
    return new Map([...this.#quantities.entries()].filter(([, quantity]) => quantity > 1e-9));
  }

  someNear(random: Random): number[] {
    if (this.#free.length === 0) return [];
    const first = random.pick(this.#free);
    const near = [...(this.#near[first] ?? [])];
    const points = [first];
    for (let more = random.int(0, MOST_TAKEN - 1); more > 0 && near.length > 0; more -= 1) {
      const [point] = near.splice(random.int(0, near.length - 1), 1);
      if (point !== undefined && !points.includes(point)) points.push(point);
    }
    return points;
  }

  takeBack(points: readonly number[]): Map<Way, number> {
    const taken = new Map<Way, number>();
    for (const point of points) {
      for (const way of this.#byPoint[point] ?? []) {
        const quantity = this.#quantities[way.lane] ?? 0;
        if (quantity <= 0) continue;
        taken.set(way, quantity);
        this.#carry(way, -quantity);
      }
    }
    return taken;
  }

  restore(points: readonly number[], taken: ReadonlyMap<Way, number>): void {
    this.takeBack(points);
    for (const [way, quantity] of taken) this.#carry(way, quantity);
  }

  /** Truck by truck, until nothing is open or nothing is left. */
  bring(point: number, random: Random): void {
    const byTrip = Map.groupBy(this.#byPoint[point] ?? [], ({ trip }) => trip);
    const noise = new Map([...byTrip.keys()].map((trip) => [trip, 0.7 + 0.6 * random.next()]));
    for (;;) {
      let best: { readonly ways: readonly (readonly [Way, number])[] } | null = null;
      let least = Infinity;
      for (const [trip, ways] of byTrip) {
        const loaded = this.#fill(trip, ways);
        if (loaded.ways.length === 0) {
          byTrip.delete(trip);
          continue;
        }
        const price = (loaded.cost / loaded.worth) * (noise.get(trip) ?? 1);
        if (price < least) [best, least] = [loaded, price];
      }
      if (!best) return;
      for (const [way, quantity] of best.ways) this.#carry(way, quantity);
    }
  }

  /** What one more trip would take, or the room that is left in the last one. */
  #fill(trip: number, ways: readonly Way[]) {
    const load = this.#loads[trip] ?? [0, 0];
    const before = tripsOf(...load);
    const isNew = before - Math.max(...load) < 1e-3;
    const room = [before + (isNew ? 1 : 0) - load[0], before + (isNew ? 1 : 0) - load[1]];
    const loaded: (readonly [Way, number])[] = [];
    let cost = isNew ? (this.#tripCost[trip] ?? 0) : 0;
    let worth = 0;
    for (const way of ways) {
      const [kg, m3] = way.share;
      const left = this.#left[way.stock] ?? 0;
      const fits = Math.min(this.#open[way.want] ?? 0, left, kg > 0 ? (room[0] ?? 0) / kg : Infinity, m3 > 0 ? (room[1] ?? 0) / m3 : Infinity); // prettier-ignore
      const quantity = this.#isWhole[way.want] === true ? Math.floor(fits + 1e-9) : fits;
      if (quantity <= 1e-9) continue;
      room[0] = (room[0] ?? 0) - kg * quantity;
      room[1] = (room[1] ?? 0) - m3 * quantity;
      const below = Math.max(0, quantity - Math.max(0, left - (this.#floor[way.stock] ?? 0)));
      cost += way.cost * quantity + below * (this.#reserveCost[way.stock] ?? 0);
      worth += Math.max(kg, m3) * quantity;
      loaded.push([way, quantity]);
    }
    return { ways: loaded, cost, worth };
  }

  #carry({ lane, want, stock, trip, cost, share }: Way, quantity: number): void {
    const load = this.#loads[trip] ?? [0, 0];
    const trips = tripsOf(...load);
    load[0] += share[0] * quantity;
    load[1] += share[1] * quantity;
    const more = tripsOf(...load) - trips;
    this.#trips += more;
    const floor = this.#floor[stock] ?? 0;
    const left = this.#left[stock] ?? 0;
    this.#left[stock] = left - quantity;
    const below = Math.max(0, floor - left + quantity) - Math.max(0, floor - left);
    const open = this.#open[want] ?? 0;
    this.#open[want] = open - quantity;
    const short = (Math.max(0, open - quantity) - Math.max(0, open)) * (this.#shortCost[want] ?? 0);
    this.#quantities[lane] = (this.#quantities[lane] ?? 0) + quantity;
    this.short += short;
    this.cost += cost * quantity + more * (this.#tripCost[trip] ?? 0) + below * (this.#reserveCost[stock] ?? 0) + short;
  }
}
