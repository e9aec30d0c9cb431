import type { DispatchProblem } from '../problem.ts';
import { relativeWeights, SHORTAGE, type Pair } from '../model/dispatch-model.ts';

interface Slot {
  readonly incident: number;
  readonly kind: string;
  open: number;
  /** Pairs, the soonest first; `next`: the first that may still be free. */
  readonly candidates: readonly number[];
  next: number;
}

/**
 * A plan at once, without the solver (PL5): what is locked, then the soonest unit of each deadline, then by regret (Potvin &
 * Rousseau 1993: the need first that loses most when its best unit goes elsewhere), then exchanges until none helps or `untilMs`
 * is over. Indexes into `pairs`; null: a constraint cannot be met this way.
 */
export function startDispatch(
  problem: DispatchProblem,
  pairs: readonly Pair[],
  now: () => number,
  untilMs: number,
): number[] | null {
  const rules = new Rules(problem, pairs);
  if (rules.isOverdrawn) return null;
  for (const one of problem.constraints) {
    if (one.is !== 'lock') continue;
    const index = pairs.findIndex(({ unit, incident }) => problem.units[unit]?.id === one.unit && problem.incidents[incident]?.id === one.incident); // prettier-ignore
    if (index < 0 || (!rules.sent.has(index) && !rules.send(index, true, true))) return null;
  }
  for (const one of problem.constraints) {
    if (one.is !== 'arriveWithin') continue;
    const within = [...pairs.keys()]
      .filter(
        (index) =>
          problem.incidents[pairs[index]?.incident ?? -1]?.id === one.incident &&
          (pairs[index]?.seconds ?? Infinity) <= one.minutes * 60,
      ) // prettier-ignore
      .sort((a, b) => (pairs[a]?.seconds ?? 0) - (pairs[b]?.seconds ?? 0));
    if (!within.some((index) => rules.sent.has(index)) && !within.some((index) => rules.send(index, true))) return null;
  }
  fill(rules);
  exchange(rules, now, untilMs);
  return [...rules.sent];
}

/** By the nearest unit that is free, incident by incident, the heavier first: what a duty room does by hand; for comparison. */
export function nearestFirst(problem: DispatchProblem, pairs: readonly Pair[]): number[] {
  const rules = new Rules(problem, pairs);
  const slots = [...rules.slots.values()].sort((a, b) => (rules.weights[b.incident] ?? 0) - (rules.weights[a.incident] ?? 0)); // prettier-ignore
  for (const slot of slots) {
    for (const index of slot.candidates) {
      if (slot.open === 0) break;
      rules.send(index, false);
    }
  }
  return [...rules.sent];
}

function fill(rules: Rules): void {
  const open = new Map<Slot, readonly number[]>([...rules.slots.values()].map((slot) => [slot, rules.freeOf(slot)]));
  while (open.size > 0) {
    let best: { readonly regret: number; readonly index: number } = { regret: -Infinity, index: -1 };
    for (const [slot, known] of open) {
      // Looked for again only when one of the two was taken.
      const two = known.every((index) => rules.isFree(index)) ? known : rules.freeOf(slot);
      if (two !== known) open.set(slot, two);
      const [first, second] = two;
      if (slot.open <= 0 || first === undefined) {
        open.delete(slot);
        continue;
      }
      const weight = rules.weights[slot.incident] ?? 1;
      const cost = (index: number | undefined): number =>
        (index === undefined ? SHORTAGE : rules.seconds(index)) * weight;
      const regret = cost(second) - cost(first);
      if (regret > best.regret) best = { regret, index: first };
    }
    if (best.index >= 0) rules.send(best.index, false);
  }
}

/** Sends a free unit instead of one that is sent, and exchanges the targets of two, while that is sooner. */
function exchange(rules: Rules, now: () => number, untilMs: number): void {
  for (let isBetter = true; isBetter;) {
    isBetter = false;
    for (const index of [...rules.sent]) {
      if (now() > untilMs) return;
      if (!rules.sent.has(index) || rules.isFixed(index)) continue;
      if (rules.replaceByFree(index) || rules.swap(index)) isBetter = true;
    }
  }
}

/** What is sent, and whether one more may be. */
class Rules {
  readonly pairs: readonly Pair[];
  readonly weights: readonly number[];
  readonly sent = new Set<number>();
  readonly slots = new Map<string, Slot>();
  readonly #problem: DispatchProblem;
  readonly #pairAt = new Map<string, number>();
  readonly #sentOf = new Map<number, number>();
  readonly #forbidden = new Set<string>();
  readonly #fixed = new Set<number>();
  readonly #room: number[];
  /** Units that each `keepFree` lets go. */
  readonly #loose: { readonly units: ReadonlySet<number>; left: number }[] = [];

