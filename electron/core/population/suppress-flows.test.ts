import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellFlows } from './suppress-flows.ts';
import type { Flow } from './suppress-flows.ts';

const LEAST = 50;

/** Whether the balances of all areas leave the flow from → to no second value: it then lies in no circle of untold ones. */
function isDetermined(from: number, to: number, areas: number, untold: (a: number, b: number) => boolean): boolean {
  const groups = Array.from({ length: areas }, (_, area) => area);
  const find = (area: number): number => (groups[area] === area ? area : find(groups[area] as number));
  for (let a = 0; a < areas; a += 1)
    for (let b = 0; b < areas; b += 1)
      if (a !== b && untold(a, b) && !(a === from && b === to)) groups[find(a)] = find(b);
  return find(from) !== find(to);
}

const flows = fc.integer({ min: 2, max: 6 }).chain((areas) =>
  fc.record({
    areas: fc.constant(areas),
    persons: fc.array(fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 50, max: 3_000 })), {
      minLength: areas * areas,
      maxLength: areas * areas,
    }),
  }),
);

describe('tellFlows', () => {
  it('K3, K4: no flow under 50 is told, and none that is not told follows from the balances', () => {
    fc.assert(
      fc.property(flows, ({ areas, persons }) => {
        const all: Flow[] = persons.flatMap((n, i) => {
          const [from, to] = [Math.floor(i / areas), i % areas];
          return from === to ? [] : [{ from, to, persons: n }];
        });
        const told = tellFlows(all, areas, LEAST);
        expect(told.every((flow) => flow.persons >= LEAST)).toBe(true);
        const keys = new Set(told.map(({ from, to }) => from * areas + to));
        for (const { from, to } of all) {
          if (keys.has(from * areas + to)) continue;
          expect(
            isDetermined(from, to, areas, (a, b) => !keys.has(a * areas + b)),
            `${from}→${to}`,
          ).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });
});
