import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kit/time.ts';
import { openStore, type Store } from '../store/store.ts';
import { testProfile, type TestProfile } from '../testing/profile.ts';
import { AT, change, incident, supply, unit } from '../testing/records.ts';
import type { Applied } from './applied.ts';
import { Applier } from './applier.ts';

const EPOCH = 'e1';
let profile: TestProfile;
let store: Store;
let applier: Applier;
let seq: number;

beforeEach(() => {
  profile = testProfile();
  store = openStore(profile.ports());
  applier = new Applier();
  seq = 0;
  for (const feed of ['fire', 'police']) joined(feed);
});
afterEach(() => {
  store.close();
  profile.remove();
});

function joined(feed: string): void {
  store.transact(({ write }) => {
    write.feeds.join(feed, `http://hub/${feed}`);
    write.feeds.jump(feed, { epoch: EPOCH, seq: 0 });
  });
}

/** One frame with these changes, whatever they are, in a transaction of its own. */
function apply(changes: readonly unknown[], feed = 'fire'): Applied {
  const from = { epoch: EPOCH, seq: store.read.feeds.get(feed)?.seq ?? 0 };
  return store.transact((unit) => {
    applier.apply(unit, { kind: 'changes', feed, from, to: from.seq + changes.length, changes }, AT);
    return applier.finish(unit);
  });
}

function snapshot(
  entities: readonly unknown[],
  part: { first: boolean; last: boolean; epoch?: string; seq?: number },
): Applied {
  const { first, last, epoch = 'e2', seq: at = 50 } = part;
  return store.transact((unit) => {
    applier.apply(unit, { kind: 'snapshot', feed: 'fire', epoch, seq: at, first, last, entities }, AT);
    return applier.finish(unit);
  });
}

function next(part: Parameters<typeof change>[0] extends infer C ? Omit<C & object, 'seq'> : never): unknown {
  seq += 1;
  return change({ ...part, seq } as never);
}

function data(topic: 'incident' | 'resource' | 'supply', id: string): unknown {
  const line = store.read.entities.get(topic, id);
  return line && JSON.parse(line.json);
}

function reasons(): string[] {
  return store.read.quarantine.page(null, 0, 100).map((line) => line.code);
}

describe('changes', () => {
  it('F5: put, patch and remove leave what the feed means, and a history of it', () => {
    apply([next({ id: 'a' }), next({ id: 'a', rev: 2, op: 'patch', data: { level: 1, place: { zh: '滨江路' } } })]);
    expect(data('incident', 'a')).toEqual(incident({ level: 1, place: { zh: '滨江路' } }));
    apply([next({ id: 'a', rev: 3, op: 'patch', data: { place: null } })]);
    expect(data('incident', 'a')).toEqual(incident({ level: 1 }));
    apply([next({ id: 'a', rev: 4, op: 'remove', data: undefined })]);
    expect(data('incident', 'a')).toBeUndefined();
    const history = store.read.history.page('incident', 'a', 0, 10);
    expect(history.map(({ op, rev, seq: at }) => [op, rev, at])).toEqual([
      ['put', 1, 1], ['patch', 2, 2], ['patch', 3, 3], ['remove', 4, 4],
    ]); // prettier-ignore
    expect(JSON.parse(history[1]?.json ?? '')).toEqual({ level: 1, place: { zh: '滨江路' } });
    expect(history[3]?.json).toBeNull();
  });

  it('F5: null removes an optional field and is a value where the schema has it', () => {
    apply([next({ topic: 'supply', id: 's', data: supply({ reserve: 5 }) })]);
    apply([next({ topic: 'supply', id: 's', rev: 2, op: 'patch', data: { burnPerHour: null, reserve: null } })]);
    expect(data('supply', 's')).toEqual({ ...supply(), burnPerHour: null });
  });

  it('F6: the cursor moves with the effect, and an undone transaction moves neither', () => {
    apply([next({ id: 'a' })]);
    expect(() =>
      store.transact((unit) => {
        const from = { epoch: EPOCH, seq: 1 };
        applier.apply(
          unit,
          {
            kind: 'changes',
            feed: 'fire',
            from,
            to: 2,
            changes: [next({ id: 'a', rev: 2, data: incident({ level: 4 }) })],
          },
          AT,
        );
        applier.finish(unit);
        throw new Error('power cut');
      }),
    ).toThrow('power cut');
    applier.abandon();
    expect(store.read.feeds.get('fire')?.seq).toBe(1);
    // What the undone transaction taught is forgotten: the same change counts as new.
    seq = 1;
    apply([next({ id: 'a', rev: 2, data: incident({ level: 3 }) })]);
    expect(data('incident', 'a')).toMatchObject({ level: 3 });
  });

  it('F8 (R12): an older or equal revision never overwrites a newer one', () => {
    apply([next({ id: 'a', rev: 5, data: incident({ level: 1 }) })]);
    const applied = apply([
      next({ id: 'a', rev: 5, data: incident({ level: 4 }) }),
      next({ id: 'a', rev: 4, op: 'patch', data: { level: 3 } }),
      next({ id: 'a', rev: 3, op: 'remove' }),
    ]);
    expect(data('incident', 'a')).toMatchObject({ level: 1 });
    expect(applied.puts).toEqual([]);
    expect(reasons()).toEqual([]);
  });

  it('F7: an entity has one owner', () => {
    apply([next({ id: 'a', data: incident({ level: 1 }) })]);
    seq = 0;
    apply([next({ id: 'a', rev: 9, data: incident({ level: 4 }) }), next({ id: 'b', rev: 1 })], 'police');
    expect(data('incident', 'a')).toMatchObject({ level: 1 });
    expect(store.read.quarantine.page('police', 0, 9)).toMatchObject([
      { code: 'other-feeds-entity', entityId: 'a', detail: 'fire' },
    ]);
    expect(store.read.entities.get('incident', 'b')?.feed).toBe('police');
  });

  it('S7: many changes of one entity in a transaction are one row and one delta', () => {
    const moves = Array.from({ length: 50 }, (_, index) =>
      next({ topic: 'resource', id: 'u', rev: index + 1, data: unit({ speed: index }) }),
    );
    const applied = apply(moves);
    expect(applied.puts).toHaveLength(1);
    expect(data('resource', 'u')).toMatchObject({ speed: 49 });
    expect(store.read.history.count('resource', 'u')).toBe(50);
  });

  it('O4: a change tells which command made it', () => {
    const applied = apply([next({ id: 'a', commandId: 'command-1' })]);
    expect(applied.effects).toEqual([{ commandId: 'command-1', seq: 1, rev: 1 }]);
  });
});

