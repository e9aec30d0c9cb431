import type { Supply } from '../../../shared/domain/supply.ts';
import { HOUR, MINUTE, SECOND } from '../../../shared/kit/time.ts';
import type { Random } from '../../../shared/kit/random.ts';
import type { Curve, Storyline } from './inputs.ts';
import { valueAt } from './storm.ts';
import type { World } from './world.ts';

export interface Stock {
  /** Takes goods out of one depot now; they are counted in at the other after `minutes`. */
  transfer(good: string, from: string, to: string, sent: number, received: number, minutes: number): void;
  step(): void;
  putAll(): void;
}

interface Shelf {
  readonly id: string;
  readonly burn: Curve;
  /** What is really there. */
  left: number;
  record: Supply;
  nextCount: number;
  /** Goods that came in and went out by transfer since the last count: they are not use. */
  moved: number;
}

const SOURCE = 'GSR.depot';
const IDLE: Curve = [[0, 0]];

/** Depots count each good in use every six to ten minutes, the others rarely; the burn rate is what two counts say, so it starts unknown. */
export function createStock(world: World, plans: Storyline['stock'], random: Random): Stock {
  const { outlet } = world;
  const depots = world.places.filter((place) => place.kind === 'depot');
  const shelves = plans.flatMap((plan) =>
    depots.flatMap((depot): Shelf[] => {
      const quantity = depot.stock?.[plan.good];
      if (quantity === undefined) return [];
      const record: Supply = {
        good: plan.good,
        name: plan.name,
        depot: depot.id,
        depotName: depot.name,
        unit: plan.unit,
        quantity,
        burnPerHour: null,
        reserve: Math.round(quantity * plan.reserve),
        countedAt: outlet.now,
      };
      return [
        {
          id: `${depot.id}:${plan.good}`,
          burn: plan.burn[depot.id] ?? IDLE,
          left: quantity,
          record,
          // Staggered, so that depots do not report all at once; some have counted twice when the scenario opens.
          nextCount: outlet.now + random.int(17 * 60, 29 * 60) * SECOND,
          moved: 0,
        },
      ];
    }),
  );
  const arrivals: { at: number; shelf: Shelf; quantity: number }[] = [];

  function count(shelf: Shelf): void {
    const quantity = Math.floor(shelf.left);
    const hours = (outlet.now - shelf.record.countedAt) / HOUR;
    const used = Math.max(0, shelf.record.quantity + shelf.moved - quantity);
    shelf.moved = 0;
    shelf.nextCount = outlet.now + random.int(6 * 60, 10 * 60) * SECOND * (valueAt(shelf.burn, outlet.now) > 0 ? 1 : 4);
    const burnPerHour = hours > 0 ? Math.round(used / hours) : shelf.record.burnPerHour;
    shelf.record = { ...shelf.record, quantity, burnPerHour, countedAt: outlet.now };
    outlet.patch('supplies', SOURCE, 'supply', shelf.id, { quantity, burnPerHour, countedAt: outlet.now });
  }

  return {
    transfer(good, from, to, sent, received, minutes) {
      const giver = shelves.find((shelf) => shelf.id === `${from}:${good}`);
      const taker = shelves.find((shelf) => shelf.id === `${to}:${good}`);
      if (!giver || !taker) return;
      const out = Math.min(sent, giver.left);
      giver.left -= out;
      giver.moved -= out;
      count(giver);
      arrivals.push({ at: outlet.now + minutes * MINUTE, shelf: taker, quantity: Math.min(received, out) });
    },
    step() {
      for (const shelf of shelves) {
        shelf.left = Math.max(0, shelf.left - valueAt(shelf.burn, outlet.now) * (SECOND / HOUR));
        if (outlet.now >= shelf.nextCount) count(shelf);
      }
      while (arrivals[0] && outlet.now >= arrivals[0].at) {
        const arrival = arrivals.shift();
        if (!arrival) break;
        arrival.shelf.left += arrival.quantity;
        arrival.shelf.moved += arrival.quantity;
        count(arrival.shelf);
      }
    },
    putAll() {
      for (const shelf of shelves) outlet.put('supplies', SOURCE, 'supply', shelf.id, shelf.record);
    },
  };
}
