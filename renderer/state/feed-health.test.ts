import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/kit/time.ts';
import type { FeedRow, FeedState } from '../../shared/protocol/console-api/rows.ts';
import { degradation, healthOf, summarize } from './feed-health.ts';
import { freshness } from './freshness.ts';

const now = instant(1_800_000_000_000);

function feed(id: string, status: FeedState, data: Partial<FeedRow> = {}): FeedRow {
  return {
    id,
    name: { en: id },
    url: `http://127.0.0.1/${id}`,
    status,
    epoch: null,
    seq: 0,
    head: null,
    lag: null,
    gaps: 0,
    missing: 0,
    quarantined: 0,
    clockOffset: null,
    roundTrip: null,
    lastHeardAt: null,
    lastChangeAt: null,
    maxAgeSeconds: 10,
    changes: 0,
    grade: 'full',
    loss: null,
    heldBack: 0,
    bytesReceived: 0,
    bytesSent: 0,
    ...data,
  };
}

const live: FeedState = { state: 'live', since: now };
const offline: FeedState = { state: 'offline', since: now, reason: 'transport-close', retryAt: null };

describe('S6: feed health', () => {
  it('is never good while something is missing', () => {
    expect(healthOf(feed('a', live))).toBe('up');
    expect(healthOf(feed('a', live, { missing: 3 }))).toBe('late');
    expect(healthOf(feed('a', { state: 'stale', since: now }))).toBe('late');
    expect(healthOf(feed('a', offline))).toBe('down');
  });

  it('tells since when the first feed is down, and does not call a first connection an outage', () => {
    const summary = summarize([
      feed('fire', offline, { lastHeardAt: instant(now - 5_000) }),
      feed('water', offline, { lastHeardAt: instant(now - 9_000) }),
      feed('new', { state: 'connecting', since: now, attempt: 1 }),
      feed('ok', live),
    ]);
    expect(summary).toMatchObject({ all: 4, up: 1, down: 3, downIds: ['fire', 'water'], downSince: now - 9_000 });
    expect(degradation(summary, false)).toBe(3);
  });

  it('tells since when there has been no feed at all when all are down', () => {
    const heard = (ago: number) => ({ lastHeardAt: instant(now - ago) });
    const summary = summarize([feed('water', offline, heard(9_000)), feed('fire', offline, heard(5_000))]);
    expect(summary.downSince).toBe(now - 5_000);
  });

  it('stays down through the tries in between, so that the banner does not come and go', () => {
    const again: FeedState = { state: 'connecting', since: now, attempt: 4 };
    expect(summarize([feed('fire', again, { lastHeardAt: instant(now - 60_000) })]).downSince).toBe(now - 60_000);
    expect(summarize([feed('fire', again)]).downIds).toEqual(['fire']);
  });

  it('does not call it an outage when this computer cannot store what comes', () => {
    const held: FeedState = { state: 'offline', since: now, reason: 'store-failed', retryAt: null };
    const again: FeedState = { state: 'connecting', since: now, attempt: 4 };
    expect(summarize([feed('a', held), feed('b', again, { lastHeardAt: now })])).toMatchObject({
      down: 2,
      isCutOff: false,
    });
    expect(summarize([feed('a', held), feed('b', offline)]).isCutOff).toBe(true);
    expect(summarize([feed('a', live)]).isCutOff).toBe(false);
  });

  it('falls back step by step, by the worst link', () => {
    const step = (...feeds: FeedRow[]) => degradation(summarize(feeds), false);
    expect(step()).toBe(0);
    expect(step(feed('a', live))).toBe(0);
    expect(step(feed('a', live), feed('b', live, { grade: 'slow' }))).toBe(1);
    expect(step(feed('a', live, { grade: 'intermittent' }), feed('b', live, { grade: 'slow' }))).toBe(2);
    expect(step(feed('a', live), feed('b', offline))).toBe(3);
    expect(step(feed('new', { state: 'connecting', since: now, attempt: 1 }, { grade: 'none' }))).toBe(0);
    expect(degradation(summarize([feed('a', live)]), true)).toBe(4);
  });
});

describe('D5: age is part of the value', () => {
  it('is stale past its limit, offline past four times of it', () => {
    expect(freshness(instant(now - 10_000), now, 10)).toBe('fresh');
    expect(freshness(instant(now - 10_001), now, 10)).toBe('stale');
    expect(freshness(instant(now - 40_001), now, 10)).toBe('offline');
    expect(freshness(instant(0), now, null)).toBe('fresh');
  });
});
