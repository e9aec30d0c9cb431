import { describe, expect, it } from 'vitest';
import type { Level } from '../../shared/domain/common.ts';
import type { Handling } from '../../shared/domain/handling.ts';
import { instant } from '../../shared/kit/time.ts';
import type { WarningFold, WarningLine, WarningRow } from '../../shared/protocol/console-api/warning-rows.ts';
import { LiveCollection } from './live-collection.ts';
import { groupOf, urgencyOf, WarningIndex } from './warnings.ts';

const hand = { at: instant(1), officer: 'zhou', post: 'CCC-DL' };

function line(id: string, level: Level, with_: Partial<WarningLine> = {}, sentAt = 1_000): WarningLine {
  return {
    id,
    form: 'warning',
    feed: 'met',
    rev: 1,
    alert: {
      identifier: id,
      sender: 's',
      sentAt: instant(sentAt),
      status: 'Actual',
      msgType: 'Alert',
      event: { zh: '暴雨' },
      level,
      urgency: 'Expected',
      severity: 'Severe',
      certainty: 'Likely',
      headline: { zh: id },
      areas: [],
      method: null,
    },
    before: [],
    missing: [],
    handling: null,
    handlingRev: null,
    inherited: false,
    asksAgain: false,
    isDrill: false,
    phase: 'active',
    next: null,
    suggestions: [],
    untold: { posts: [], departments: [] },
    pending: false,
    ...with_,
  };
}

const done = (status: Handling['status']): Pick<WarningLine, 'handling'> => ({ handling: { status } });
const acknowledged = done({ state: 'acknowledged', ...hand, disposition: 'some' });

function fold(count: number, open: number): WarningFold {
  return { id: 'f', form: 'fold', isDrill: false, label: { zh: '大风' }, level: 4, count, open, newestAt: instant(1) };
}

function indexed(...rows: WarningRow[]) {
  const collection = new LiveCollection<WarningRow>();
  const take = (put: readonly WarningRow[], remove: readonly string[] = [], restart = false): void =>
    collection.take({ put, remove, complete: true, restart });
  take(rows);
  return { index: new WarningIndex(collection), take };
}

describe('A4: groups of the board', () => {
  it.each([
    ['nobody has it', line('a', 1), 'now'],
    ['somebody looked', line('a', 1, done({ state: 'seen', ...hand })), 'now'],
    ['somebody took it', line('a', 1, acknowledged), 'taken'],
    [
      'put off',
      line('a', 3, { handling: { status: { state: 'new' }, snoozed: { until: 'update', ...hand } } }),
      'taken',
    ],
    ['its time is over and nobody cancelled', line('a', 1, { phase: 'unclear' }), 'now'],
    ['cancelled', line('a', 1, { phase: 'cancelled' }), 'over'],
    ['closed here', line('a', 1, done({ state: 'closed', ...hand, reason: { zh: '雨停' } })), 'over'],
    ['a drill, whatever else', line('a', 1, { isDrill: true }), 'drill'],
    ['a fold with one that nobody has', fold(40, 1), 'now'],
    ['a fold that somebody has', fold(40, 0), 'taken'],
  ] as const)('%s', (_, row, group) => expect(groupOf(row)).toBe(group));

  it('needs somebody first, then the gravest, then the newest', () => {
    const rows = [line('old', 2, {}, 1), line('taken', 1, acknowledged), line('new', 2, {}, 2), line('red', 1)];
    const order = rows.toSorted((a, b) => {
      const [x, y] = [urgencyOf(a), urgencyOf(b)];
      return x.map((part, place) => part - (y[place] ?? 0)).find((part) => part !== 0) ?? 0;
    });
    expect(order.map(({ id }) => id)).toEqual(['red', 'new', 'old', 'taken']);
  });
});

describe('A5: alarms', () => {
  it('are red and orange that nobody has, the gravest and longest waiting first', () => {
    const { index } = indexed(
      line('o', 2, {}, 1),
      line('late', 1, {}, 9),
      line('early', 1, {}, 2),
      line('y', 3),
      line('drill', 1, { isDrill: true }),
      line('has', 1, acknowledged),
    );
    expect(index.alarms.map(({ id }) => id)).toEqual(['early', 'late', 'o']);
    expect([...index.openRed].sort()).toEqual(['early', 'late']);
  });

  it('go with the acknowledgement and come back with the undo', () => {
    const { index, take } = indexed(line('r', 1));
    take([line('r', 1, acknowledged)]);
    expect(index.alarms).toEqual([]);
    expect(index.openRed.size).toBe(0);
    take([line('r', 1)]);
    expect(index.openRed.has('r')).toBe(true);
    take([], ['r']);
    expect(index.alarms).toEqual([]);
  });
});

describe('A6: counts follow the deltas', () => {
  it('a fold counts for all that it holds, a row that changes its group counts once', () => {
    const { index, take } = indexed(line('a', 1), fold(40, 40));
    expect(index.count('now')).toBe(41);
    take([line('a', 1, acknowledged), fold(41, 40)]);
    expect([index.count('now'), index.count('taken')]).toEqual([41, 1]);
    take([line('b', 2)], [], true);
    expect([index.count('now'), index.count('taken')]).toEqual([1, 0]);
  });

  it('an earlier message leads to the current warning', () => {
    const { index } = indexed(line('c', 1, { before: ['b', 'a'] }));
    expect(index.currentOf('a')).toBe('c');
    expect(index.currentOf('c')).toBe('c');
    expect(index.currentOf('x')).toBe('x');
  });
});
