import { describe, expect, it } from 'vitest';
import { DAY, instant, MINUTE } from '../../../../shared/kit/time.ts';
import { createRandom } from '../../../../shared/kit/random.ts';
import { scanSpaceTime } from '../detect/scan.ts';
import { ClusterWatch } from './cluster-watch.ts';
import { CountWatch } from './count-watch.ts';
import { Happenings } from './happenings.ts';
import type { Subject } from './sighting.ts';
import { AREAS, at, call, madeRule } from './testing/made.ts';

const WJ: Subject = { topic: 'area', id: 'WJ', name: { zh: 'WJ区' } };
const COUNTS = { source: { of: 'incident' as const, kinds: [] } };

/** Twenty days in which a district has two calls an hour. */
function calmDays(): Happenings {
  const happenings = new Happenings();
  const days = 20;
  happenings.observedFrom(at(-days * 24 * 60));
  for (let minute = -days * 24 * 60; minute < 0; minute += 30) happenings.add(call(minute));
  return happenings;
}

describe('an unusual count', () => {
  const rule = madeRule({ ...COUNTS, method: 'baseline', atLeast: 8, rungs: [{ level: 3, value: 3 }, { level: 2, value: 6 }] }); // prettier-ignore

  it('is measured against what was usual at that hour, and says on what', () => {
    const watch = new CountWatch(rule, calmDays(), AREAS);
    expect(watch.tick(at(0))).toEqual([]);
    for (let minute = 1; minute <= 10; minute += 1) watch.happen(call(minute));
    expect(watch.tick(at(11)).map(({ id }) => id)).toEqual(['WJ']);
    const found = watch.find(WJ);
    expect(found).toMatchObject({ level: 3, value: 11, count: 11 });
    expect(found?.figures.expected).toBeGreaterThan(1);
    expect(found?.figures.expected).toBeLessThan(3.5);
    expect(found?.figures.basis?.weeks).toBeGreaterThan(1);
    const series = found?.series?.() ?? [];
    expect(series).toHaveLength(48);
    expect(series.at(-1)).toMatchObject({ value: 11, odd: true });
    expect(series.at(-2)?.odd).toBeUndefined();
  });

  it('is over when the hour has passed', () => {
    const watch = new CountWatch(rule, calmDays(), AREAS);
    for (let minute = 1; minute <= 10; minute += 1) watch.happen(call(minute));
    watch.tick(at(11));
    watch.tick(at(75));
    expect(watch.find(WJ)).not.toBeNull();
    expect(watch.tick(at(91)).map(({ id }) => id)).toEqual(['WJ']);
    expect(watch.find(WJ)).toBeNull();
  });

  it('concludes nothing while less than a week was learnt, unless the rule says what is usual', () => {
    const few = new Happenings();
    const silent = new CountWatch(rule, few, AREAS);
    const told = new CountWatch({ ...rule, usual: 2 }, few, AREAS);
    for (let minute = 1; minute <= 12; minute += 1) {
      const happening = call(minute);
      silent.happen(happening);
      told.happen(happening);
    }
    silent.tick(at(13));
    told.tick(at(13));
    expect(silent.find(WJ)).toBeNull();
    expect(told.find(WJ)).toMatchObject({ value: 12, figures: { expected: 2, basis: { weeks: 0, samples: 0 } } });
  });

  it('never fires for fewer than the rule asks for, however odd', () => {
    const watch = new CountWatch({ ...rule, usual: 0.01 }, new Happenings(), AREAS);
    for (let minute = 1; minute <= 7; minute += 1) watch.happen(call(minute));
    watch.tick(at(8));
    expect(watch.find(WJ)).toBeNull();
  });
});

describe('a burst', () => {
  it('is a rise that lasts over whole windows, and ends', () => {
    const rule = madeRule({
      ...COUNTS,
      method: 'burst',
      windowMinutes: 10,
      atLeast: 5,
      usual: 1,
      rungs: [{ level: 3, value: 2 }],
      clearMinutes: 10,
    });
    const watch = new CountWatch(rule, new Happenings(), AREAS);
    watch.tick(at(0));
    for (let minute = 1; minute < 40; minute += 1) watch.happen(call(minute));
    watch.tick(at(10));
    watch.tick(at(20));
    watch.tick(at(30));
    // The whole rise, also while its end is waited for.
    expect(watch.find(WJ)).toMatchObject({ level: 3, value: 29, minutes: 30, figures: { expected: 3 } });
    watch.tick(at(40));
    watch.tick(at(50));
    expect(watch.find(WJ)?.value).toBeGreaterThanOrEqual(39);
    for (let minute = 60; minute <= 300; minute += 10) watch.tick(at(minute));
    expect(watch.find(WJ)).toBeNull();
  });
});

describe('a cluster', () => {
  const rule = madeRule({
    ...COUNTS,
    method: 'cluster',
    direction: 'below',
    windowMinutes: 60,
    atLeast: 5,
    rungs: [{ level: 2, value: 0.01 }, { level: 3, value: 0.05 }],
  }); // prettier-ignore

  it('is found where and when it was planted, keeps its name as it grows, and ends', async () => {
    const happenings = new Happenings();
    const random = createRandom(7);
    for (let index = 0; index < 300; index += 1) {
      const place = [117.4 + random.next() * 0.3, 30.2 + random.next() * 0.2] as const;
      happenings.add(call(-random.int(0, 400), { place }));
    }
    const scan: ConstructorParameters<typeof ClusterWatch>[3] = (events, until, settings) =>
      Promise.resolve(scanSpaceTime(events, until, { ...settings, replicas: 99 }));
    const touched: Subject[][] = [];
    const watch = new ClusterWatch(rule, happenings, AREAS, scan, (subjects) => touched.push([...subjects]));
    await watch.look(at(0));
    expect(watch.all()).toEqual([]);
    for (let minute = 1; minute <= 14; minute += 1) {
      happenings.add(call(minute, { place: [117.55 + random.next() * 0.002, 30.33 + random.next() * 0.002] }));
    }
    await watch.look(at(15));
    const [subject] = watch.all();
    expect(subject?.at?.[0]).toBeCloseTo(117.55, 1);
    const found = subject && watch.find(subject);
    expect(found).toMatchObject({ level: 2, figures: { pValue: 0.01 } });
    expect(found?.evidence.length).toBeGreaterThanOrEqual(14);
    happenings.add(call(18, { place: [117.552, 30.331] }));
    await watch.look(at(20));
    expect(watch.all()).toEqual([subject]);
    await watch.look(instant(at(0) + DAY));
    await watch.look(instant(at(0) + DAY + 20 * MINUTE));
    expect(watch.all()).toEqual([]);
    expect(touched.flat()).toContain(subject);
  });
});
