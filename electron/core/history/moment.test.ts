import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant, MINUTE, SECOND, type Instant } from '../../../shared/kit/time.ts';
import { timelineSource } from '../queries/timeline-source.ts';
import { LiveQuery } from '../queries/live-query.ts';
import { pastSource } from '../queries/past-source.ts';
import { Streamer } from '../queries/streamer.ts';
import { Signal } from '../kernel/signal.ts';
import type { Applied } from '../feeds/applied.ts';
import { openStore, type Store } from '../store/store.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { testProfile, type TestProfile } from '../testing/profile.ts';
import { unit } from '../testing/records.ts';
import { Moment } from './moment.ts';
import { Line, TOLD_AT } from './testing/line.ts';

let profile: TestProfile;
let clock: ManualClock;
let store: Store;
let moment: Moment;
let line: Line;
beforeEach(() => {
  profile = testProfile();
  clock = new ManualClock(TOLD_AT);
  store = openStore(profile.ports(clock));
  moment = new Moment(clock, store.read.history);
  line = new Line('fire', () => store, clock);
});
afterEach(() => {
  moment.stop();
  store.close();
  profile.remove();
});

interface Row {
  readonly id: string;
  readonly rev: number;
  readonly feed: string;
  readonly data: { readonly crew?: number };
}

/** What a window would hold of one query. */
function watch(source: ReturnType<typeof pastSource>): Map<string, Row> {
  const rows = new Map<string, Row>();
  const query = new LiveQuery(source, clock, new Streamer(clock));
  query.watch({
    isBehind: false,
    send(body) {
      const part = JSON.parse(`{${body}}`) as { put: Row[]; remove: string[] };
      for (const row of part.put) rows.set(row.id, row);
      for (const id of part.remove) rows.delete(id);
    },
  });
  clock.pass(20);
  return rows;
}

function resources(anchor: Instant): Map<string, Row> {
  return watch(pastSource('resource', anchor, store.read.history, moment));
}

/** A unit whose crew changes each minute, and one that is gone after three. */
function story(): Instant {
  const start = clock.now();
  line.tell('U-1', 'put', unit());
  line.tell('U-2', 'put', unit());
  for (let minute = 1; minute <= 6; minute += 1) {
    clock.pass(MINUTE);
    line.tell('U-1', 'patch', { crew: minute });
    if (minute === 3) line.tell('U-2', 'remove');
  }
  clock.pass(MINUTE);
  return start;
}

describe('the moment that is shown', () => {
  it('H5, P1: the picture of the moment, whole rows with their feed; another moment is another picture', () => {
    const start = story();
    const then = instant(start + 2 * MINUTE + SECOND);
    moment.show(then);
    expect(moment.row()).toMatchObject({ view: { state: 'past', at: then, anchor: then, speed: 0, complete: true } });
    const rows = resources(then);
    expect([...rows.keys()]).toEqual(['U-1', 'U-2']);
    expect(rows.get('U-1')).toMatchObject({ feed: 'fire', rev: 3, data: { crew: 2 } });
    expect([...resources(instant(start + 4 * MINUTE)).keys()]).toEqual(['U-1']);
  });

  it('H5: playing moves the rows of the shown picture on, and no other one; at the present it ends live', () => {
    const start = story();
    const then = instant(start + 2 * MINUTE + SECOND);
    const other = instant(start + 2 * MINUTE + 2 * SECOND);
    moment.show(then);
    const shown = resources(then);
    const still = resources(other);
    moment.play(60);
    clock.pass(1_500);
    expect(shown.get('U-1')?.data.crew).toBe(3);
    expect(shown.has('U-2')).toBe(false);
    expect(still.get('U-1')?.data.crew).toBe(2);
    moment.play(0);
    clock.pass(10_000);
    expect(shown.get('U-1')?.data.crew).toBe(3);
    moment.play(600);
    clock.pass(2_000);
    expect(moment.row().view).toEqual({ state: 'live' });
  });

  it('H5: a window that comes while it plays gets the picture as far as it has come', () => {
    const start = story();
    const then = instant(start + SECOND);
    moment.show(then);
    moment.play(60);
    clock.pass(4_100);
    expect(resources(then).get('U-1')?.data.crew).toBe(4);
  });

  it('H5: the history of an entity goes as far as the moment', () => {
    const start = story();
    const then = instant(start + 2 * MINUTE + SECOND);
    moment.show(then);
    const parts = {
      history: store.read.history,
      applied: new Signal<Applied>(),
      conflictsAbout: () => [],
      moment,
    };
    const lines = watch(timelineSource('resource', 'U-1', then, parts));
    expect([...lines.values()].map(({ rev }) => rev)).toEqual([1, 2, 3]);
    moment.play(60);
    clock.pass(2_100);
    expect([...lines.values()].map(({ rev }) => rev)).toEqual([1, 2, 3, 4, 5]);
  });

  it('H5: what has not been yet cannot be shown, and live cannot be played', () => {
    story();
    expect(() => moment.show(clock.now())).toThrow(/moment-not-past/);
    expect(() => moment.play(10)).toThrow(/moment-is-live/);
    moment.show(instant(clock.now() - SECOND));
    moment.live();
    expect(moment.row().view).toEqual({ state: 'live' });
  });

  it('H3, H5: before the history begins, and in a gap of it, the picture is called incomplete', () => {
    const start = story();
    moment.show(instant(start - MINUTE));
    expect(moment.row()).toMatchObject({ since: start, view: { complete: false } });
    store.transact(({ write }) => write.history.noteGap(instant(start + MINUTE), instant(start + 2 * MINUTE)));
    moment.show(instant(start + 1.5 * MINUTE));
    expect(moment.row().view).toMatchObject({ complete: false });
  });
});
