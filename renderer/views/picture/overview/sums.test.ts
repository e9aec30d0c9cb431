import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../../shared/domain/incident.ts';
import type { Unit } from '../../../../shared/domain/resource.ts';
import { instant, MINUTE } from '../../../../shared/kit/time.ts';
import type { FeedRow, FeedState } from '../../../../shared/protocol/console-api/rows.ts';
import type { IncidentRow } from '../../../state/incident-order.ts';
import type { ResourceRow } from '../../../state/nearby.ts';
import { stalePart, sumIncidents, sumPeople, sumUnits } from './sums.ts';

const now = instant(1_800_000_000_000);

function row<Id extends string, T>(id: string, feed: string, data: T) {
  return { id: id as Id, rev: 1, feed, at: now, entered: now, received: now, data };
}

function incident(id: string, data: Partial<Incident> = {}, feed = 'fire'): IncidentRow {
  return row(id, feed, {
    kind: 'fire',
    level: 3,
    title: { en: id },
    status: { state: 'reported', since: now },
    reportedAt: now,
    channel: '119',
    ...data,
  });
}

function figure(key: string, value: number | null) {
  return { key, label: { en: key }, value, at: now };
}

function unit(id: string, state: 'free' | 'onScene', feed = 'fire'): ResourceRow {
  const status: Unit['status'] = state === 'free' ? { state, since: now } : { state, since: now, incident: 'a' };
  return row(id, feed, {
    form: 'unit',
    kind: 'engine',
    name: { en: id },
    department: 'FRD',
    status,
    at: [117, 30],
    positionAt: now,
  });
}

function feed(id: string, status: FeedState, heardMinutesAgo: number): [string, FeedRow] {
  const lastHeardAt = instant(now - heardMinutesAgo * MINUTE);
  return [
    id,
    {
      id, name: { en: id }, url: '', status, epoch: null, seq: 0, head: null, lag: null, gaps: 0, missing: 0, quarantined: 0,
      clockOffset: null, roundTrip: null, lastHeardAt, lastChangeAt: lastHeardAt, maxAgeSeconds: 60, changes: 0,
      grade: 'full', loss: null, heldBack: 0, bytesReceived: 0, bytesSent: 0,
    },
  ]; // prettier-ignore
}

const closed: Partial<Incident> = { status: { state: 'closed', since: now, outcome: { en: 'done' } } };

describe('O1: counts', () => {
  it('counts open incidents by level and names the feeds that have a part', () => {
    const sum = sumIncidents([
      incident('a', { level: 1 }),
      incident('b', {}, 'police'),
      incident('c', closed, 'other'),
    ]);
    expect(sum).toEqual({ open: 2, byLevel: { 0: 0, 1: 1, 2: 0, 3: 1, 4: 0 }, feeds: ['fire', 'police'] });
  });

  it('counts units by state', () => {
    const sum = sumUnits([unit('a', 'free'), unit('b', 'free'), unit('c', 'onScene', 'police')]);
    expect(sum.all).toBe(3);
    expect(sum.byState).toMatchObject({ free: 2, onScene: 1, offDuty: 0 });
    expect(sum.feeds).toEqual(['fire', 'police']);
  });
});

describe('O2: people', () => {
  it('adds up what was told and counts what is not known beside it', () => {
    const people = sumPeople([
      incident('a', { figures: [figure('trapped', 4), figure('injured', 1)] }),
      incident('b', { figures: [figure('trapped', null), figure('buried', 2)] }),
      incident('c', { figures: [figure('depth', 0.9)] }),
    ]);
    expect(people.trapped).toEqual({ known: 6, unknown: 1 });
    expect(people.injured).toEqual({ known: 1, unknown: 0 });
  });

  it('is unknown, not nought, when it was asked for and nobody knows', () => {
    expect(sumPeople([incident('a', { figures: [figure('missing', null)] })]).missing).toEqual({
      known: null,
      unknown: 1,
    });
  });

  it('is nothing told when nobody told anything, and tells a nought that was told', () => {
    expect(sumPeople([incident('a')]).missing).toEqual({ known: null, unknown: 0 });
    expect(sumPeople([incident('a', { figures: [figure('missing', 0)] })]).missing).toEqual({ known: 0, unknown: 0 });
  });

  it('leaves out what is closed', () => {
    const people = sumPeople([incident('a', { ...closed, figures: [figure('trapped', 4)] })]);
    expect(people).toMatchObject({ trapped: { known: null, unknown: 0 }, feeds: [] });
  });
});

describe('O3: a sum with an old part is old', () => {
  const live: FeedState = { state: 'live', since: now };
  const offline: FeedState = { state: 'offline', since: now, reason: 'gone', retryAt: null };
  const feeds = new Map([
    feed('fire', live, 0),
    feed('police', offline, 5),
    feed('water', { state: 'stale', since: now }, 9),
  ]);

  it('is current while all feeds with a part in it are whole', () => {
    expect(stalePart(['fire'], feeds)).toBeNull();
    expect(stalePart([], feeds)).toBeNull();
  });

  it('counts from the feed that was silent longest, with its limit', () => {
    expect(stalePart(['fire', 'police', 'water'], feeds)).toEqual({
      since: now - 9 * MINUTE,
      limit: 60,
      feeds: ['water', 'police'],
    });
  });
});