describe('poison', () => {
  /** As it comes from the wire: `__proto__` is an ordinary key only in parsed JSON. */
  const wire = (text: string): unknown => JSON.parse(text);
  const deep = (levels: number): string => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);

  it.each([
    ['forbidden-key', () => change({ id: 'x', seq: 1, data: wire('{"__proto__":{"a":1}}') })],
    ['forbidden-key', () => change({ id: 'x', seq: 1, data: { ...incident(), figures: [{ constructor: 1 }] } })],
    ['too-deep', () => change({ id: 'x', seq: 1, data: wire(deep(40)) })],
    ['too-deep', () => change({ id: 'x', seq: 1, data: wire(deep(5_000)) })],
    ['too-large', () => change({ id: 'x', seq: 1, topic: 'alert', data: hugeAlert() })],
    ['bad-change', () => ({ seq: 1 })],
    ['bad-change', () => 'nonsense'],
    ['bad-change', () => null],
    ['bad-change', () => ({ ...change({ id: 'x', seq: 1 }), rev: 0 })],
    ['bad-change', () => ({ ...change({ id: 'x', seq: 1 }), at: Number.NaN })],
    ['seq-out-of-frame', () => change({ id: 'x', seq: 4 })],
    ['unknown-topic', () => change({ id: 'x', seq: 1, topic: 'weapon' })],
    ['bad-record', () => change({ id: 'x', seq: 1, data: { ...incident(), level: 7 } })],
    ['bad-record', () => change({ id: 'x', seq: 1, data: { ...incident(), extra: 1 } })],
    ['bad-record', () => change({ id: 'x', seq: 1, data: { ...incident(), reports: 0 } })],
    ['bad-record', () => change({ id: 'x', seq: 1, data: null })],
    ['patch-without-record', () => change({ id: 'x', seq: 1, op: 'patch', data: { level: 1 } })],
    ['bad-refusal', () => change({ id: 'x', seq: 1, op: 'refuse', data: { row: 'three' } })],
  ])('F4 (R16): %s goes to quarantine, and its neighbours come in', (code, poison) => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    const applied = apply([change({ id: 'a', seq: 1 }), poison(), change({ id: 'b', seq: 3 })]);
    expect(reasons()).toEqual([code]);
    expect(applied.quarantined).toEqual(new Map([['fire', 1]]));
    expect(store.read.entities.count('incident')).toBe(2);
    expect(store.read.feeds.get('fire')).toMatchObject({ seq: 3, quarantined: 1 });
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
  });

  it('F4: what a source could not read is kept with its file, row and column', () => {
    const data = { code: 'coordinate-out-of-range', file: 'calls.csv', row: 17, column: 'lat', value: '412' };
    apply([change({ id: 'x', seq: 1, op: 'refuse', data })]);
    expect(store.read.quarantine.page(null, 0, 9)).toMatchObject([
      { code: 'coordinate-out-of-range', file: 'calls.csv', row: 17, column: 'lat', detail: '412' },
    ]);
  });

  it('P1: a number that a source quotes is masked', () => {
    const data = { code: 'bad-time', file: 'calls.csv', row: 2, column: 'time', value: '13987654321' };
    apply([change({ id: 'x', seq: 1, op: 'refuse', data })]);
    expect(store.read.quarantine.page(null, 0, 9)[0]?.detail).toBe('139****4321');
  });

  it('F4: a patch is judged by the record that it leaves', () => {
    apply([change({ id: 'u', seq: 1, topic: 'resource', data: unit() })]);
    apply([change({ id: 'u', seq: 2, rev: 2, topic: 'resource', op: 'patch', data: { form: 'facility' } })]);
    apply([change({ id: 'u', seq: 3, rev: 3, topic: 'resource', op: 'patch', data: { name: null } })]);
    expect(reasons()).toEqual(['bad-record', 'bad-record']);
    expect(data('resource', 'u')).toEqual(unit());
  });

  it('S8: quarantine keeps at most 64 KB of a message', () => {
    apply([change({ id: 'x', seq: 1, topic: 'alert', data: hugeAlert() })]);
    const { raw } = store.transact(({ read: _ }) => profileRaw()) as { raw: string };
    expect(raw.length).toBe(64 * 1024);
  });

  function profileRaw(): unknown {
    const db = profile.ports().sqlite.open(`${profile.path}/console.sqlite`, { readonly: true });
    try {
      return db.prepare('SELECT raw FROM quarantine').get();
    } finally {
      db.close();
    }
  }

  function hugeAlert(): unknown {
    const ring = Array.from({ length: 20_000 }, (_, index) => [117 + index / 1e6, 30 + index / 1e6]);
    return {
      identifier: 'x', sender: 's', sentAt: AT, status: 'Actual', msgType: 'Alert', scope: 'Public', references: [],
      event: { zh: '暴雨' }, urgency: 'Immediate', severity: 'Severe', certainty: 'Likely', level: 2,
      headline: { zh: '暴雨橙色预警' },
      areas: [{ name: { zh: '全市' }, polygons: [ring, ring, ring], circles: [], geocodes: [] }],
    }; // prettier-ignore
  }
});

