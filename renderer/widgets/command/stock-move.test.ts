import { describe, expect, it } from 'vitest';
import type { Supply } from '../../../shared/domain/supply.ts';
import { instant } from '../../../shared/kit/time.ts';
import { checkMove, moveTargets, type SupplyRow } from './stock-move.ts';

const now = instant(1_800_000_000_000);

function stock(id: string, data: Partial<Supply> = {}): SupplyRow {
  const supply: Supply = {
    good: 'water',
    name: { en: 'Water' },
    depot: id,
    depotName: { en: id },
    unit: 'L',
    quantity: 100,
    burnPerHour: null,
    countedAt: now,
    ...data,
  };
  return { id: id as SupplyRow['id'], rev: 1, feed: 'supplies', at: now, entered: now, received: now, data: supply };
}

describe('K9: moving stock', () => {
  it('goes to depots of the same good and unit, the shortest of its reserve first', () => {
    const rows = [
      stock('from'),
      stock('full', { reserve: 50 }),
      stock('short', { quantity: 10, reserve: 50 }),
      stock('unplanned', { quantity: 0 }),
      stock('other', { good: 'food' }),
      stock('bottles', { unit: 'bottle' }),
    ];
    expect(moveTargets(stock('from'), rows).map(({ id }) => id)).toEqual(['short', 'full', 'unplanned']);
  });

  it('refuses more than there is, and warns below the reserve', () => {
    const from = stock('from', { quantity: 100, reserve: 60 }).data;
    const to = stock('to').data;
    expect(checkMove(from, undefined, 10)).toBe('noTarget');
    expect(checkMove(from, to, null)).toBe('noQuantity');
    expect(checkMove(from, to, 0)).toBe('noQuantity');
    expect(checkMove(from, to, 101)).toBe('tooMuch');
    expect(checkMove(from, to, 41)).toBe('belowReserve');
    expect(checkMove(from, to, 40)).toBe('fine');
    expect(checkMove(stock('f', { quantity: 5 }).data, to, 5)).toBe('fine');
  });
});
