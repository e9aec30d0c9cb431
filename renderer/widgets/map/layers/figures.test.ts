import { describe, expect, it } from 'vitest';
import type { Facility } from '../../../../shared/domain/resource.ts';
import type { Supply } from '../../../../shared/domain/supply.ts';
import { instant } from '../../../../shared/kit/time.ts';
import { firstUsedUp, freeAt } from './figures.ts';

const AT = instant(0);

function place(kind: Facility['kind'], used: number | null, capacity = 100, inService = true): Facility {
  return {
    form: 'facility',
    kind,
    name: { en: 'X' },
    at: [0, 0],
    inService,
    load: { used, capacity, unit: { en: 'bed' }, at: AT },
  };
}

function stock(depot: string, good: string, quantity: number, burnPerHour: number | null): Supply {
  return {
    good,
    name: { en: good },
    depot,
    depotName: { en: depot },
    unit: 'box',
    quantity,
    burnPerHour,
    countedAt: AT,
  };
}

describe('what is left', () => {
  it('L8: free places, never under none; not known is not none', () => {
    expect(freeAt(place('hospital', 60))).toEqual({ kind: 'hospital', free: 40, short: false });
    expect(freeAt(place('shelter', 130))).toEqual({ kind: 'shelter', free: 0, short: true });
    expect(freeAt(place('hospital', null))).toEqual({ kind: 'hospital', free: null, short: false });
    expect(freeAt(place('hospital', 1, 100, false))).toBeNull();
    expect(freeAt(place('school', 1))).toBeNull();
  });

  it('L8: of a depot the good that runs out first; what is not used says nothing', () => {
    const first = firstUsedUp([stock('D1', 'water', 100, 10), stock('D1', 'food', 12, 4), stock('D1', 'mask', 1, null), stock('D2', 'mask', 5, 0)], 6); // prettier-ignore
    expect(first.get('D1')).toMatchObject({ hours: 3, short: true, supply: { good: 'food' } });
    expect(first.has('D2')).toBe(false);
  });
});
