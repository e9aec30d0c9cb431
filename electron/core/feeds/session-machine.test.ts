import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../shared/protocol/feed/change.ts';
import { markOf } from '../../../shared/protocol/feed/mark.ts';
import type { SnapshotEntity } from '../../../shared/protocol/feed/snapshot.ts';
import type { Cursor } from '../../../shared/protocol/feed/subscribe.ts';
import type { Arrival } from './arrival.ts';
import { ModelHub } from './testing/model-hub.ts';
import { ModelLine } from './testing/model-line.ts';
import { step } from './session-machine.ts';
import { statusOf } from './status.ts';

/** A store that insists on what the real one insists on: no hole, nothing twice. */
class ModelStore {
  readonly entities = new Map<string, number>();
  cursor: Cursor | null = null;
  #seen = new Set<string>();

  apply(arrival: Arrival): void {
    if (arrival.kind === 'unreadable') return;
    if (arrival.kind === 'snapshot') return this.#applyPart(arrival);
    const { epoch, seq } = arrival.from;
    expect({ epoch, seq }).toEqual(this.cursor);
    const changes = arrival.changes as Change[];
    const seqs = changes.map((change) => change.seq);
    expect(seqs).toEqual(
      Array.from({ length: arrival.to - arrival.from.seq }, (_, index) => arrival.from.seq + 1 + index),
    );
    // The model hub writes its epoch as the source: a change of another log must not pass as one of this.
    for (const { source } of changes) expect(source).toBe(arrival.from.epoch);
    for (const change of changes) {
      if (change.op === 'remove') this.entities.delete(change.id);
      else this.entities.set(change.id, (change.data as { quantity: number }).quantity);
    }
    this.cursor = { epoch: arrival.from.epoch, seq: arrival.to };
  }

  #applyPart({ first, last, epoch, seq, entities }: Extract<Arrival, { kind: 'snapshot' }>): void {
    if (first) this.#seen = new Set();
    for (const { id, data } of entities as SnapshotEntity[]) {
      this.#seen.add(id);
      this.entities.set(id, (data as { quantity: number }).quantity);
    }
    if (!last) return;
    for (const id of this.entities.keys()) if (!this.#seen.has(id)) this.entities.delete(id);
    this.cursor = { epoch, seq };
  }
}

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('set' as const), id, value: fc.integer({ min: 0, max: 999 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), id }) },
  { weight: 10, arbitrary: fc.record({ do: fc.constant('deliver' as const) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('commit' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('lose' as const, 'double' as const, 'swap' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('carryOn' as const, 'heartbeat' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('disconnect' as const, 'failCommit' as const, 'trim' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rewrite' as const), keep: fc.array(id, { maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tick' as const), ms: fc.constantFrom(1_000, 5_000, 40_000) }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function perform(act: Act, hub: ModelHub, line: ModelLine): void {
  switch (act.do) {
    case 'set':
      hub.set(act.id, act.value);
      return line.pump();
    case 'remove':
      hub.remove(act.id);
      return line.pump();
    case 'rewrite':
      // A hub ends to be restored; sometimes a line does not notice.
      hub.rewrite((entity) => act.keep.some((kept) => kept === entity));
      return act.keep.length > 1 ? line.disconnect() : line.streamAnew();
    case 'trim':
      return hub.trim();
    case 'tick':
      line.now += act.ms;
      return line.dispatch({ type: 'tick' });
    default:
      return line[act.do]();
  }
}

/** The network heals and everybody does what they wait to do. */
function settle(hub: ModelHub, line: ModelLine, store: ModelStore): void {
  for (let round = 0; round < 300; round += 1) {
    line.carryOn();
    line.now += 2_000;
    line.dispatch({ type: 'tick' });
    line.pump();
    line.heartbeat();
    for (let moves = 0; moves < 500 && !line.isIdle; moves += 1) {
      line.deliver();
      line.commit();
    }
    const isThere = store.cursor?.epoch === hub.epoch && store.cursor.seq === hub.head;
    if (isThere && line.isIdle && statusOf(line.state, line.now) === 'live') return;
  }
  throw new Error(`not settled: ${JSON.stringify(line.state.phase).slice(0, 300)}`);
}

describe('session machine', () => {
  it('F3, F6, F9 (R11, R12): any schedule of losses, doubles, reorders, cuts and epochs ends in the state of the hub', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 120 }), (acts) => {
        const hub = new ModelHub('stock');
        const store = new ModelStore();
        const line = new ModelLine(hub, (arrival) => store.apply(arrival));
        for (const one of acts) perform(one, hub, line);
        settle(hub, line, store);
        expect(store.entities).toEqual(hub.state);
        // F13: no order waits for ever.
        expect(line.state.isRenewing).toBe(false);
      }),
      { numRuns: 1_500 },
    );
  });

  it('F3: the model finds a session that goes on over a gap', () => {
    const hub = new ModelHub('stock');
    const store = new ModelStore();
    const line = new ModelLine(hub, (arrival) => store.apply(arrival));
    settle(hub, line, store);
    const { cursor } = line.state;
    expect(() =>
      store.apply({ kind: 'changes', feed: 'stock', from: { epoch: cursor?.epoch ?? '', seq: 5 }, to: 6, changes: [] }),
    ).toThrow();
  });
});