describe('snapshots', () => {
  const entity = (id: string, rev: number, level: 1 | 2 | 3 | 4) => ({
    topic: 'incident', id, rev, at: AT, entered: AT, source: 'test', data: incident({ level }),
  }); // prettier-ignore

  it('F9: replaces what was there, whatever its revision, and drops what is in no part', () => {
    apply([next({ id: 'a', rev: 9, data: incident({ level: 1 }) }), next({ id: 'b' }), next({ id: 'c' })]);
    snapshot([entity('a', 2, 3)], { first: true, last: false });
    expect(store.read.feeds.get('fire')).toMatchObject({ epoch: EPOCH, seq: 3 });
    expect(store.read.entities.get('incident', 'b')).toBeDefined();
    const applied = snapshot([entity('c', 1, 4)], { first: false, last: true });
    expect(data('incident', 'a')).toMatchObject({ level: 3 });
    expect(applied.removed).toEqual([{ topic: 'incident', id: 'b' }]);
    expect(store.read.feeds.get('fire')).toMatchObject({ epoch: 'e2', seq: 50 });
    expect(store.read.history.page('incident', 'b', 0, 9).at(-1)).toMatchObject({ op: 'remove', seq: 50 });
  });

  it('F9: leaves other feeds alone', () => {
    apply([next({ id: 'p' })], 'police');
    snapshot([], { first: true, last: true });
    expect(store.read.entities.get('incident', 'p')).toBeDefined();
  });

  it('F9: an entity that did not change is not written again', () => {
    snapshot([entity('a', 2, 3)], { first: true, last: true });
    const applied = snapshot([entity('a', 2, 3)], { first: true, last: true });
    expect(applied).toMatchObject({ puts: [], removed: [] });
    expect(store.read.history.count('incident', 'a')).toBe(1);
  });

  it('F9: a part that has no beginning is no snapshot', () => {
    expect(() => snapshot([], { first: false, last: true })).toThrow('has no beginning');
  });

  it('S8: an unreadable record of a snapshot is counted once, however often the snapshot comes', () => {
    const bad = { ...entity('a', 2, 3), data: { level: 9 } };
    snapshot([bad], { first: true, last: true });
    snapshot([bad], { first: true, last: true });
    expect(store.read.quarantine.count('fire')).toBe(1);
  });

  it('S8: what a source refused is counted once, met in a frame and again in a snapshot', () => {
    const refused = { code: 'field-count', file: 'calls.csv', row: 9 };
    apply([change({ id: 'refused:9', seq: 1, op: 'refuse', data: refused })]);
    const again = {
      topic: 'incident',
      id: 'refused:9',
      rev: 1,
      at: AT,
      entered: AT,
      source: 'test',
      op: 'refuse',
      data: refused,
    };
    snapshot([again], { first: true, last: true, epoch: EPOCH });
    expect(store.read.quarantine.page('fire', 0, 9)).toMatchObject([{ code: 'field-count', row: 9, seq: 1 }]);
    expect(store.read.feeds.get('fire')?.quarantined).toBe(1);
  });

  it('keeps its time of receipt', () => {
    const later = instant(AT + 5);
    store.transact((unit) => {
      applier.apply(
        unit,
        { kind: 'snapshot', feed: 'fire', epoch: 'e2', seq: 1, first: true, last: true, entities: [entity('a', 1, 1)] },
        later,
      );
      applier.finish(unit);
    });
    expect(store.read.entities.get('incident', 'a')).toMatchObject({ at: AT, entered: AT, received: later });
  });
});
