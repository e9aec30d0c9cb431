import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { distance } from '../../../../shared/kit/geo.ts';
import { createRandom } from '../../../../shared/kit/random.ts';
import { DAY, instant, type Instant } from '../../../../shared/kit/time.ts';
import { prepareScan, type ScanEvent, type ScanSettings } from './scan-problem.ts';
import { logRatio, Replicas } from './scan-replica.ts';
import { scanInThreads } from './scan-thread.ts';
import { scanSpaceTime } from './scan.ts';

const UNTIL = instant(100 * DAY);
const QUICK: ScanSettings = { replicas: 199, steps: 20, longest: 4 };

function quietCity(count: number, seed: number): ScanEvent[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index) => ({
    id: `e${index}`,
    place: [117 + 0.1 * random.next(), 30 + 0.1 * random.next()],
    at: (UNTIL - 1 - Math.floor(random.next() * 20 * DAY)) as Instant,
  }));
}

function planted(count: number, seed: number, days = 2): ScanEvent[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    place: [117.03 + 0.002 * random.gaussian(), 30.07 + 0.002 * random.gaussian()],
    at: (UNTIL - 1 - Math.floor(random.next() * days * DAY)) as Instant,
  }));
}

/** As the paper has it, over the same squares and circles: no packing, no bound. */
function plainMost(events: readonly ScanEvent[], settings: ScanSettings): number {
  const { problem } = prepareScan(events, UNTIL, settings);
  const { near, nearFrom, zoneFrom, zoneEnd, cellOf, stepOf, windows, atLeast } = problem;
  let most = 0;
  for (let centre = 0; centre < problem.cells; centre += 1) {
    for (let zone = zoneFrom[centre] ?? 0; zone < (zoneFrom[centre + 1] ?? 0); zone += 1) {
      const cells = new Set(near.subarray(nearFrom[centre], zoneEnd[zone]));
      for (let window = 1; window <= windows; window += 1) {
        const inZone = [...cellOf.keys()].filter((event) => cells.has(cellOf[event] ?? -1));
        const inTime = [...stepOf].filter((step) => step < window).length;
        const both = inZone.filter((event) => (stepOf[event] ?? 0) < window).length;
        if (both >= atLeast) most = Math.max(most, logRatio(both, (inZone.length * inTime) / events.length, events.length)); // prettier-ignore
      }
    }
  }
  return most;
}

describe('space-time permutation scan', () => {
  it('D7: a planted cluster is found, where and when it is, with its events', () => {
    const { clusters } = scanSpaceTime([...quietCity(600, 1), ...planted(14, 2)], UNTIL, QUICK);
    const [first] = clusters;
    expect(first?.pValue).toBeLessThanOrEqual(0.01);
    expect(distance(first?.center ?? [0, 0], [117.03, 30.07])).toBeLessThan(1_000);
    expect(first?.from).toBe(UNTIL - 2 * DAY);
    expect(first?.events.filter((id) => id.startsWith('p')).length).toBeGreaterThanOrEqual(12);
    expect(first?.events).toHaveLength(first?.observed ?? -1);
  });

  it('D7: what is busy everywhere at once is no cluster', () => {
    const busy = quietCity(400, 5).map((event, index) => ({
      ...event,
      id: `b${index}`,
      at: (UNTIL - 1 - index) as Instant,
    }));
    expect(scanSpaceTime([...quietCity(600, 1), ...busy], UNTIL, { ...QUICK, alpha: 0.01 }).clusters).toEqual([]);
  });

  it('D7: twenty quiet cities cry wolf about once', () => {
    const alarms = Array.from({ length: 20 }, (_, seed) =>
      scanSpaceTime(quietCity(300, 100 + seed), UNTIL, { ...QUICK, replicas: 99, seed }),
    ).filter(({ clusters }) => clusters.length > 0);
    expect(alarms.length).toBeLessThanOrEqual(3);
  });

  it('D8: packed counts and the bound change nothing: the largest ratio is that of the plain formula', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 20, max: 60 }), fc.integer({ min: 1, max: 7 }), (seed, count, longest) => {
        const events = [...quietCity(count, seed), ...planted(seed % 9, seed)];
        const settings = { steps: 20, longest, atLeast: 2, cell: 1_500 };
        const { problem } = prepareScan(events, UNTIL, settings);
        let most = 0;
        new Replicas(problem).observed((_zone, _window, _count, ratio) => (most = Math.max(most, ratio)));
        expect(most).toBeCloseTo(plainMost(events, settings), 9);
      }),
      { numRuns: 25 },
    ); // prettier-ignore
  });

  it('D8: a replica keeps how many events each place and each time has, and the same number is the same deal', () => {
    const { problem } = prepareScan(quietCity(300, 3), UNTIL, QUICK);
    const [one, other] = [new Replicas(problem), new Replicas(problem)];
    const forward = [0, 1, 2, 3].map((number) => one.replica(number));
    const backward = [3, 2, 1, 0].map((number) => other.replica(number)).reverse();
    expect(forward).toEqual(backward);
    expect(new Set(forward).size).toBe(4);
  });

  it('D8: one thread, two threads and none say the same', async () => {
    const events = [...quietCity(600, 1), ...planted(14, 2)];
    const settings = { ...QUICK, replicas: 99, cell: 250 };
    const program = join(import.meta.dirname, 'scan-worker.ts');
    const alone = scanSpaceTime(events, UNTIL, settings);
    // Enough work that threads are begun for it.
    expect(prepareScan(events, UNTIL, settings).problem.near.length * 4 * 99).toBeGreaterThan(20_000_000);
    for (const threads of [1, 2]) {
      expect(await scanInThreads(program, events, UNTIL, { ...settings, threads })).toEqual(alone);
    }
  });

  it('D8: nothing, one event and one place are no cluster', () => {
    expect(scanSpaceTime([], UNTIL, QUICK).clusters).toEqual([]);
    expect(scanSpaceTime(planted(1, 1), UNTIL, QUICK).clusters).toEqual([]);
    const here = quietCity(50, 1).map((event) => ({ ...event, place: [117, 30] as const }));
    expect(scanSpaceTime(here, UNTIL, QUICK).clusters).toEqual([]);
  });
});
