import { describe, expect, it } from 'vitest';
import { instant, type Instant } from '../../../shared/kit/time.ts';
import type { HubClock } from '../../clock.ts';
import type { Logger } from '../../logger.ts';
import type { Speed } from '../player.ts';
import type { Draft, Sink } from '../source.ts';
import { SCENARIO_FEEDS } from './draft.ts';
import { createScenarioSource } from './scenario-source.ts';
import { STORY_LENGTH } from './simulation.ts';
import { RESOURCES, SEED } from './testing/night.ts';

const START = 1_800_000_000_000;
const silent: Logger = { info() {}, warn() {}, error() {} };

/** Logs of eight feeds in memory that keep drafts and progress together, as the hub does in one transaction. */
function createLogs() {
  const drafts = new Map<string, Draft[]>();
  const progress = new Map<string, unknown>();
  return {
    drafts,
    progress,
    /** `stopAfter`: aborts when that many appends are done, wherever in a second that is. */
    sink(abort: AbortController, stopAfter = Infinity): Sink {
      let appends = 0;
      return {
        progress: (feed, key) => progress.get(`${feed} ${key}`) ?? null,
        held: () => undefined,
        ids: () => [],
        append(feed, added, reached) {
          if (abort.signal.aborted) throw new Error('append after the end');
          drafts.set(feed, [...(drafts.get(feed) ?? []), ...added]);
          if (reached) progress.set(`${feed} ${reached.key}`, structuredClone(reached.value));
          appends += 1;
          if (appends >= stopAfter) abort.abort();
          return Promise.resolve();
        },
      };
    },
  };
}

/** A clock that jumps to the end of every sleep. */
function createClock(from = START): HubClock & { readonly slept: number } {
  let now = from;
  return {
    now: () => instant(now),
    sleep(milliseconds) {
      now += milliseconds;
      return Promise.resolve();
    },
    get slept() {
      return now - from;
    },
  };
}

async function play(
  logs: ReturnType<typeof createLogs>,
  clock: HubClock,
  speed: Speed,
  stopAfter?: number,
  seed = SEED,
) {
  const abort = new AbortController();
  const source = await createScenarioSource({ seed, context: { clock, speed, log: silent, resources: RESOURCES } });
  await source.start(logs.sink(abort, stopAfter), abort.signal);
  return source;
}

/** What was said, without when: the wall times of two runs differ, the story must not. */
function storyOf(drafts: readonly Draft[] | undefined): string[] {
  return (drafts ?? []).map((draft) => {
    const text = JSON.stringify('data' in draft ? draft.data : null);
    return `${draft.op} ${draft.topic} ${draft.id} ${text.replace(/1[78]\d{11}/g, 'T')}`;
  });
}

describe('the scenario as a source', () => {
  it('P1: fills its eight feeds, the opening first, and paces the seconds by the clock', async () => {
    const logs = createLogs();
    const clock = createClock();
    const source = await play(logs, clock, 1, 8 + 8 * 60);
    expect(source.feeds.map((feed) => feed.id)).toEqual([...SCENARIO_FEEDS]);
    expect([...logs.drafts.keys()].sort()).toEqual([...SCENARIO_FEEDS].sort());
    expect(logs.drafts.get('fire')?.[0]?.op).toBe('put');
    // Fewer than eight feeds speak in most seconds, so that many appends take longer than a minute.
    expect(clock.slept).toBeGreaterThan(60_000);
    const police = logs.drafts.get('police') ?? [];
    expect(police.at(-1)?.at).toBeGreaterThan(START + 60_000);
    expect(police.every((draft) => draft.at <= START + clock.slept)).toBe(true);
  });

  it('P2: at ×1 the times inside a record have their true distance to now; at ×60 they are as much shorter', async () => {
    for (const speed of [1, 60]) {
      const logs = createLogs();
      await play(logs, createClock(), speed, 8);
      const opened = (logs.drafts.get('weather') ?? []).find((draft) => draft.topic === 'alert');
      const sentAt = (opened as { data: { sentAt: Instant } }).data.sentAt;
      expect(START - sentAt).toBe((19.5 * 60_000) / speed);
    }
  });

  it('P3: goes on after a stop in the middle of a second, with nothing lost and nothing twice', async () => {
    const whole = createLogs();
    await play(whole, createClock(), 20, 700);
    const cut = createLogs();
    await play(cut, createClock(), 20, 3);
    for (const stopAfter of [50, 111, 256]) await play(cut, createClock(START + 3_600_000), 20, stopAfter);
    await play(cut, createClock(START + 7_200_000), 20, 400);
    let compared = 0;
    for (const feed of SCENARIO_FEEDS) {
      const expected = storyOf(whole.drafts.get(feed));
      const actual = storyOf(cut.drafts.get(feed));
      const common = Math.min(expected.length, actual.length);
      expect(actual.slice(0, common)).toEqual(expected.slice(0, common));
      compared += common;
    }
    expect(compared).toBeGreaterThan(2_000);
  });

  it('P4: played at once it ends with the story, and its newest event is now', async () => {
    const logs = createLogs();
    await play(logs, createClock(), 'max');
    const all = [...logs.drafts.values()].flat();
    expect(all.length).toBeGreaterThan(200_000);
    const newest = all.reduce((latest, draft) => Math.max(latest, draft.at), 0);
    expect(newest).toBe(START);
    expect(Math.min(...all.slice(0, 400).map((draft) => draft.at))).toBe(START - STORY_LENGTH);
  }, 30_000);

  it('P5: a log with a finished night, or with another seed, begins a new night and takes away what the old one left', async () => {
    const logs = createLogs();
    await play(logs, createClock(), 1, 2_000);
    const before = new Map([...logs.drafts].map(([feed, drafts]) => [feed, drafts.length]));
    const incidents = new Set((logs.drafts.get('police') ?? []).filter(isIncidentPut).map((draft) => draft.id));
    await play(logs, createClock(START + 86_400_000), 1, 8, SEED + 1);
    const added = (logs.drafts.get('police') ?? []).slice(before.get('police'));
    const removed = added.filter((draft) => draft.op === 'remove').map((draft) => draft.id);
    const opened = added.filter(isIncidentPut).map((draft) => draft.id);
    expect(removed.length).toBeGreaterThan(0);
    expect(new Set([...removed, ...opened])).toEqual(new Set([...incidents, ...opened]));
    expect(removed.filter((id) => opened.includes(id))).toEqual([]);
    expect(logs.progress.get('police scenario')).toMatchObject({ run: 2, offset: 0 });
  });

  it('P6: time lost in one turn is let go, not rushed through', async () => {
    const logs = createLogs();
    const clock = createClock();
    let naps = 0;
    const sleepy: HubClock = {
      now: () => clock.now(),
      async sleep(milliseconds, signal) {
        naps += 1;
        await clock.sleep(naps === 40 ? 3_600_000 : milliseconds, signal);
      },
    };
    await play(logs, sleepy, 1, 300);
    const offset = Math.max(...[...logs.progress.values()].map((value) => (value as { offset: number }).offset));
    expect(clock.slept).toBeGreaterThan(3_600_000);
    expect(offset).toBeLessThan(120_000);
  });
});

function isIncidentPut(draft: Draft): boolean {
  return draft.op === 'put' && draft.topic === 'incident';
}
