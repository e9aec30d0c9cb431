import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/kit/time.ts';
import type { HubClock } from '../clock.ts';
import { play, type Step } from './play.ts';
import { createPlayer } from './player.ts';
import { slugOf } from './slug.ts';
import type { Draft, Sink } from './source.ts';

/** A clock that stands until somebody sleeps. */
function testClock(): HubClock & { slept: number[] } {
  let now = 1_000_000;
  const slept: number[] = [];
  return {
    slept,
    now: () => instant(now),
    sleep(milliseconds) {
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
}

function draft(id: number): Draft {
  return { op: 'put', topic: 'incident', id: String(id), at: instant(1), source: 't', data: {} };
}

async function* steps(times: readonly (number | null)[]): AsyncGenerator<Step> {
  for (const [index, time] of times.entries()) {
    yield { at: time === null ? null : instant(time), drafts: [draft(index)], progress: { key: 'k', value: index } };
  }
}

function recordingSink() {
  const calls: { ids: string[]; progress: unknown }[] = [];
  const sink: Sink = {
    progress: () => null,
    held: () => undefined,
    ids: () => [],
    append(_feed, drafts, progress) {
      calls.push({ ids: drafts.map(({ id }) => id), progress: progress?.value });
      return Promise.resolve();
    },
  };
  return { sink, calls };
}

describe('the player', () => {
  it('S10: keeps the distances of the file, divided by the speed', async () => {
    const clock = testClock();
    const { sink, calls } = recordingSink();
    const signal = new AbortController().signal;
    await play(steps([0, 0, 10_000, 30_000]), { feed: 'f', sink, player: createPlayer(10, clock), signal });
    expect(clock.slept).toEqual([1_000, 2_000]);
    expect(calls).toEqual([
      { ids: ['0', '1'], progress: 1 },
      { ids: ['2'], progress: 2 },
      { ids: ['3'], progress: 3 },
    ]);
  });

  it('S10: an event time that goes back is due at once', async () => {
    const clock = testClock();
    const { sink } = recordingSink();
    const signal = new AbortController().signal;
    await play(steps([50_000, 10_000, null, 50_000]), { feed: 'f', sink, player: createPlayer(1, clock), signal });
    expect(clock.slept).toEqual([]);
  });

  it('S11: at full speed, 500 drafts a transaction, the progress of the last with them', async () => {
    const { sink, calls } = recordingSink();
    const signal = new AbortController().signal;
    const times = Array.from({ length: 1_200 }, (_, index) => index * 60_000);
    await play(steps(times), { feed: 'f', sink, player: createPlayer('max', testClock()), signal });
    expect(calls.map(({ ids, progress }) => [ids.length, progress])).toEqual([
      [500, 499],
      [500, 999],
      [200, 1_199],
    ]);
  });

  it('S11: what is not yet due is not written when the hub stops', async () => {
    const { sink, calls } = recordingSink();
    const stop = new AbortController();
    const clock = { ...testClock(), sleep: () => (stop.abort(), Promise.resolve()) };
    await play(steps([0, 60_000]), { feed: 'f', sink, player: createPlayer(1, clock), signal: stop.signal });
    expect(calls.map(({ ids }) => ids)).toEqual([['0']]);
  });
});

describe('feed ids', () => {
  it.each([
    ['/data/Montco 911.csv', 'montco-911'],
    ['cap', 'cap'],
    ['a/b/tour4-with-uturn.gpx', 'tour4-with-uturn'],
    ['health.csv', expect.stringMatching(/^health-[0-9a-f]{6}$/)],
    ['预警.cap', expect.stringMatching(/^replay-[0-9a-f]{6}$/)],
    [`${'x'.repeat(300)}.csv`, 'x'.repeat(40)],
  ])('S12: %s', (path, slug) => {
    expect(slugOf(path)).toEqual(slug);
  });
});
