import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../store/store.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { testProfile, type TestProfile } from '../testing/profile.ts';
import { change, incident } from '../testing/records.ts';
import type { Applied } from './applied.ts';
import type { Arrival } from './arrival.ts';
import { Committer } from './committer.ts';

const MEBIBYTE = 1024 * 1024;

let profile: TestProfile;
let store: Store;
let clock: ManualClock;
let committed: Applied[];
let outcomes: string[];
let committer: Committer;
let breaks: boolean;
let held: number;

beforeEach(() => {
  profile = testProfile();
  clock = new ManualClock();
  const ports = profile.ports(clock);
  store = openStore(ports);
  committed = [];
  outcomes = [];
  breaks = false;
  held = 0;
  for (const feed of ['fire', 'police']) {
    store.transact(({ write }) => {
      write.feeds.join(feed, `http://hub/${feed}`);
      write.feeds.jump(feed, { epoch: 'e', seq: 0 });
    });
  }
  committer = new Committer({
    store,
    clock,
    log: ports.log,
    alsoWrite: () => {
      if (breaks) throw new Error('disk full');
    },
    committed: (applied) => void committed.push(applied),
    heldBytes: () => held,
  });
});
afterEach(() => {
  store.close();
  profile.remove();
});

function arrival(feed: string, from: number, count: number): Arrival {
  const changes = Array.from({ length: count }, (_, index) =>
    change({ id: `${feed}-${from + index}`, seq: from + index + 1, data: incident() }),
  );
  return { kind: 'changes', feed, from: { epoch: 'e', seq: from }, to: from + count, changes };
}

function submit(name: string, one: Arrival): void {
  committer.submit(one, (error) => void outcomes.push(`${name} ${error === null ? 'stored' : 'not stored'}`));
}

describe('committer', () => {
  it('F6: small frames of several feeds share a transaction; nothing is done before the turn', () => {
    submit('f1', arrival('fire', 0, 3));
    submit('p1', arrival('police', 0, 2));
    submit('f2', arrival('fire', 3, 1));
    expect(outcomes).toEqual([]);
    clock.pass(0);
    expect(outcomes).toEqual(['f1 stored', 'p1 stored', 'f2 stored']);
    expect(committed).toHaveLength(1);
    expect(committed[0]?.puts).toHaveLength(6);
  });

  it('F6: a long queue is taken in turns of about a thousand rows', () => {
    for (let index = 0; index < 5; index += 1) submit(`f${index}`, arrival('fire', index * 400, 400));
    clock.pass(0);
    expect(committed.map(({ puts }) => puts.length)).toEqual([800, 800, 400]);
    expect(store.read.feeds.get('fire')?.seq).toBe(2_000);
  });

  it('F6: one feed’s fault does not cost the others their frames', () => {
    submit('f1', arrival('fire', 7, 2));
    submit('p1', arrival('police', 0, 2));
    clock.pass(0);
    expect(outcomes).toEqual(['f1 not stored', 'p1 stored']);
    expect(store.read.feeds.get('fire')?.seq).toBe(0);
    expect(store.read.entities.count('incident')).toBe(2);
  });

  it('F6 (R3): a disk that refuses is told, nothing is half there, and the next try works', () => {
    breaks = true;
    submit('f1', arrival('fire', 0, 2));
    clock.pass(0);
    expect(outcomes).toEqual(['f1 not stored']);
    expect(store.read.entities.count('incident')).toBe(0);
    breaks = false;
    submit('f1', arrival('fire', 0, 2));
    clock.pass(0);
    expect(outcomes.at(-1)).toBe('f1 stored');
    expect(store.read.entities.count('incident')).toBe(2);
    expect(committed.at(-1)?.puts).toHaveLength(2);
  });

  it('F6: flush commits what is waiting at once', () => {
    submit('f1', arrival('fire', 0, 2));
    committer.flush();
    expect(outcomes).toEqual(['f1 stored']);
    clock.pass(1_000);
    expect(committed).toHaveLength(1);
  });

  /** One change each 50 ms for a second. @returns transactions. */
  function second(from: number): number {
    const before = committed.length;
    for (let index = 0; index < 20; index += 1) {
      submit(`f${from + index}`, arrival('fire', from + index, 1));
      clock.pass(50);
    }
    return committed.length - before;
  }

  it('F14 (R8): commits are merged only while another program holds the WAL, more as it grows', () => {
    expect(second(0)).toBe(20);
    held = 20 * MEBIBYTE;
    const merged = second(20);
    held = 60 * MEBIBYTE;
    const mergedMore = second(40);
    expect(merged).toBeLessThanOrEqual(5);
    expect(mergedMore).toBeLessThanOrEqual(2);
    held = 0;
    clock.pass(1_000);
    expect(second(60)).toBe(20);
    expect(outcomes).toEqual(Array.from({ length: 80 }, (_, index) => `f${index} stored`));
    expect(store.read.feeds.get('fire')?.seq).toBe(80);
  });

  it('F14: what comes after a quiet is committed at once, however much is held', () => {
    held = 60 * MEBIBYTE;
    submit('f0', arrival('fire', 0, 1));
    clock.pass(0);
    expect(outcomes).toEqual(['f0 stored']);
    submit('f1', arrival('fire', 1, 1));
    clock.pass(0);
    expect(outcomes).toEqual(['f0 stored']);
    clock.pass(5_000);
    submit('f2', arrival('fire', 2, 1));
    clock.pass(0);
    expect(outcomes).toEqual(['f0 stored', 'f1 stored', 'f2 stored']);
  });

  it('F14: a snapshot’s part and a long queue do not wait, and take with them what did', () => {
    held = 60 * MEBIBYTE;
    submit('f0', arrival('fire', 0, 1));
    clock.pass(0);
    submit('f1', arrival('fire', 1, 1));
    const part = {
      kind: 'snapshot',
      feed: 'police',
      epoch: 'e',
      seq: 5,
      first: true,
      last: false,
      entities: [],
    } as const;
    submit('p1', part);
    clock.pass(0);
    expect(outcomes).toEqual(['f0 stored', 'f1 stored', 'p1 stored']);
    submit('f2', arrival('fire', 2, 1));
    submit('f3', arrival('fire', 3, 300));
    clock.pass(0);
    expect(outcomes.slice(3)).toEqual(['f2 stored', 'f3 stored']);
  });
});
