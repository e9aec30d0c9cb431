import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kit/time.ts';
import type { PlanConstraint } from '../../../shared/protocol/console-api/plan-calls.ts';
import { violations } from './violations.ts';

const option = {
  moves: [
    { is: 'assign', unit: 'u1', incident: 'i1', seconds: 700 },
    { is: 'assign', unit: 'u2', incident: 'i1', seconds: 300 },
    { is: 'ship', from: 's1', to: 'p1', good: 'water', quantity: 90, trips: 1, arriveAt: instant(1) },
  ],
} as const;

const broken = (constraint: PlanConstraint): boolean =>
  violations({ moves: [...option.moves] }, [constraint]).length === 1;

describe('DE-V6: an option that breaks a constraint says so', () => {
  it.each<[PlanConstraint, PlanConstraint]>([
    [
      { is: 'lock', unit: 'u1', incident: 'i1' },
      { is: 'lock', unit: 'u1', incident: 'i2' },
    ],
    [
      { is: 'forbid', unit: 'u1', incident: 'i2' },
      { is: 'forbid', unit: 'u1', incident: 'i1' },
    ],
    [
      { is: 'forbid', unit: 'u3', incident: null },
      { is: 'forbid', unit: 'u1', incident: null },
    ],
    [
      { is: 'arriveWithin', incident: 'i1', minutes: 5 },
      { is: 'arriveWithin', incident: 'i1', minutes: 4 },
    ],
    [
      { is: 'atMost', incident: 'i1', count: 2 },
      { is: 'atMost', incident: 'i1', count: 1 },
    ],
    [
      { is: 'closeDepot', depot: 's2' },
      { is: 'closeDepot', depot: 's1' },
    ],
    [
      { is: 'sendFrom', depot: 's1', point: 'p1', good: 'water', quantity: 90 },
      { is: 'sendFrom', depot: 's1', point: 'p1', good: 'water', quantity: 91 },
    ],
  ])('keeps %o, breaks %o', (kept, not) => {
    expect(broken(kept)).toBe(false);
    expect(broken(not)).toBe(true);
  });

  it('says nothing of what its moves do not tell', () => {
    expect(broken({ is: 'trucks', count: 0 })).toBe(false);
    expect(broken({ is: 'keepFree', kind: 'engine', district: null, count: 9 })).toBe(false);
  });
});
