import { describe, expect, it } from 'vitest';
import { repairCounts } from './repair-counts.ts';

describe('B1: what a repair recovered or lost', () => {
  it('names commands first and counts the rest together, leaving nothing out', () => {
    expect(repairCounts({ meta: 3, history: 40, preference: 2, outbox: 12, account: 6 })).toEqual([
      { what: 'outbox', count: 12 },
      { what: 'account', count: 6 },
      { what: 'history', count: 40 },
      { what: 'other', count: 5 },
    ]);
  });

  it('counts tables that came after this was written', () => {
    expect(repairCounts({ somethingNew: 4 })).toEqual([{ what: 'other', count: 4 }]);
  });

  it('says nothing of what is zero', () => {
    expect(repairCounts({ outbox: 0 })).toEqual([]);
    expect(repairCounts({})).toEqual([]);
  });
});
