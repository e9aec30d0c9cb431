import { describe, expect, it } from 'vitest';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import type { FeedRow, FeedState } from '../../../shared/protocol/console-api/rows.ts';
import { feedsNow } from './feeds-down.ts';

const start = instant(1_800_000_000_000 - (1_800_000_000_000 % MINUTE));

function feed(id: string, status: FeedState, heard: number | null): FeedRow {
  return {
    id,
    name: { en: id },
    url: '',
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
    lastHeardAt: heard === null ? null : instant(heard),
    lastChangeAt: null,
    maxAgeSeconds: 10,
    changes: 0,
    grade: 'none',
    loss: null,
    heldBack: 0,
    bytesReceived: 0,
    bytesSent: 0,
  };
}

const offline: FeedState = { state: 'offline', since: instant(start + 9 * MINUTE), reason: 'x', retryAt: null };

describe('K10: what stopped, and since when', () => {
  it('puts together what stopped in the same minute, by when it was last heard', () => {
    const now = feedsNow([
      feed('b', offline, start + 5_000),
      feed('a', offline, start + 2_000),
      feed('early', offline, start - 5 * MINUTE),
      feed('never', offline, null),
      feed('stale', { state: 'stale', since: start }, start),
      feed('ok', { state: 'live', since: start }, start),
    ]);
    expect(now.stopped).toEqual([
      { since: start - 5 * MINUTE, feeds: ['early'] },
      { since: start + 2_000, feeds: ['b', 'a'] },
      { since: start + 9 * MINUTE, feeds: ['never'] },
    ]);
    expect(now.late).toEqual(['stale']);
    expect(now.up).toEqual(['ok']);
  });
});
