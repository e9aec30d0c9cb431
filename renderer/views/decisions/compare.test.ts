import { describe, expect, it } from 'vitest';
import type { DecisionOption } from '../../../shared/domain/decision.ts';
import { compareRows, dominatedBy, recommended, sameAs, turnBackSeconds, worstLoss } from './compare.ts';

function option(figures: Readonly<Record<string, number | null>>, more: Partial<DecisionOption> = {}): DecisionOption {
  return {
    aim: 'fastest',
    name: { zh: '一案' },
    isComputed: true,
    figures: Object.entries(figures).map(([key, value]) => ({ key, value, unit: 's' })),
    moves: [],
    faults: [],
    ...more,
  };
}

describe('DE-V6: options on one grid', () => {
  it('puts a row on one scale, names the best and how far the others are', () => {
    const [row] = compareRows([
      option({ meanResponse: 300 }),
      option({ meanResponse: 400 }),
      option({ meanResponse: null }),
    ]);
    expect(row).toMatchObject({ key: 'meanResponse', better: 'less' });
    expect(row?.cells).toEqual([
      { value: 300, share: 0.75, isBest: true, apart: null },
      { value: 400, share: 1, isBest: false, apart: 100 },
      { value: null, share: null, isBest: false, apart: null },
    ]);
  });

  it('counts more as better where it is', () => {
    const [row] = compareRows([option({ covered: 0.4 }), option({ covered: 0.9 })]);
    expect(row?.cells.map(({ isBest }) => isBest)).toEqual([false, true]);
    expect(row?.cells[0]?.apart).toBeCloseTo(-0.5);
  });

  it('calls nobody the best where all are alike, and nothing where no end is better', () => {
    const rows = compareRows([option({ unmet: 2, mystery: 1 }), option({ unmet: 2, mystery: 5 })]);
    expect(rows.map(({ better }) => better)).toEqual(['less', null]);
    expect(rows.flatMap(({ cells }) => cells.map(({ isBest }) => isBest))).toEqual([false, false, false, false]);
    expect(rows[1]?.cells.map(({ apart }) => apart)).toEqual([null, null]);
  });

  it('has a row for a figure that only one option has', () => {
    const rows = compareRows([option({ cost: 3 }), option({ trips: 2 })]);
    expect(rows.map(({ key, cells }) => [key, ...cells.map(({ value }) => value)])).toEqual([
      ['cost', 3, null],
      ['trips', null, 2],
    ]);
  });
});

describe('DE-V6: what one option is against the others', () => {
  const quick = option({ meanResponse: 200, covered: 0.3 });
  const kept = option({ meanResponse: 400, covered: 0.9 });
  const poor = option({ meanResponse: 410, covered: 0.9 });

  it('is beaten only by one that is nowhere worse and somewhere better', () => {
    expect([0, 1, 2].map((index) => dominatedBy([quick, kept, poor], index))).toEqual([null, null, 1]);
  });

  it('is not beaten by its twin, nor by what is not known', () => {
    expect(dominatedBy([kept, kept], 0)).toBe(null);
    expect(dominatedBy([kept, option({ meanResponse: null, covered: null })], 0)).toBe(null);
  });

  it('gives up most where the best of the others is farthest ahead', () => {
    expect(worstLoss([quick, kept], 0)).toEqual({ key: 'covered', share: expect.closeTo(2 / 3) as number });
    expect(worstLoss([quick, kept], 1)).toEqual({ key: 'meanResponse', share: 0.5 });
    expect(worstLoss([quick], 0)).toBe(null);
  });

  it('recommends what was computed by the officer’s weights, and nothing put by hand', () => {
    expect(recommended([option({}), option({}, { aim: 'own' })])).toBe(1);
    expect(recommended([option({}, { aim: 'own', isComputed: false })])).toBe(null);
  });

  it('says so where two aims lead to one plan', () => {
    const send = (unit: string) => ({ is: 'assign', unit, incident: 'i', seconds: 9 }) as const;
    const [one, other] = [option({}, { moves: [send('a'), send('b')] }), option({}, { moves: [send('c')] })];
    const twin = option({}, { moves: [send('b'), send('a')] });
    expect([0, 1, 2].map((index) => sameAs([one, other, twin], index))).toEqual([null, null, 0]);
    expect(sameAs([option({}), option({})], 1)).toBe(null);
  });

  it('can be turned round until the first is there', () => {
    const assign = (seconds: number) => ({ is: 'assign', unit: `u${seconds}`, incident: 'i', seconds }) as const;
    expect(turnBackSeconds(option({}, { moves: [assign(500), assign(240)] }))).toBe(240);
    expect(turnBackSeconds(option({}))).toBe(null);
  });
});