  constructor(problem: DispatchProblem, pairs: readonly Pair[]) {
    this.#problem = problem;
    this.pairs = pairs;
    this.weights = relativeWeights(problem);
    this.#room = problem.incidents.map(({ id }) =>
      Math.min(
        ...problem.constraints.map((one) => (one.is === 'atMost' && one.incident === id ? one.count : Infinity)),
        Infinity,
      ),
    );
    for (const one of problem.constraints) {
      if (one.is === 'forbid') this.#forbidden.add(`${one.unit} ${one.incident ?? '*'}`);
      if (one.is !== 'keepFree') continue;
      const units = problem.units.flatMap((unit, index) =>
        unit.kind === one.kind && (one.district === null || problem.districts[unit.district] === one.district)
          ? [index]
          : [],
      );
      this.#loose.push({ units: new Set(units), left: units.length - one.count });
    }
    const groups = Map.groupBy(pairs.keys(), (index) => this.#keyOf(index));
    problem.incidents.forEach(({ needs }, incident) => {
      for (const { kind, count } of needs) {
        const key = `${incident} ${kind}`;
        const candidates = (groups.get(key) ?? []).sort((a, b) => this.seconds(a) - this.seconds(b));
        this.slots.set(key, { incident, kind, open: count, candidates, next: 0 });
      }
    });
    pairs.forEach(({ unit, incident }, index) => this.#pairAt.set(`${unit} ${incident}`, index));
  }

  seconds(index: number): number {
    return this.pairs[index]?.seconds ?? Infinity;
  }

  isFixed(index: number): boolean {
    return this.#fixed.has(index);
  }

  /** More are kept free than there are. */
  get isOverdrawn(): boolean {
    return this.#loose.some(({ left }) => left < 0);
  }

  /** @param isExtra beyond what is needed: only where an officer locks it. */
  send(index: number, isFixed: boolean, isExtra = false): boolean {
    const pair = this.pairs[index];
    if (!pair || !this.isFree(index)) return false;
    const slot = this.slots.get(this.#keyOf(index));
    if (!isExtra && (!slot || slot.open <= 0)) return false;
    if (slot) slot.open = Math.max(0, slot.open - 1);
    this.#put(index);
    if (isFixed) this.#fixed.add(index);
    return true;
  }

  /** The two soonest that may go. */
  freeOf(slot: Slot): number[] {
    while (slot.next < slot.candidates.length && !this.isFree(slot.candidates[slot.next] ?? -1)) slot.next += 1;
    const found: number[] = [];
    for (let at = slot.next; at < slot.candidates.length && found.length < 2; at += 1) {
      const index = slot.candidates[at] ?? -1;
      if (this.isFree(index)) found.push(index);
    }
    return found;
  }

  replaceByFree(index: number): boolean {
    const slot = this.slots.get(this.#keyOf(index));
    this.#take(index);
    for (const other of slot?.candidates ?? []) {
      if (this.seconds(other) >= this.seconds(index)) break;
      if (!this.isFree(other)) continue;
      this.#put(other);
      return true;
    }
    this.#put(index);
    return false;
  }

  swap(index: number): boolean {
    const pair = this.pairs[index];
    if (!pair) return false;
    const kind = this.#problem.units[pair.unit]?.kind;
    for (const other of this.sent) {
      const target = this.pairs[other];
      if (!target || other === index || this.#fixed.has(other) || this.#problem.units[target.unit]?.kind !== kind)
        continue;
      const here = this.#pairAt.get(`${target.unit} ${pair.incident}`) ?? -1;
      const there = this.#pairAt.get(`${pair.unit} ${target.incident}`) ?? -1;
      if (here < 0 || there < 0 || this.#isForbidden(here) || this.#isForbidden(there)) continue;
      const [mine, its] = [this.weights[pair.incident] ?? 1, this.weights[target.incident] ?? 1];
      const before = mine * this.seconds(index) + its * this.seconds(other);
      if (mine * this.seconds(here) + its * this.seconds(there) >= before - 1e-9) continue;
      for (const gone of [index, other]) this.#take(gone);
      for (const come of [here, there]) this.#put(come);
      return true;
    }
    return false;
  }

  #keyOf(index: number): string {
    const { unit, incident } = this.pairs[index] ?? { unit: -1, incident: -1 };
    return `${incident} ${this.#problem.units[unit]?.kind ?? ''}`;
  }

  isFree(index: number): boolean {
    const pair = this.pairs[index];
    if (!pair || this.#sentOf.has(pair.unit) || (this.#room[pair.incident] ?? 0) <= 0) return false;
    if (this.#loose.some(({ units, left }) => left <= 0 && units.has(pair.unit))) return false;
    return !this.#isForbidden(index);
  }

  #isForbidden(index: number): boolean {
    const { unit, incident } = this.pairs[index] ?? { unit: -1, incident: -1 };
    const id = this.#problem.units[unit]?.id ?? '';
    return (
      this.#forbidden.has(`${id} *`) || this.#forbidden.has(`${id} ${this.#problem.incidents[incident]?.id ?? ''}`)
    );
  }

  #put(index: number): void {
    const { unit, incident } = this.pairs[index] ?? { unit: -1, incident: -1 };
    this.sent.add(index);
    this.#sentOf.set(unit, index);
    this.#room[incident] = (this.#room[incident] ?? 0) - 1;
    for (const loose of this.#loose) if (loose.units.has(unit)) loose.left -= 1;
  }

  #take(index: number): void {
    const { unit, incident } = this.pairs[index] ?? { unit: -1, incident: -1 };
    this.sent.delete(index);
    this.#sentOf.delete(unit);
    this.#room[incident] = (this.#room[incident] ?? 0) + 1;
    for (const loose of this.#loose) if (loose.units.has(unit)) loose.left += 1;
  }
}
