import { describe, expect, it } from 'vitest';
import type { Incident } from '../../shared/domain/incident.ts';
import { instant, MINUTE } from '../../shared/kit/time.ts';
import { byUrgency, countIncidents, groupOf, limitState, type IncidentRow } from './incident-order.ts';

const now = instant(1_800_000_000_000);

function minutes(count: number) {
  return instant(now + count * MINUTE);
}

function incident(id: string, data: Partial<Incident> = {}): IncidentRow {
  return {
    id: id as IncidentRow['id'],
    rev: 1,
    feed: 'hotline',
    at: now,
    entered: now,
    received: now,
    data: {
      kind: 'fire',
      level: 3,
      title: { en: id },
      status: { state: 'reported', since: now },
      reportedAt: now,
      channel: '119',
      ...data,
    },
  };
}

describe('I1: groups', () => {
  it.each([
    ['now', incident('a')],
    ['now', incident('a', { status: { state: 'acknowledged', since: now, by: 'DO' } })],
    [
      'handling',
      incident('a', { status: { state: 'acknowledged', since: now, by: 'DO' }, due: { what: 'feedback', at: now } }),
    ],
    ['handling', incident('a', { status: { state: 'dispatched', since: now, units: [] } })],
    ['handling', incident('a', { status: { state: 'onScene', since: now, units: [] } })],
    ['now', incident('a', { status: { state: 'onScene', since: now, units: [] }, due: { what: 'decide', at: now } })],
    ['feedback', incident('a', { status: { state: 'controlled', since: now } })],
    ['closed', incident('a', { status: { state: 'closed', since: now, outcome: { en: 'done' } } })],
  ])('%s', (group, row) => expect(groupOf(row.data)).toBe(group));

  it('counts what is open without what is closed', () => {
    const counts = countIncidents([
      incident('a'),
      incident('b', { status: { state: 'controlled', since: now } }),
      incident('c', { status: { state: 'closed', since: now, outcome: { en: 'x' } } }),
    ]);
    expect(counts).toEqual({ open: 2, now: 1, handling: 0, feedback: 1, closed: 1 });
  });
});

describe('I2: urgency', () => {
  const spec = byUrgency(new Set(['now', 'handling', 'feedback']));
  function order(rows: readonly IncidentRow[]): string[] {
    return rows
      .filter((row) => spec.keep(row))
      .sort((a, b) => spec.compare(spec.key(a), spec.key(b)))
      .map(({ id }) => id);
  }

  it('asks for decisions first, by level, then by limit, then the newest', () => {
    expect(
      order([
        incident('handled red', { level: 1, status: { state: 'onScene', since: now, units: [] } }),
        incident('ungraded', { level: 0 }),
        incident('yellow later', { due: { what: 'acknowledge', at: minutes(9) } }),
        incident('yellow sooner', { due: { what: 'acknowledge', at: minutes(5) } }),
        incident('yellow old', { reportedAt: minutes(-9) }),
        incident('yellow new'),
        incident('red', { level: 1 }),
      ]),
    ).toEqual(['red', 'yellow sooner', 'yellow later', 'yellow new', 'yellow old', 'ungraded', 'handled red']);
  });
});

describe('I3: limits', () => {
  it('are ahead, near from three quarters on, passed at the limit', () => {
    expect(limitState(undefined, now, minutes(90))).toBe('none');
    expect(limitState(minutes(8), now, minutes(5))).toBe('ahead');
    expect(limitState(minutes(8), now, minutes(6))).toBe('near');
    expect(limitState(minutes(8), now, minutes(8))).toBe('passed');
  });

  it('a limit that lay before the start is passed, not near', () => {
    expect(limitState(minutes(-1), now, now)).toBe('passed');
  });
});
