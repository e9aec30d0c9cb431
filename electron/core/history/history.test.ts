import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import { openStore, type Store } from '../store/store.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { testProfile, type TestProfile } from '../testing/profile.ts';
import { unit } from '../testing/records.ts';
import { isCompleteAt, pictureAt } from './picture.ts';
import { Retention } from './retention.ts';
import { Line, TOLD_AT as START } from './testing/line.ts';

let profile: TestProfile;
let clock: ManualClock;
let store: Store;
beforeEach(() => {
  profile = testProfile();
  clock = new ManualClock(START);
  store = openStore(profile.ports(clock));
});
afterEach(() => {
  store.close();
  profile.remove();
});

type Picture = Record<string, unknown>;

function present(): Picture {
  return Object.fromEntries(
    store.read.entities
      .page('resource', null, 10_000)
      .map(({ id, rev, json }) => [id, { rev, data: JSON.parse(json) }]),
  );
}

function past(at: number): { readonly picture: Picture; readonly isComplete: boolean } {
  const { history } = store.read;
  const position = history.positionAt(at as Instant);
  const entities = [...pictureAt(history, 'resource', () => position)];
  const picture = Object.fromEntries(
    entities.map(({ id, stood }) => [id, { rev: stood.line.rev, data: JSON.parse(stood.json) }]),
  );
  return { picture, isComplete: isCompleteAt(history, at as Instant, position) };
}

type Step =
  | { readonly do: 'put' | 'patch' | 'remove'; readonly id: number; readonly value: number }
  | { readonly do: 'snapshot'; readonly ids: readonly number[]; readonly value: number }
  | { readonly do: 'wait'; readonly by: number }
  | { readonly do: 'trim'; readonly age: number }
  | { readonly do: 'restart' };

