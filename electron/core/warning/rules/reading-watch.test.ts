import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../../shared/kit/time.ts';
import { ReadingWatch } from './reading-watch.ts';
import { at, madeRule, rain } from './testing/made.ts';

const SUBJECT = rain('G1', 0, 0).subject;

describe('a threshold', () => {
  it('E2: one reading is unconfirmed, a second five minutes later confirms it, and the graver rung takes over', () => {
    const watch = new ReadingWatch(madeRule());
    expect(watch.see(rain('G1', 0, 20))).toEqual([]);
    expect(watch.see(rain('G1', 1, 31))).toEqual([SUBJECT]);
    expect(watch.find(SUBJECT)).toMatchObject({ level: 3, since: at(1), confirmedAt: null, value: 31, limit: 30 });
    expect(watch.see(rain('G1', 6, 33))).toEqual([SUBJECT]);
    expect(watch.find(SUBJECT)).toMatchObject({ level: 3, confirmedAt: at(6) });
    expect(watch.see(rain('G1', 8, 85))).toEqual([SUBJECT]);
    expect(watch.find(SUBJECT)).toMatchObject({ level: 1, since: at(8), firstAt: at(1), limit: 80 });
  });

  it('E2: it is over when it stayed below the clear value so long, rung by rung', () => {
    const watch = new ReadingWatch(madeRule());
    watch.see(rain('G1', 0, 55));
    watch.see(rain('G1', 6, 55));
    watch.see(rain('G1', 7, 30));
    expect(watch.find(SUBJECT)).toMatchObject({ level: 2 });
    watch.see(rain('G1', 22, 30));
    expect(watch.find(SUBJECT)).toMatchObject({ level: 3 });
    watch.see(rain('G1', 23, 23));
    watch.see(rain('G1', 30, 27));
    watch.see(rain('G1', 31, 23));
    watch.see(rain('G1', 45, 23));
    expect(watch.find(SUBJECT)).toMatchObject({ level: 3 });
    expect(watch.see(rain('G1', 46, 23))).toEqual([SUBJECT]);
    expect(watch.find(SUBJECT)).toBeNull();
    expect(watch.hasJudged(SUBJECT)).toBe(true);
  });

  it('E2: two sensors near each other confirm at once', () => {
    const watch = new ReadingWatch(madeRule());
    const near = { subject: { ...rain('G2', 0, 0).subject, at: [117.501, 30.3] as const } };
    watch.see(rain('G2', 0, 40, near));
    watch.see(rain('G1', 1, 40));
    expect(watch.find(SUBJECT)).toMatchObject({ confirmedAt: at(1) });
  });

  it('E2: unknown readings raise nothing and clear nothing; an older reading changes nothing', () => {
    const watch = new ReadingWatch(madeRule());
    watch.see(rain('G1', 10, 40));
    watch.see(rain('G1', 5, 10));
    for (let minute = 11; minute < 60; minute += 1) watch.see(rain('G1', minute, null));
    expect(watch.find(SUBJECT)).toMatchObject({ level: 3 });
  });

  it("takes each sensor's own limits where the rule says so", () => {
    const watch = new ReadingWatch(
      madeRule({ scale: 'ownLimit', rungs: [{ level: 3, value: 1 }], source: { of: 'sensor', kinds: ['gauge'] } }),
    );
    const limits = [{ level: 3 as const, value: 12.8 }];
    watch.see(rain('L1', 0, 12.9, { kind: 'gauge', limits }));
    watch.see(rain('L2', 0, 12.9, { kind: 'gauge', limits: [{ level: 3, value: 13.5 }] }));
    watch.see(rain('L3', 0, 99, { kind: 'gauge' }));
    expect(watch.find(rain('L1', 0, 0).subject)).toMatchObject({ level: 3, limit: 12.8 });
    expect(watch.find(rain('L2', 0, 0).subject)).toBeNull();
    expect(watch.find(rain('L3', 0, 0).subject)).toBeNull();
  });

  it('looks only at the kinds and districts that the rule names', () => {
    const watch = new ReadingWatch(madeRule({ districts: ['WJ'] }));
    watch.see(rain('G1', 0, 90, { district: 'LP' }));
    watch.see(rain('G2', 0, 90, { district: 'WJ', kind: 'ponding' }));
    expect(watch.looked.subjects).toBe(0);
  });

  it('E3: goes on where a standing warning was, and knows when it is over', () => {
    const watch = new ReadingWatch(madeRule());
    watch.adopt({ subject: SUBJECT, level: 2, firstAt: at(-30), confirmedAt: at(-20) });
    expect(watch.hasJudged(SUBJECT)).toBe(false);
    expect(watch.see(rain('G1', 0, 55))).toEqual([]);
    expect(watch.find(SUBJECT)).toMatchObject({ level: 2, since: at(-30), confirmedAt: at(-20) });
    watch.see(rain('G1', 1, 5));
    expect(watch.see(rain('G1', 17, 5))).toEqual([SUBJECT]);
    expect(watch.find(SUBJECT)).toBeNull();
  });
});

