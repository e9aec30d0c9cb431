import { describe, expect, it } from 'vitest';
import type { Resource } from '../../../shared/domain/resource.ts';
import type { FeedRow, FeedState } from '../../../shared/protocol/console-api/rows.ts';
import { MINUTE, instant } from '../../../shared/kit/time.ts';
import { staleAge } from './staleness.ts';

const now = instant(10_000_000);
const before = (ms: number) => instant(now - ms);

function feed(status: FeedState, heard = 1_000): FeedRow {
  return {
    id: 'f', name: { en: 'F' }, url: '', status, epoch: 'e', seq: 1, head: 1, lag: 0, gaps: 0, missing: 0, quarantined: 0,
    clockOffset: 0, roundTrip: 1, lastHeardAt: before(heard), lastChangeAt: before(heard), maxAgeSeconds: 30, changes: 1,
    grade: 'full', loss: null, heldBack: 0, bytesReceived: 0, bytesSent: 0,
  }; // prettier-ignore
}

const live = feed({ state: 'live', since: before(MINUTE) });

function unit(state: 'free' | 'enRoute'): Resource {
  const status = state === 'free' ? { state, since: before(0) } : { state, since: before(0), incident: 'i' };
  return {
    form: 'unit',
    kind: 'engine',
    name: { en: 'E' },
    department: 'FRD',
    status,
    at: [1, 2],
    positionAt: before(0),
  };
}

function told(ms: number) {
  return { entered: before(ms), received: before(ms) };
}

describe('staleAge', () => {
  it('M7: a unit under way must tell its place; a parked one has nothing new to say', () => {
    expect(staleAge(told(2 * MINUTE), unit('enRoute'), live, now)).toBe(2 * MINUTE);
    expect(staleAge(told(30_000), unit('enRoute'), live, now)).toBeNull();
    expect(staleAge(told(600 * MINUTE), unit('free'), live, now)).toBeNull();
  });

  it('M7: a feed that is not live makes all its rows old, from when it was last heard', () => {
    const stale = feed({ state: 'stale', since: before(MINUTE) }, 13 * MINUTE);
    expect(staleAge(told(60 * MINUTE), unit('free'), stale, now)).toBe(13 * MINUTE);
    expect(staleAge(told(60 * MINUTE), null, stale, now)).toBe(13 * MINUTE);
  });

  it('M7: an incident of a live feed does not grow old: nothing new is no news', () => {
    expect(staleAge(told(600 * MINUTE), null, live, now)).toBeNull();
  });

  it('M7: a silent gauge is old after ten minutes, a camera never by this rule', () => {
    const sensor = (kind: 'gauge' | 'video'): Resource => ({
      form: 'sensor', kind, name: { en: 'S' }, at: [1, 2], level: 0, reading: { value: 1, at: before(0) },
    }); // prettier-ignore
    expect(staleAge(told(13 * MINUTE), sensor('gauge'), live, now)).toBe(13 * MINUTE);
    expect(staleAge(told(13 * MINUTE), sensor('video'), live, now)).toBeNull();
  });

  it('M7: says nothing about a feed that nobody has described yet', () => {
    expect(staleAge(told(600 * MINUTE), unit('enRoute'), undefined, now)).toBeNull();
  });
});
