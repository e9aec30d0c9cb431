import type { Topic } from '../../shared/domain/topics.ts';
import { createRandom } from '../../shared/kit/random.ts';

/** A change before the hub has numbered it. */
export interface Draft {
  readonly topic: Topic;
  readonly id: string;
  readonly op: 'put' | 'patch';
  readonly at: number;
  readonly source: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const WEST = 117.4;
const SOUTH = 30.2;

/**
 * A city's traffic, the same for the same seed: first every entity once, then 80 % moves of units, 10 % changes of incidents,
 * 10 % counts of stock. `at` is `start` plus the running number, in ms.
 */
export function createLoad(
  seed: number,
  counts: { units: number; incidents: number; supplies: number },
  start: number,
) {
  const random = createRandom(seed);
  let number = 0;
  const position = () => [round(WEST + random.next() * 0.36), round(SOUTH + random.next() * 0.19)];

  function unit(index: number): Draft {
    const at = start + number++;
    return {
      topic: 'resource',
      id: `U-${index}`,
      op: 'put',
      at,
      source: 'bench',
      data: {
        form: 'unit',
        kind: 'ambulance',
        name: { zh: `急救 ${index}`, en: `Ambulance ${index}` },
        department: 'EMS',
        status: { state: 'free', since: at },
        at: position(),
        positionAt: at,
      },
    };
  }

  function incident(index: number): Draft {
    const at = start + number++;
    return {
      topic: 'incident',
      id: `I-${index}`,
      op: 'put',
      at,
      source: 'bench',
      data: {
        kind: 'waterlog',
        level: random.int(0, 4),
        title: { zh: `第 ${index} 号积水`, en: `Ponding no. ${index}` },
        status: { state: 'reported', since: at },
        at: position(),
        district: 'LP',
        reportedAt: at,
        channel: '12345',
        lead: 'DMC',
      },
    };
  }

  function supply(index: number): Draft {
    const at = start + number++;
    return {
      topic: 'supply',
      id: `S-${index}`,
      op: 'put',
      at,
      source: 'bench',
      data: {
        good: `good-${index}`,
        name: { zh: `物资 ${index}`, en: `Good ${index}` },
        depot: 'PL-D1',
        depotName: { zh: '市中心物资库', en: 'City Central Depot' },
        unit: 'L',
        quantity: 1_000,
        burnPerHour: null,
        countedAt: at,
      },
    };
  }

  function* opening(): Generator<Draft> {
    for (let index = 0; index < counts.units; index += 1) yield unit(index);
    for (let index = 0; index < counts.incidents; index += 1) yield incident(index);
    for (let index = 0; index < counts.supplies; index += 1) yield supply(index);
  }

  function move(): Draft {
    const at = start + number++;
    const data = { at: position(), heading: random.int(0, 359), speed: random.int(0, 60), positionAt: at };
    return { topic: 'resource', id: `U-${random.int(0, counts.units - 1)}`, op: 'patch', at, source: 'bench', data };
  }

  function next(): Draft {
    const dice = random.next();
    if (dice < 0.8) return move();
    if (dice < 0.9) return incident(random.int(0, counts.incidents - 1));
    const at = start + number++;
    const data = { quantity: random.int(0, 1_000), burnPerHour: random.int(1, 50), countedAt: at };
    return { topic: 'supply', id: `S-${random.int(0, counts.supplies - 1)}`, op: 'patch', at, source: 'bench', data };
  }

  return { opening, next, move, incident };
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
