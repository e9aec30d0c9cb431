import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../store/store.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { testProfile, type TestProfile } from '../testing/profile.ts';
import { change, incident } from '../testing/records.ts';
import type { Applied } from './applied.ts';
import type { Arrival } from './arrival.ts';
import { Committer } from './committer.ts';

let profile: TestProfile;
let store: Store;
let clock: ManualClock;
let committed: Applied[];
let outcomes: string[];
let committer: Committer;
let breaks: boolean;

beforeEach(() => {
  profile = testProfile();
  clock = new ManualClock();
  const ports = profile.ports(clock);
  store = openStore(ports);
  committed = [];
  outcomes = [];
  breaks = false;
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
  });
});