const IDS = 5;
const id = fc.integer({ min: 0, max: IDS - 1 });
const value = fc.integer({ min: 0, max: 1_000 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('put' as const), id, value }) },
  { weight: 25, arbitrary: fc.record({ do: fc.constant('patch' as const), id, value }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), id, value }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('snapshot' as const), ids: fc.uniqueArray(id), value }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), by: fc.integer({ min: 1, max: 50 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('trim' as const), age: fc.integer({ min: 10, max: 2_000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

function patchOf(value: number): unknown {
  // Every third one removes an optional field, or sets it again.
  if (value % 3 === 0) return { at: [117 + value / 1_000, 30] };
  return value % 3 === 1 ? { crew: value } : { crew: null };
}

describe('the picture at a time', () => {
  it('H1, H3, H4: whatever came, went, was joined anew and trimmed: any time that is called complete is as it was', () => {
    let checked = 0;
    const run = fc.check(
      fc.property(
        fc.array(step, { minLength: 50, maxLength: 400 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (steps, chance) => {
          store.close();
          profile.remove();
          profile = testProfile();
          clock = new ManualClock(START);
          store = openStore(profile.ports(clock));
          const line = new Line('fire', () => store, clock);
          /** What was there, from each time on. */
          const seen: { readonly at: number; readonly picture: Picture }[] = [];
          for (const one of steps) {
            switch (one.do) {
              case 'put':
                line.tell(
                  `U-${one.id}`,
                  'put',
                  unit({ at: [117 + one.value / 1_000, 31], positionAt: instant(one.value) }),
                );
                break;
              case 'patch':
                line.tell(`U-${one.id}`, 'patch', patchOf(one.value));
                break;
              case 'remove':
                line.tell(`U-${one.id}`, 'remove');
                break;
              case 'snapshot':
                line.snapshot(
                  one.ids.map((number) => ({ id: `U-${number}`, data: unit({ positionAt: instant(one.value) }) })),
                );
                break;
              case 'wait':
                seen.push({ at: clock.now(), picture: present() });
                clock.pass(one.by);
                break;
              case 'trim': {
                const limits = { historyAge: one.age, historyBytes: Number.MAX_SAFE_INTEGER };
                const retention = new Retention({ clock, log: profile.ports().log, store, limits });
                while (retention.step());
                break;
              }
              case 'restart':
                store.close();
                store = openStore(profile.ports(clock));
            }
          }
          seen.push({ at: clock.now(), picture: present() });
          for (let index = 0; index < 10; index += 1) {
            const at = Math.floor(START + (chance.next().value ?? 0) * (clock.now() - START));
            const expected = seen.find(
              (one) =>
                one.at >= at && one.at === Math.min(...seen.filter((other) => other.at >= at).map((other) => other.at)),
            );
            const before = seen.findLast((one) => one.at <= at);
            const { picture, isComplete } = past(at);
            if (!isComplete) continue;
            // Between two waits the clock stands, so what held at `at` is what the last wait at or before it saw.
            if (expected?.at === at) expect(picture).toEqual(expected.picture);
            else if (before) expect(picture).toEqual(before.picture);
            checked += 1;
          }
          // The present is always known.
          const now = past(clock.now());
          if (Object.keys(present()).length > 0) expect(now).toEqual({ picture: present(), isComplete: true });
        },
      ),
      { numRuns: 40, seed: 20_260_721 },
    );
    if (run.failed) throw new Error(fc.defaultReportMessage(run), { cause: run.errorInstance });
    expect(checked).toBeGreaterThan(100);
  }, 120_000);

  it('H1: rebuilding never reads more than a keyframe back, whatever the number of changes', () => {
    const line = new Line('fire', () => store, clock);
    line.tell('U-1', 'put', unit());
    for (let count = 0; count < 500; count += 1) line.tell('U-1', 'patch', { positionAt: START + count });
    const lines = store.read.history.states('resource', 'U-1', Number.MAX_SAFE_INTEGER, 1_000);
    const gaps = lines.flatMap((one, index) => (one.whole === null ? [] : [index]));
    expect(gaps.length).toBeGreaterThan(15);
    expect(Math.max(...gaps.map((place, index) => place - (gaps[index - 1] ?? 0)))).toBeLessThanOrEqual(32);
  });

  it('H2: a wall clock that is set back or forward does not mix up what arrived when', () => {
    const line = new Line('fire', () => store, clock);
    const tell = (positionAt: number): void => line.tell('U-1', 'put', unit({ positionAt: instant(positionAt) }));
    const shown = (at: number): unknown =>
      (past(at).picture['U-1'] as { data: { positionAt: number } } | undefined)?.data.positionAt;
    clock.pass(MINUTE);
    tell(1);
    const first = clock.now();
    clock.jump(24 * 60 * MINUTE);
    clock.pass(MINUTE);
    tell(2);
    const ahead = clock.now();
    clock.jump(-24 * 60 * MINUTE);
    clock.pass(MINUTE);
    tell(3);
    const back = clock.now();
    // After the jump back the present is the newest change, not the one that was stamped tomorrow.
    expect(shown(back)).toBe(3);
    expect(shown(first)).toBe(1);
    expect(shown(ahead)).toBe(3);
    expect(past(START - 1)).toEqual({ picture: {}, isComplete: false });
  });

  it('H4: age and size are kept; the floor is a whole record of every entity; what lies before is said to be incomplete', () => {
    const line = new Line('fire', () => store, clock);
    for (const name of ['U-1', 'U-2', 'U-3']) line.tell(name, 'put', unit());
    for (let count = 0; count < 600; count += 1) {
      clock.pass(1_000);
      line.tell(`U-${1 + (count % 2)}`, 'patch', { positionAt: START + count });
    }
    line.tell('U-3', 'remove');
    const middle = START + 400_000;
    const before = past(middle);
    expect(before.isComplete).toBe(true);
    const retention = new Retention({
      clock,
      log: profile.ports().log,
      store,
      limits: { historyAge: 300_000, historyBytes: 1e12 },
    });
    let steps = 1;
    while (retention.step()) steps += 1;
    expect(steps).toBeGreaterThan(1);
    expect(store.read.history.count('resource', 'U-1')).toBeLessThan(160);
    expect(past(middle)).toEqual(before);
    expect(past(START + 200_000).isComplete).toBe(false);
    const small = new Retention({
      clock,
      log: profile.ports().log,
      store,
      limits: { historyAge: 1e12, historyBytes: 1 },
    });
    while (small.step());
    expect(store.read.history.count('resource', 'U-1')).toBeLessThan(5);
    expect(past(clock.now()).picture).toEqual(present());
  });

  it('H3: a feed that is left takes its entities out of the picture from then on', () => {
    const line = new Line('fire', () => store, clock);
    line.tell('U-1', 'put', unit());
    const then = clock.now();
    clock.pass(MINUTE);
    store.transact(({ write }) => {
      write.entities.removeFeed('fire', clock.now());
      write.feeds.leave('fire');
    });
    expect(Object.keys(past(then).picture)).toEqual(['U-1']);
    expect(past(clock.now()).picture).toEqual({});
  });

  it('H3: a time whose changes were lost with a damaged database is incomplete', () => {
    const line = new Line('fire', () => store, clock);
    line.tell('U-1', 'put', unit());
    clock.pass(MINUTE);
    store.transact(({ write }) => write.history.noteGap(instant(START + 10_000), clock.now()));
    expect(past(START + 5_000).isComplete).toBe(true);
    expect(past(START + 20_000).isComplete).toBe(false);
    expect(past(clock.now()).isComplete).toBe(true);
  });
});
