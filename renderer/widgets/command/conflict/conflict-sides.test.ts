import { describe, expect, it } from 'vitest';
import type { Conflict } from '../../../../shared/domain/conflict.ts';
import { instant, MINUTE, type Instant } from '../../../../shared/kit/time.ts';
import type { TimelineRow } from '../../../../shared/protocol/console-api/rows.ts';
import {
  conflictGroup,
  consequenceOf,
  groupConflicts,
  leading,
  momentsOf,
  noteOf,
  sidesOf,
  stockStory,
  type ConflictRow,
} from './conflict-sides.ts';

const start = instant(1_800_000_000_000);

function minutes(count: number): Instant {
  return instant(start + count * MINUTE);
}

const ours = { officer: 'zhou', post: 'duty', station: 's2', at: minutes(15) };
const theirs = { officer: 'lu', post: 'duty', station: 's3', at: minutes(6) };

function conflict(data: Partial<Conflict> = {}): Conflict {
  return {
    kind: 'field',
    topic: 'incident',
    entity: 'i1',
    commandType: 'incident.change',
    fields: [{ field: 'level', base: 3, current: 4, proposed: 2 }],
    currentRev: 3,
    currentBy: theirs,
    proposedBy: ours,
    status: { state: 'open' },
    ...data,
  };
}

function row(
  id: string,
  data: Partial<Conflict> = {},
  entered = minutes(20),
  pending?: readonly string[],
): ConflictRow {
  const more = pending ? { pending } : {};
  return {
    id: id as ConflictRow['id'],
    rev: 1,
    feed: 'fire',
    at: entered,
    entered,
    received: entered,
    data: conflict(data),
    ...more,
  };
}

function change(rev: number, set: TimelineRow['set'], by?: TimelineRow['by'], at = minutes(rev)): TimelineRow {
  return { id: `r${rev}`, rev, op: 'patch', at, entered: at, received: at, source: 'water', set, ...(by && { by }) };
}

describe('X1: the sides', () => {
  it('has ours on the left, and what stands on the left where none is ours', () => {
    expect(sidesOf(conflict(), 's2').map(({ choice, mine }) => [choice, mine])).toEqual([
      ['proposed', true],
      ['current', false],
    ]);
    expect(sidesOf(conflict(), 's3')[0]).toMatchObject({ choice: 'current', mine: true });
    expect(sidesOf(conflict(), 's9')[0]).toMatchObject({ choice: 'current', mine: false });
    expect(sidesOf(conflict({ currentBy: undefined }), 's9')[0]?.hand).toBeNull();
  });

  it('leads with the level, then the state', () => {
    const fields = [
      { field: 'place', current: 1 },
      { field: 'status', current: 2 },
    ];
    expect(leading(fields).field).toBe('status');
    expect(leading([...fields, { field: 'level' }]).field).toBe('level');
    expect(leading([{ field: 'figures' }]).field).toBe('figures');
  });
});

describe('X2: what holds while nobody has decided', () => {
  it('is the higher of two levels, whichever side it is on, and graded before ungraded', () => {
    expect(consequenceOf(conflict())).toEqual({ kind: 'higherLevel', level: 2 });
    const levels = (current: number, proposed: number) =>
      consequenceOf(conflict({ fields: [{ field: 'level', current, proposed }] }));
    expect(levels(1, 4)).toEqual({ kind: 'higherLevel', level: 1 });
    expect(levels(0, 4)).toEqual({ kind: 'higherLevel', level: 4 });
    expect(levels(4, 0)).toEqual({ kind: 'higherLevel', level: 4 });
  });

  it('leaves a unit where it was promised first', () => {
    const fields = [
      { field: 'status', current: { state: 'enRoute', incident: 'A' }, proposed: { state: 'enRoute', incident: 'B' } },
    ];
    expect(consequenceOf(conflict({ kind: 'doubleCommitment', topic: 'resource', fields }))).toEqual({
      kind: 'unitStays',
      incident: 'A',
    });
  });

  it('is otherwise what stands', () => {
    expect(consequenceOf(conflict({ fields: [{ field: 'title', current: {}, proposed: {} }] }))).toEqual({
      kind: 'stands',
    });
  });
});

describe('X3: the lists', () => {
  const resolved = (at: Instant): Partial<Conflict> => ({
    status: { state: 'resolved', choice: 'current', by: { ...ours, at }, reason: { en: 'seen' } },
  });

  it('keeps a choice apart until its effect is seen', () => {
    expect(conflictGroup(row('a', resolved(minutes(21)), minutes(20), ['cmd']))).toBe('deciding');
    expect(conflictGroup(row('a', resolved(minutes(21))))).toBe('resolved');
    expect(conflictGroup(row('a'))).toBe('open');
  });

  it('has the open ones oldest first and leaves out what was settled before', () => {
    const lists = groupConflicts(
      [
        row('b', {}, minutes(9)),
        row('a', {}, minutes(5)),
        row('old', resolved(minutes(1))),
        row('new', resolved(minutes(30))),
      ],
      minutes(10),
    );
    expect(lists.open.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(lists.resolved.map(({ id }) => id)).toEqual(['new']);
  });
});

describe('X4: who set what when', () => {
  const history = [
    change(1, { level: 3 }),
    change(7, { level: 4 }, { officer: 'lu', post: 'duty', station: 's3' }),
    change(8, { note: { text: { en: 'no overflow' } } }, { officer: 'lu', post: 'duty', station: 's3' }),
  ];

  it('puts base and both values in order of the time the officers acted', () => {
    expect(momentsOf(row('a'), history).map(({ kind, at, entered }) => [kind, at, entered])).toEqual([
      ['base', minutes(1), minutes(1)],
      ['current', minutes(6), minutes(7)],
      ['proposed', minutes(15), minutes(20)],
    ]);
  });

  it('leaves out what history does not tell', () => {
    expect(momentsOf(row('a', { currentBy: undefined }), []).map(({ kind }) => kind)).toEqual(['proposed']);
  });

  it('finds the notes of the officer who set the value, of nobody else', () => {
    expect(noteOf(theirs, history)).toEqual({ en: 'no overflow' });
    expect(noteOf(ours, history)).toBeNull();
    expect(noteOf(null, history)).toBeNull();
  });
});

describe('X5: stock moves that count once each', () => {
  const seat = (station: string) => ({ officer: 'x', post: 'duty', station });

  it('adds up over the seats', () => {
    const history = [
      change(1, { quantity: 1_300 }),
      change(2, { quantity: 1_240 }, seat('s2')),
      change(3, { quantity: 1_120 }, seat('s3')),
    ];
    expect(stockStory(history, start)).toEqual({
      before: 1_300,
      steps: [
        { delta: -60, station: 's2' },
        { delta: -120, station: 's3' },
      ],
      after: 1_120,
    });
  });

  it('says nothing when one seat moved alone, or when the department counted in between', () => {
    const first = change(1, { quantity: 100 });
    expect(stockStory([first, change(2, { quantity: 90 }, seat('s2'))], start)).toBeNull();
    const counted = [
      first,
      change(2, { quantity: 90 }, seat('s2')),
      change(3, { quantity: 95 }),
      change(4, { quantity: 85 }, seat('s3')),
    ];
    expect(stockStory(counted, start)).toBeNull();
  });
});