describe('other methods', () => {
  it('a rise is told of the window, not of two readings a moment apart', () => {
    const rule = madeRule({ method: 'riseRate', windowMinutes: 10, rungs: [{ level: 3, value: 0.05 }] });
    const watch = new ReadingWatch(rule);
    watch.see(rain('G1', 0, 0.1));
    watch.see(rain('G1', 1, 0.2));
    expect(watch.find(SUBJECT)).toBeNull();
    watch.see(rain('G1', 8, 0.2));
    expect(watch.find(SUBJECT)?.level).toBe(3);
  });

  it('a rise is seen however often the sensor speaks', () => {
    const rule = madeRule({ method: 'riseRate', windowMinutes: 10, rungs: [{ level: 3, value: 0.05 }] });
    const watch = new ReadingWatch(rule);
    for (let second = 0; second <= 600; second += 1) watch.see(rain('G1', second / 60, 0.1 + second / 10_000));
    expect(watch.find(SUBJECT)).toMatchObject({ level: 3 });
  });

  it('a sensor that is silent while its neighbours speak is told; when all are silent nobody is', () => {
    const rule = madeRule({ method: 'silence', windowMinutes: 5, rungs: [{ level: 4, value: 3 }], clearMinutes: 0 });
    const watch = new ReadingWatch(rule);
    for (let minute = 0; minute <= 10; minute += 1) watch.see(rain('G1', minute, 1));
    for (let minute = 0; minute <= 20; minute += 1) watch.see(rain('G2', minute, 1));
    expect(watch.tick(at(12))).toEqual([]);
    expect(watch.tick(at(20))).toEqual([SUBJECT]);
    expect(watch.find(SUBJECT)).toMatchObject({ level: 4, value: 10 });
    expect(watch.find(rain('G2', 0, 0).subject)).toBeNull();
    watch.see(rain('G1', 21, 1));
    expect(watch.tick(at(22))).toEqual([SUBJECT]);
    expect(watch.find(SUBJECT)).toBeNull();
    expect(watch.tick(at(90))).toEqual([]);
  });

  it('a stock is forecast from its counts, and an idle one lasts', () => {
    const rule = madeRule({
      method: 'shortage',
      source: { of: 'supply', goods: [] },
      direction: 'below',
      clear: 1.25,
      windowMinutes: 360,
      rungs: [{ level: 3, value: 12 }],
    });
    const stock = (minutes: number, quantity: number) =>
      rain('S1', minutes, null, {
        of: 'supply',
        kind: 'diesel',
        subject: { topic: 'supply', id: 'S1', name: { zh: '柴油' } },
        quantity,
      });
    const watch = new ReadingWatch(rule);
    const { subject } = stock(0, 0);
    for (const [minutes, quantity] of [[0, 1000], [30, 950], [60, 900]] as const) watch.see(stock(minutes, quantity)); // prettier-ignore
    expect(watch.find(subject)).toMatchObject({ level: 3, value: 9, figures: { expected: 100 } });
    expect(MINUTE * 60).toBe(HOUR);
  });

  it('leaves out houses that are too small to say anything', () => {
    const rule = madeRule({
      source: { of: 'facility', kinds: [] },
      direction: 'below',
      clear: 1.25,
      atLeast: 200,
      rungs: [{ level: 2, value: 0.1 }],
    });
    const watch = new ReadingWatch(rule);
    watch.see(rain('H1', 0, 0.02, { of: 'facility', kind: 'hospital', quantity: 30 }));
    watch.see(rain('H2', 0, 0.02, { of: 'facility', kind: 'hospital', quantity: 500 }));
    expect(watch.find(rain('H1', 0, 0).subject)).toBeNull();
    expect(watch.find(rain('H2', 0, 0).subject)).toMatchObject({ level: 2 });
  });
});
