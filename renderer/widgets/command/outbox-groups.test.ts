import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../shared/domain/incident.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import type { OutboxRow, OutboxState } from '../../../shared/protocol/console-api/rows.ts';
import { actionsOf, groupOutbox, phoneCalls, type ConflictRow } from './outbox-groups.ts';

const now = instant(1_800_000_000_000);

function order(stationSeq: number, status: OutboxState, data: Partial<OutboxRow> = {}): OutboxRow {
  return {
    id: `c${stationSeq}`,
    stationSeq,
    feed: 'fire',
    type: 'incident.acknowledge',
    topic: 'incident',
    entityId: `i${stationSeq}`,
    title: null,
    issuedAt: instant(now + stationSeq * MINUTE),
    expiresAt: instant(now + (stationSeq + 10) * MINUTE),
    payload: {},
    officer: 'zhou',
    status,
    ...data,
  };
}

const queued: OutboxState = { state: 'queued' };
const inConflict: OutboxState = {
  state: 'conflict',
  at: now,
  answer: { outcome: 'conflict', commandId: 'c', rev: 2, current: {} },
};

function conflictRow(id: string, state: 'open' | 'resolved'): ConflictRow {
  const hand = { officer: 'zhou', post: 'duty', station: 's1', at: now };
  const status = state === 'open' ? { state } : { state, choice: 'current' as const, by: hand, reason: { en: 'x' } };
  return {
    id: id as ConflictRow['id'],
    rev: 1,
    feed: 'fire',
    at: now,
    entered: now,
    received: now,
    data: {
      kind: 'field',
      topic: 'incident',
      entity: 'i1',
      commandType: 'incident.change',
      fields: [{ field: 'level', current: 3, proposed: 2 }],
      currentRev: 2,
      proposedBy: hand,
      status,
    },
  };
}

function ids(rows: readonly OutboxRow[]): string[] {
  return rows.map(({ id }) => id);
}

describe('K2: the outbox is cut by what is left to do', () => {
  const rows = [
    order(5, { state: 'effectSeen', at: now }),
    order(4, { state: 'unknown', at: now, reason: 'no-answer' }),
    order(3, inConflict),
    order(2, { state: 'expired', at: now }),
    order(1, queued),
    order(6, { state: 'withdrawn', at: now }),
  ];

  it('keeps what may still take effect, and what must be settled, in sending order', () => {
    const groups = groupOutbox(rows, new Map());
    expect(ids(groups.waiting)).toEqual(['c1', 'c3', 'c4']);
    expect(ids(groups.again)).toEqual(['c2']);
    expect(ids(groups.settled)).toEqual(['c6', 'c5']);
  });

  it('lets a conflict go when it is settled, and a lapsed order when it was given again', () => {
    const again = order(7, queued, { resendOf: 'c2' });
    const groups = groupOutbox([...rows, again], new Map([['c3', conflictRow('c3', 'resolved')]]));
    expect(ids(groups.waiting)).toEqual(['c1', 'c4', 'c7']);
    expect(ids(groups.again)).toEqual([]);
    expect(groups.resent.get('c2')).toBe(7);
    expect(ids(groupOutbox(rows, new Map([['c3', conflictRow('c3', 'open')]])).waiting)).toContain('c3');
  });
});

describe('K3: what can be done follows from the state', () => {
  it('never gives again what may count already', () => {
    const states: OutboxState[] = [
      queued,
      { state: 'sent', at: now, tries: 1 },
      { state: 'accepted', at: now, seq: 1 },
      { state: 'unknown', at: now, reason: 'disk' },
      { state: 'effectSeen', at: now },
      inConflict,
    ];
    for (const status of states) expect(actionsOf(order(1, status), false).resend, status.state).toBe(false);
    expect(actionsOf(order(1, { state: 'expired', at: now }), false).resend).toBe(true);
    expect(actionsOf(order(1, { state: 'expired', at: now }), true)).toMatchObject({ resend: false, edit: false });
  });

  it('gives again what a restored hub no longer has, once, and only our own', () => {
    const undone: OutboxState = { state: 'undone', at: now, reason: 'hub-restored' };
    const row = order(1, undone, { type: 'incident.change' });
    expect(actionsOf(row, false)).toEqual({ retry: false, resend: true, edit: true, withdraw: false });
    expect(actionsOf(row, true)).toMatchObject({ resend: false, edit: false });
    expect(actionsOf({ ...row, carriedFrom: 's2' }, false)).toMatchObject({ resend: false, edit: false });
    expect(ids(groupOutbox([row], new Map()).again)).toEqual(['c1']);
    expect(ids(groupOutbox([row, order(2, queued, { resendOf: 'c1' })], new Map()).settled)).toEqual(['c1']);
  });

  it('withdraws and edits only what is still here and our own', () => {
    const change = { type: 'incident.change' };
    expect(actionsOf(order(1, queued, change), false)).toMatchObject({ withdraw: true, edit: true });
    expect(actionsOf(order(1, queued), false)).toMatchObject({ withdraw: true, edit: false });
    expect(actionsOf(order(1, queued, { ...change, carriedFrom: 's2' }), false)).toMatchObject({
      withdraw: false,
      edit: false,
    });
    expect(actionsOf(order(1, { state: 'sent', at: now, tries: 2 }, change), false)).toMatchObject({
      retry: true,
      withdraw: false,
      edit: false,
    });
  });
});

describe('K4: whom to call', () => {
  const incident = (level: Incident['level'], due?: number): Incident => ({
    kind: 'fire',
    level,
    title: { en: 'x' },
    status: { state: 'reported', since: now },
    reportedAt: now,
    channel: '119',
    ...(due !== undefined && { due: { what: 'decide', at: instant(due) } }),
  });

  it('is one call a department that is down, the nearest limit first, and a conflict last', () => {
    const records: Readonly<Record<string, Incident>> = {
      i1: incident(4),
      i2: incident(3, now + 9 * MINUTE),
      i3: incident(1),
      i4: incident(3, now + 4 * MINUTE),
      i5: incident(1, now),
    };
    const rows = [
      order(1, queued, { feed: 'water' }),
      order(2, queued),
      order(3, queued, { feed: 'health' }),
      order(4, queued, { type: 'unit.assign', topic: 'resource', entityId: 'u', payload: { incident: 'i4' } }),
      order(5, inConflict, { feed: 'police' }),
      order(6, queued, { feed: 'up' }),
      order(7, queued, { feed: 'notes', type: 'incident.addNote' }),
      // Its own station calls for it.
      order(8, queued, { feed: 'shelter', carriedFrom: 's2' }),
    ];
    const calls = phoneCalls(
      rows,
      (feed) => feed !== 'up',
      (id) => records[id],
    );
    expect(calls.map(({ feed, first, others }) => [feed, first.id, others])).toEqual([
      ['fire', 'c4', 1],
      ['health', 'c3', 0],
      ['water', 'c1', 0],
      ['police', 'c5', 0],
    ]);
    expect(calls[0]?.limit).toBe(now + 4 * MINUTE);
    expect(calls[3]?.inConflict).toBe(true);
  });
});
