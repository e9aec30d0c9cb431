import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { Applier } from '../feeds/applier.ts';
import type { Applied } from '../feeds/applied.ts';
import { Signal } from '../kernel/signal.ts';
import { openStore, type Store } from '../store/store.ts';
import { PendingCommands } from '../sync/pending.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { testProfile, type TestProfile } from '../testing/profile.ts';
import { AT, change, incident } from '../testing/records.ts';
import { entitySource } from './entity-source.ts';
import { LiveQuery, type Watcher } from './live-query.ts';
import { Streamer } from './streamer.ts';

interface Part {
  readonly put: EntityRow<'incident'>[];
  readonly remove: string[];
  readonly complete: boolean;
  readonly total?: number;
}

/** A window as it should be: keeps what it is sent, and complains when a row goes back in time. */
class ModelWindow implements Watcher {
  readonly rows = new Map<string, EntityRow<'incident'>>();
  readonly parts: Part[] = [];
  readonly bodies: string[] = [];
  isBehind = false;
  readonly #newest = new Map<string, number>();

  send(body: string, complete: boolean, total?: number): void {
    const part = {
      ...(JSON.parse(`{${body}}`) as Pick<Part, 'put' | 'remove'>),
      complete,
      ...(total !== undefined && { total }),
    };
    this.parts.push(part);
    this.bodies.push(body);
    for (const row of part.put) {
      expect(row.rev, `row ${row.id}`).toBeGreaterThanOrEqual(this.#newest.get(row.id) ?? 0);
      this.#newest.set(row.id, row.rev);
      this.rows.set(row.id, row);
    }
    for (const id of part.remove) this.rows.delete(id);
  }
}

let profile: TestProfile;
let store: Store;
let clock: ManualClock;
let applied: Signal<Applied>;
let query: LiveQuery;
let applier: Applier;
let revs: Map<string, number>;

beforeEach(() => start());
afterEach(() => end());

function start(): void {
  profile = testProfile();
  clock = new ManualClock();
  store = openStore(profile.ports(clock));
  applied = new Signal();
  applier = new Applier();
  revs = new Map();
  store.transact(({ write }) => {
    write.feeds.join('fire', 'http://hub/fire');
    write.feeds.jump('fire', { epoch: 'e', seq: 0 });
  });
  const source = entitySource('incident', { read: store.read, applied, overlay: new PendingCommands(() => undefined) });
  // Small parts, so that a schedule meets many of them.
  query = new LiveQuery(source, clock, Object.assign(new Streamer(clock), { partRows: 30 }));
}

function end(): void {
  store.close();
  profile.remove();
}

function commit(changes: readonly { readonly id: string; readonly data: unknown }[]): void {
  const seq = store.read.feeds.get('fire')?.seq ?? 0;
  const from = { epoch: 'e', seq };
  const outcome = store.transact((unit) => {
    const list = changes.map(({ id, data }, index) => {
      const rev = (revs.get(id) ?? 0) + 1;
      revs.set(id, rev);
      return change({ id, rev, seq: seq + index + 1, op: data === null ? 'remove' : 'put', data });
    });
    applier.apply(unit, { kind: 'changes', feed: 'fire', from, to: seq + list.length, changes: list }, AT);
    return applier.finish(unit);
  });
  applied.emit(outcome);
}

function fill(count: number): void {
  commit(
    Array.from({ length: count }, (_, index) => {
      return { id: `i${index}`, data: incident({ level: (index % 5) as 0, reportedAt: (AT + index) as never }) };
    }),
  );
}

function stored(): Map<string, number> {
  return new Map(store.read.entities.page('incident', null, 100_000).map(({ id, rev }) => [id, rev]));
}

describe('a live query', () => {
  it('Q1: sends the first 200 rows before watch returns, in order, with the total', () => {
    fill(500);
    const window = new ModelWindow();
    query.watch(window);
    expect(window.parts).toHaveLength(1);
    expect(window.parts[0]).toMatchObject({ complete: false, total: 500, remove: [] });
    expect(window.parts[0]?.put).toHaveLength(200);
    expect(window.parts[0]?.put.map((row) => row.data.level).slice(0, 100)).toEqual(Array(100).fill(1));
    clock.pass(5_000);
    expect(window.rows.size).toBe(500);
    expect(window.parts.filter((part) => part.complete)).toHaveLength(1);
    expect(window.parts.at(-1)?.complete).toBe(true);
  });

  it('Q1: an empty result is complete at once', () => {
    const window = new ModelWindow();
    query.watch(window);
    expect(window.parts).toEqual([{ put: [], remove: [], complete: true, total: 0 }]);
  });

  it('Q3, Q5: whatever changes while the first result streams, no row goes back in time and the end is the store', () => {
    const id = fc.integer({ min: 0, max: 299 }).map((index) => `i${index}`);
    const level = fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const, 4 as const);
    const act = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({
          do: fc.constant('put' as const),
          ids: fc.array(id, { minLength: 1, maxLength: 40 }),
          level,
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant('remove' as const),
          ids: fc.array(id, { minLength: 1, maxLength: 10 }),
        }),
      },
      {
        weight: 8,
        arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(0, 1, 2, 7, 20, 60) }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constantFrom('watch' as const, 'fallBehind' as const, 'catchUp' as const) }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const) }) },
    );
    fc.assert(
      fc.property(fc.array(act, { minLength: 5, maxLength: 60 }), (acts) => {
        end();
        start();
        fill(260);
        const windows: { window: ModelWindow; leave: () => void }[] = [];
        const watch = (): void => {
          const window = new ModelWindow();
          windows.push({ window, leave: query.watch(window) });
        };
        watch();
        for (const one of acts) {
          if (one.do === 'put') commit(one.ids.map((each) => ({ id: each, data: incident({ level: one.level }) })));
          else if (one.do === 'remove') commit(one.ids.map((each) => ({ id: each, data: null })));
          else if (one.do === 'pass') clock.pass(one.ms);
          else if (one.do === 'watch' && windows.length < 4) watch();
          else if (one.do === 'leave') windows.pop()?.leave();
          else for (const { window } of windows.slice(0, 1)) window.isBehind = one.do === 'fallBehind';
        }
        for (const { window } of windows) window.isBehind = false;
        clock.pass(5_000);
        const wanted = stored();
        for (const { window } of windows) {
          expect(new Map([...window.rows].map(([key, row]) => [key, row.rev]))).toEqual(wanted);
          expect(window.parts.at(-1)?.complete).toBe(true);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('Q4: the first change after quiet is sent in the next turn, the next ones merged, at most one message in 16 ms', () => {
    fill(3);
    const window = new ModelWindow();
    query.watch(window);
    clock.pass(100);
    const before = window.parts.length;
    commit([{ id: 'i0', data: incident({ level: 1 }) }]);
    clock.pass(0);
    expect(window.parts.length).toBe(before + 1);
    for (let step = 0; step < 32; step += 1) {
      commit([{ id: 'i1', data: incident({ level: ((step % 4) + 1) as 1 }) }]);
      clock.pass(1);
    }
    expect(window.parts.length).toBe(before + 3);
    expect(window.parts.at(-1)?.put).toHaveLength(1);
    expect(window.rows.get('i1')?.rev).toBe(33);
  });

  it('Q4: one text for all windows that watch the same', () => {
    fill(3);
    const windows = [new ModelWindow(), new ModelWindow()];
    for (const window of windows) query.watch(window);
    commit([
      { id: 'i0', data: incident({ level: 1 }) },
      { id: 'i2', data: null },
    ]);
    clock.pass(20);
    const [one, other] = windows.map((window) => window.bodies.at(-1));
    expect(one).toContain('"remove":["i2"]');
    expect(one).toBe(other);
  });

  it('Q4: costs nothing when nobody watches', () => {
    const leave = query.watch(new ModelWindow());
    leave();
    const window = new ModelWindow();
    fill(2);
    clock.pass(100);
    expect(query.isWatched).toBe(false);
    query.watch(window);
    expect(window.rows.size).toBe(2);
  });

  it('Q5: a window that does not keep up gets each row once, when it can take it', () => {
    fill(2);
    const window = new ModelWindow();
    query.watch(window);
    window.isBehind = true;
    for (let step = 0; step < 100; step += 1) {
      commit([{ id: 'i0', data: incident() }]);
      clock.pass(20);
    }
    expect(window.parts).toHaveLength(1);
    window.isBehind = false;
    clock.pass(100);
    expect(window.parts).toHaveLength(2);
    expect(window.rows.get('i0')?.rev).toBe(101);
  });
});
