import { demandsOf, lanesOf, loadOf, tripsOf, type Demand, type Lane } from '../model/reallocation-model.ts';
import type { ReallocationProblem } from '../problem.ts';

/**
 * A plan at once (PL5): what an officer sends, then the heavier wants first, each from the soonest depot above its reserve, then
 * from the soonest at all. Quantities by lane; null: a constraint cannot be met this way.
 */
export function startReallocation(problem: ReallocationProblem): Map<number, number> | null {
  const demands = demandsOf(problem);
  const lanes = lanesOf(problem, demands);
  const book = new Book(problem, demands, lanes);
  for (const one of problem.constraints) {
    if (one.is !== 'sendFrom') continue;
    let open = one.quantity;
    lanes.forEach(({ depot, want }, index) => {
      const demand = demands[want];
      const fits = problem.depots[depot]?.id === one.depot && demand?.good === one.good && problem.points[demand.point]?.id === one.point; // prettier-ignore
      if (fits && open > 0) open -= book.carry(index, open, false);
    });
    if (open > 1e-9) return null;
  }
  const byWant = Map.groupBy(lanes.keys(), (index) => lanes[index]?.want ?? -1);
  const order = [...demands.keys()].sort((a, b) => heaviness(problem, demands[b]) - heaviness(problem, demands[a]));
  for (const keepsReserve of [true, false]) {
    for (const want of order) {
      const ways = (byWant.get(want) ?? []).sort((a, b) => (lanes[a]?.seconds ?? 0) - (lanes[b]?.seconds ?? 0));
      for (const index of ways) book.carry(index, Infinity, keepsReserve);
    }
  }
  return book.quantities;
}

function heaviness({ points }: ReallocationProblem, demand: Demand | undefined): number {
  // Among equals the one that must be there first.
  return (points[demand?.point ?? -1]?.weight ?? 0) + (demand?.by !== null ? 0.5 : 0);
}

class Book {
  readonly quantities = new Map<number, number>();
  readonly #problem: ReallocationProblem;
  readonly #demands: readonly Demand[];
  readonly #lanes: readonly Lane[];
  readonly #open: number[];
  readonly #stock = new Map<string, { left: number; readonly floor: number }>();
  readonly #loads = new Map<string, [number, number]>();
  #trucks: number;

  constructor(problem: ReallocationProblem, demands: readonly Demand[], lanes: readonly Lane[]) {
    this.#problem = problem;
    this.#demands = demands;
    this.#lanes = lanes;
    this.#open = demands.map(({ quantity, most }) => Math.max(quantity, most));
    for (const { depot, good, quantity, reserve } of problem.stocks) {
      const id = problem.depots[depot]?.id;
      let left = quantity;
      for (const one of problem.constraints) {
        if (one.is === 'closeDepot' && one.depot === id) left = 0;
        if (one.is === 'keepStock' && one.depot === id && one.good === good) left = Math.min(left, Math.max(0, quantity - one.quantity)); // prettier-ignore
      }
      this.#stock.set(`${depot} ${good}`, { left, floor: Math.max(0, left - Math.max(0, quantity - (reserve ?? 0))) });
    }
    this.#trucks = Math.min(
      Infinity,
      ...problem.constraints.map((one) => (one.is === 'trucks' ? one.count : Infinity)),
    );
  }

  /** Puts as much as there is, as is wanted and as the trucks that are left can take on a lane; says how much. */
  carry(index: number, most: number, keepsReserve: boolean): number {
    const lane = this.#lanes[index];
    const demand = this.#demands[lane?.want ?? -1];
    if (!lane || !demand) return 0;
    const stock = this.#stock.get(`${lane.depot} ${demand.good}`);
    if (!stock) return 0;
    const trip = `${lane.depot} ${demand.point}`;
    const load = this.#loads.get(trip) ?? [0, 0];
    const before = tripsOf(...load);
    const size = loadOf(this.#problem, demand.good) ?? [1 / demand.most, 1 / demand.most];
    const room = Math.min(...size.map((share, at) => (share > 0 ? (before + this.#trucks - (load[at] ?? 0)) / share : Infinity))); // prettier-ignore
    const held = stock.left - (keepsReserve ? stock.floor : 0);
    const quantity = Math.min(this.#open[lane.want] ?? 0, held, room, most);
    if (!(quantity > 1e-9)) return 0;
    stock.left -= quantity;
    this.#open[lane.want] = (this.#open[lane.want] ?? 0) - quantity;
    const after: [number, number] = [load[0] + size[0] * quantity, load[1] + size[1] * quantity];
    this.#loads.set(trip, after);
    this.#trucks -= tripsOf(...after) - before;
    this.quantities.set(index, (this.quantities.get(index) ?? 0) + quantity);
    return quantity;
  }
}
