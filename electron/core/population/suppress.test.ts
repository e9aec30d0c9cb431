import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suppress } from './suppress.ts';
import type { Leaf, Suppressed } from './suppress.ts';

const LEAST = 10;

/** Small counts often, so that most tables have something to hide. */
const count = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 14 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 400 }) },
);

const table = fc
  .record({
    width: fc.integer({ min: 1, max: 3 }),
    districtOf: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 7 }),
  })
  .chain(({ width, districtOf }) =>
    fc.record({
      districtOf: fc.constant(districtOf),
      /** Hidden for another reason, by index. */
      also: fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 3 }),
      leaves: fc.array(
        fc.record({
          area: fc.integer({ min: 0, max: districtOf.length - 1 }),
          counts: fc.array(count, { minLength: width, maxLength: width }),
        }),
        { minLength: 1, maxLength: 30 },
      ),
    }),
  );

/** All equations that a reader of the told numbers has about the hidden leaves: `members` add up to `sums`. */
function equations(leaves: readonly Leaf[], districtOf: readonly number[], told: Suppressed) {
  const about = (isIn: (leaf: Leaf) => boolean) => {
    const members = leaves.flatMap((leaf, i) => (isIn(leaf) && told.leaves[i] ? [i] : []));
    const sums = (leaves[0]?.counts ?? []).map((_, q) => members.reduce((a, i) => a + (leaves[i]?.counts[q] ?? 0), 0));
    return { members, sums };
  };
  const areas = districtOf.flatMap((_, area) => (told.areas[area] ? [] : [about((leaf) => leaf.area === area)]));
  const districts = [...new Set(districtOf)].flatMap((district) =>
    told.districts[district] ? [] : [about((leaf) => districtOf[leaf.area] === district)],
  );
  return [...areas, ...districts].filter(({ members }) => members.length > 0);
}

/** Rank of 0/1 rows over the rationals, by elimination. */
function rank(rows: number[][]): number {
  const left = rows.map((row) => [...row]);
  let found = 0;
  for (let column = 0; column < (left[0]?.length ?? 0); column += 1) {
    const pivot = left.findIndex((row, i) => i >= found && Math.abs(row[column] as number) > 1e-9);
    if (pivot < 0) continue;
    [left[found], left[pivot]] = [left[pivot] as number[], left[found] as number[]];
    const top = left[found] as number[];
    for (const [i, row] of left.entries()) {
      if (i === found) continue;
      const by = (row[column] as number) / (top[column] as number);
      for (const [j, value] of top.entries()) row[j] = (row[j] as number) - by * value;
    }
    found += 1;
  }
  return found;
}

describe('suppress', () => {
  it('K1: no count of 1 … least − 1 is told, of a cell, an area or a district', () => {
    fc.assert(
      fc.property(table, ({ leaves, districtOf, also }) => {
        const told = suppress(leaves, districtOf, LEAST, (leaf) => also.includes(leaf));
        const isSmall = (n: number): boolean => n > 0 && n < LEAST;
        for (const [i, { counts }] of leaves.entries()) if (!told.leaves[i]) expect(counts.some(isSmall)).toBe(false);
        const total = (isIn: (leaf: Leaf) => boolean): number[] =>
          (leaves[0]?.counts ?? []).map((_, q) =>
            leaves.filter(isIn).reduce((a, { counts }) => a + (counts[q] ?? 0), 0),
          );
        for (const [area] of districtOf.entries())
          if (!told.areas[area]) expect(total((leaf) => leaf.area === area).some(isSmall)).toBe(false);
        for (const district of new Set(districtOf))
          if (!told.districts[district])
            expect(total((leaf) => districtOf[leaf.area] === district).some(isSmall)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('K2: no hidden cell and no hidden total can be worked out from all that is told', () => {
    fc.assert(
      fc.property(table, ({ leaves, districtOf, also }) => {
        const told = suppress(leaves, districtOf, LEAST, (leaf) => also.includes(leaf));
        const hidden = leaves.flatMap((_, i) => (told.leaves[i] ? [i] : []));
        const rows = equations(leaves, districtOf, told).map(({ members }) =>
          hidden.map((i) => (members.includes(i) ? 1 : 0)),
        );
        const known = rank(rows);
        const isKnown = (members: readonly number[]): boolean =>
          rank([...rows, hidden.map((i) => (members.includes(i) ? 1 : 0))]) === known;
        for (const i of hidden) expect(isKnown([i]), `cell ${i}`).toBe(false);
        for (const [area, isHidden] of told.areas.entries()) {
          const members = hidden.filter((i) => leaves[i]?.area === area);
          if (isHidden) expect(members.length > 0 && !isKnown(members), `area ${area}`).toBe(members.length > 0);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('K2: each count of a hidden cell may be nothing, and may be `least` or more, or its whole pool has none of it', () => {
    fc.assert(
      fc.property(table, ({ leaves, districtOf, also }) => {
        const told = suppress(leaves, districtOf, LEAST, (leaf) => also.includes(leaf));
        const all = equations(leaves, districtOf, told);
        // A district's equation less its areas' is one about the areas that are not told.
        const pools = all.map(({ members, sums }) => {
          const inner = all.filter((other) => other.members.length < members.length && other.members.every((i) => members.includes(i))); // prettier-ignore
          const covered = new Set(inner.flatMap((other) => other.members));
          return {
            members: members.filter((i) => !covered.has(i)),
            sums: sums.map((sum, q) => sum - inner.reduce((a, other) => a + (other.sums[q] ?? 0), 0)),
          };
        });
        for (const { members, sums } of pools) {
          if (members.length === 0) continue;
          expect(members.length).toBeGreaterThan(1);
          // All others at one person each: the most that one of them can have.
          for (const sum of sums) expect(sum === 0 || sum - (members.length - 1) >= LEAST).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('K2: one small cell takes its smallest neighbour along; without small cells nothing is hidden', () => {
    const of = (...counts: number[]): Leaf[] => counts.map((n) => ({ area: 0, counts: [n] }));
    expect(suppress(of(3, 500, 40, 0), [0], LEAST).leaves).toEqual([true, false, true, false]);
    expect(suppress(of(12, 500, 40, 0), [0], LEAST).leaves).toEqual([false, false, false, false]);
  });
});