describe('gaps', () => {
  function following(): { hub: ModelHub; line: ModelLine; store: ModelStore } {
    const hub = new ModelHub('stock');
    const store = new ModelStore();
    const line = new ModelLine(hub, (arrival) => store.apply(arrival));
    settle(hub, line, store);
    return { hub, line, store };
  }

  it('F3: a lost frame is asked for and the frames behind it wait', () => {
    const { hub, line, store } = following();
    for (let value = 1; value <= 9; value += 1) hub.set('a', value);
    line.pump();
    line.lose();
    line.deliver();
    expect(line.state.phase).toMatchObject({ is: 'following', asked: { from: 1, to: 3 }, held: [{ prevSeq: 3 }] });
    expect(line.state.gaps).toBe(1);
    expect(store.entities.size).toBe(0);
    settle(hub, line, store);
    expect(store.entities).toEqual(new Map([['a', 9]]));
  });

  it('F3: a frame lost at the end is asked for after two heartbeats', () => {
    const { hub, line, store } = following();
    hub.set('a', 7);
    line.pump();
    line.lose();
    for (let beats = 0; beats < 2; beats += 1) {
      line.heartbeat();
      line.deliver();
    }
    expect(line.state.phase).toMatchObject({ asked: { from: 1, to: 1 } });
    line.deliver();
    line.commit();
    expect(store.entities).toEqual(new Map([['a', 7]]));
  });

  it('F3 (R11): an answer, or a frame, that is lost shows by the answer to what was asked after it', () => {
    const { hub, line, store } = following();
    hub.set('a', 1);
    line.pump();
    line.lose();
    // The frame was sent before the probe was answered, whatever is held back.
    line.dispatch({ type: 'probed', at: line.state, sent: 1 });
    expect(line.state.phase).toMatchObject({ asked: { from: 1, to: 1 } });
    const at = line.state;
    line.lose();
    line.dispatch({ type: 'probed', at, sent: 1 });
    line.deliver();
    line.commit();
    expect(store.entities.size).toBe(1);
    // The first question's own time-out means nothing any more, nor does a probe of before.
    line.dispatch({ type: 'fetchFailed', join: line.state.join });
    line.dispatch({ type: 'probed', at, sent: 1 });
    expect(line.state.phase).toMatchObject({ is: 'following', asked: null });
  });

  it('F3 (R11): the same of joining', () => {
    const { line } = following();
    line.disconnect();
    line.carryOn();
    line.carryOn();
    const at = line.state;
    line.lose();
    line.dispatch({ type: 'probed', at, sent: null });
    expect(line.state).toMatchObject({ join: at.join + 1, phase: { is: 'subscribing' } });
    line.dispatch({ type: 'probed', at, sent: null });
    expect(line.state.join).toBe(at.join + 1);
    line.deliver();
    expect(line.state.phase.is).toBe('following');
  });

  it('F3, G5: of a hub that was asked to hold back, what does not come is not taken for lost at once', () => {
    const { hub, line } = following();
    hub.set('a', 7);
    line.pump();
    line.lose();
    const beat = {
      type: 'heartbeat',
      heartbeat: { epoch: hub.epoch, head: hub.head, serverTime: 0 as never },
    } as const;
    const after = (now: number) => (line.state = step(line.state, beat, { now, random: 0.5, hold: 10_000 }).state);
    for (const now of [2_000, 4_000, 12_000, 30_000]) expect(after(now).phase).toMatchObject({ asked: null });
    expect(after(32_000).phase).toMatchObject({ asked: { from: 1, to: 1 } });
  });

  it('F3: a frame seen before is dropped and acknowledged again', () => {
    const { hub, line } = following();
    hub.set('a', 1);
    line.pump();
    line.double();
    line.deliver();
    line.commit();
    const before = line.state;
    line.deliver();
    expect(line.state.cursor).toEqual(before.cursor);
    expect(line.isIdle).toBe(true);
  });

  it('F3: of a frame that overlaps what is there, only the rest is taken', () => {
    const { hub, line, store } = following();
    for (let value = 1; value <= 3; value += 1) hub.set('a', value);
    const [frame] = hub.framesAfter(0);
    const { epoch } = hub;
    line.dispatch({ type: 'frame', frame: { epoch, prevSeq: 0, seq: 2, changes: frame?.changes.slice(0, 2) ?? [] } });
    line.dispatch({ type: 'frame', frame: { epoch, prevSeq: 0, seq: 3, changes: frame?.changes ?? [] } });
    line.commit();
    // The model store refuses a change that it has.
    line.commit();
    expect(store.entities).toEqual(new Map([['a', 3]]));
    expect(store.cursor).toEqual({ epoch, seq: 3 });
  });

  it('F9: a frame of another epoch is not applied; the session joins anew and gets a snapshot', () => {
    const { hub, line, store } = following();
    hub.set('a', 1);
    settle(hub, line, store);
    hub.rewrite(() => true);
    for (let value = 2; value <= 5; value += 1) hub.set('b', value);
    line.streamAnew();
    line.deliver();
    line.deliver();
    expect(line.state.phase.is).toBe('subscribing');
    settle(hub, line, store);
    expect(store.entities).toEqual(hub.state);
  });

  it('F2, F9: a hub that names another epoch after each join is not asked without end', () => {
    const { hub, line, store } = following();
    for (const then of ['subscribing', 'waiting']) {
      hub.rewrite(() => true);
      for (let value = 1; value <= 4; value += 1) hub.set('a', value);
      line.streamAnew();
      line.deliver();
      line.deliver();
      expect(line.state.phase.is).toBe(then);
      settle(hub, line, store);
    }
    expect(store.entities).toEqual(hub.state);
  });

  it('F1: silence makes a live feed stale, and a word makes it live again', () => {
    const { line } = following();
    expect(statusOf(line.state, line.now)).toBe('live');
    line.now += 6_001;
    expect(statusOf(line.state, line.now)).toBe('stale');
    line.heartbeat();
    line.deliver();
    expect(statusOf(line.state, line.now)).toBe('live');
  });

  it('F2: a feed that was lost stays offline while it is tried again', () => {
    const { line } = following();
    line.disconnect();
    expect(statusOf(line.state, line.now)).toBe('offline');
    line.carryOn();
    expect(line.state.phase.is).toBe('connecting');
    expect(statusOf(line.state, line.now)).toBe('offline');
  });

  it('F2 (R3): a full disk is waited out in one or two seconds, however often; only the line makes it longer', () => {
    const { hub, line } = following();
    for (let times = 1; times <= 20; times += 1) {
      hub.set('a', times);
      line.pump();
      line.deliver();
      const before = line.now;
      line.failCommit();
      const { phase, failure, attempt } = line.state;
      expect({ failure, attempt }).toEqual({ failure: 'store-failed', attempt: 0 });
      expect(phase.is === 'waiting' && phase.until - before).toBe(1_500);
      line.carryOn();
      line.carryOn();
      line.deliver();
      line.deliver();
    }
  });

  it('F2 (R18): a busy hub is asked again when it said, and is no failed line', () => {
    const { line } = following();
    line.disconnect();
    line.carryOn();
    const { attempt } = line.state;
    line.dispatch({ type: 'busy', retryAfter: 4_000 });
    expect(line.state).toMatchObject({ attempt, phase: { is: 'waiting', until: line.now + 4_500 } });
    line.carryOn();
    expect(line.state.phase.is).toBe('connecting');
  });

  it('F13 (R19): what replaces what was here is renewing until it is on disk, also over a broken line', () => {
    const { hub, line } = following();
    const isOnDisk = (): boolean => line.state.durable?.epoch === hub.epoch;
    hub.set('a', 1);
    hub.rewrite(() => true);
    line.disconnect();
    line.carryOn();
    line.carryOn();
    for (let moves = 0; moves < 20 && line.state.phase.is !== 'following'; moves += 1) line.deliver();
    expect([line.state.isRenewing, isOnDisk()]).toEqual([true, false]);
    line.disconnect();
    line.carryOn();
    line.carryOn();
    for (let moves = 0; moves < 20 && line.state.phase.is !== 'following'; moves += 1) line.deliver();
    expect([line.state.isRenewing, isOnDisk()]).toEqual([true, false]);
    line.commit();
    expect([line.state.isRenewing, isOnDisk()]).toEqual([false, true]);
  });

  it('F2 (R11, R18): a bad line never makes the wait long, a bad hub does', () => {
    const { line } = following();
    for (let times = 0; times < 12; times += 1) {
      line.dispatch({ type: 'connectFailed' });
      const { phase } = line.state;
      expect(phase.is === 'waiting' && phase.until - line.now).toBeLessThanOrEqual(3_000);
      line.dispatch({ type: 'retry' });
    }
    const joins: number[] = [];
    while (line.now < 600_000) {
      line.dispatch({ type: 'disconnected', reason: 'protocol-breach' });
      const { phase } = line.state;
      if (phase.is !== 'waiting') throw new Error(phase.is);
      line.now = phase.until;
      joins.push(line.now);
      line.dispatch({ type: 'retry' });
    }
    // R16: in no minute more than six; and the first without a long wait.
    for (const [index, time] of joins.entries())
      expect((joins[index + 6] ?? Infinity) - time).toBeGreaterThanOrEqual(60_000);
    expect((joins[1] ?? 0) - (joins[0] ?? 0)).toBeLessThanOrEqual(3_000);
    expect(joins.length).toBeGreaterThan(40);
  });

  it('F12 (R19): the cursor says on which change it stands, and asks with it', () => {
    const { hub, line } = following();
    hub.set('a', 1);
    hub.set('b', 1);
    line.pump();
    line.deliver();
    const [frame] = hub.framesAfter(0);
    const last = frame?.changes.at(-1) as Change;
    expect(line.state.cursor).toEqual({ epoch: hub.epoch, seq: 2, mark: markOf(last) });
    // What is no change, or stands elsewhere, gives no mark rather than a wrong one.
    line.dispatch({ type: 'frame', frame: { epoch: hub.epoch, prevSeq: 2, seq: 4, changes: [{ ...last, seq: 3 }] } });
    expect(line.state.cursor).toEqual({ epoch: hub.epoch, seq: 4 });
  });

  it('F2: a refused feed says so, and asks again about once a minute', () => {
    const { line } = following();
    line.dispatch({ type: 'refused', problem: { code: 'bad-token', origin: 'hub' } });
    expect(statusOf(line.state, line.now)).toBe('refused');
    line.dispatch({ type: 'retry' });
    expect(statusOf(line.state, line.now)).toBe('refused');
    line.dispatch({ type: 'connected' });
    expect(line.state.phase.is).toBe('subscribing');
  });
});
