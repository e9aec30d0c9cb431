import { describe, expect, it } from 'vitest';
import type { Handling } from '../../../../shared/domain/handling.ts';
import { instant, MINUTE } from '../../../../shared/kit/time.ts';
import { AT } from '../../testing/records.ts';
import { alert } from '../testing/alerts.ts';
import { WarningBoard } from './board.ts';
import { messageOf } from './message.ts';
import { handlingId, isCalling, phaseOf, snoozeOf, type Standing } from './standing.ts';

const hand = { at: AT, officer: 'zhou', post: 'CCC-DL' };
const taken: Handling = { status: { state: 'acknowledged', disposition: 'some', ...hand } };

/** Messages of one chain, one minute after the other, each replacing the one before. */
function chain(...levels: (0 | 1 | 2 | 3 | 4 | 'cancel')[]): { board: WarningBoard; head: string } {
  const board = new WarningBoard();
  levels.forEach((level, index) => {
    const data = alert({
      identifier: `m${index}`,
      sentAt: instant(AT + index * MINUTE),
      level: level === 'cancel' ? 0 : level,
      msgType: level === 'cancel' ? 'Cancel' : index === 0 ? 'Alert' : 'Update',
      references: index === 0 ? [] : [`m${index - 1}`],
    });
    const at = instant(AT + index * MINUTE);
    board.put(
      messageOf({ id: `m${index}`, feed: 'met', rev: 1, at, entered: at, received: at, json: JSON.stringify(data) }),
    );
  });
  return { board, head: `m${levels.length - 1}` };
}

function standing(board: WarningBoard, id: string): Standing {
  const found = board.standing(id);
  if (!found) throw new Error(`${id} is not current`);
  return found;
}

function handle(board: WarningBoard, id: string, handling: Handling): void {
  board.handle(id, { id, handling, rev: 1, isPending: false });
}

const entered = ({ entered: at }: { entered: typeof AT }): typeof AT => at;

describe('what a warning asks', () => {
  it.each([
    ['a like update', [3, 3], 0, { inherits: true, again: false }],
    ['a milder update', [2, 4], 0, { inherits: true, again: false }],
    ['a cancel', [1, 'cancel'], 0, { inherits: true, again: false }],
    ['a graver update', [3, 1], 0, { inherits: false, again: true }],
    ['one that was not graded and now is', [0, 4], 0, { inherits: false, again: true }],
    ['one that rose and fell while nobody looked', [3, 1, 3], 0, { inherits: false, again: true }],
    ['one that was taken at its worst and fell', [3, 1, 3], 1, { inherits: true, again: false }],
  ] as const)('B4: %s', (_what, levels, takenAt, { inherits, again }) => {
    const { board, head } = chain(...levels);
    handle(board, `m${takenAt}`, taken);
    const now = standing(board, head);
    expect(now.handled !== null).toBe(inherits);
    expect(now.asksAgain).toBe(again);
  });

  it('B4: nothing asks again where nobody was asked, and an own handling ends the asking', () => {
    const { board, head } = chain(3, 1);
    expect(standing(board, head).asksAgain).toBe(false);
    handle(board, 'm0', taken);
    expect(standing(board, head).asksAgain).toBe(true);
    handle(board, head, taken);
    expect(standing(board, head)).toMatchObject({ asksAgain: false, handled: { id: head } });
  });

  it('B5: commands go to the message that asks, so that updates that ask nothing new share one record', () => {
    const { board, head } = chain(3, 3, 3);
    expect(handlingId(standing(board, head))).toBe('m0');
    const graver = chain(3, 1, 1);
    expect(handlingId(standing(graver.board, graver.head))).toBe('m1');
  });

  it('B6: expired without an update is unclear and calls no more; closed it is over; a drill never calls', () => {
    const board = new WarningBoard();
    const line = { feed: 'met', rev: 1, at: AT, entered: AT, received: AT };
    const put = (id: string, part: Parameters<typeof alert>[0]): void =>
      board.put(messageOf({ ...line, id, json: JSON.stringify(alert({ identifier: id, ...part })) }));
    put('a', { expiresAt: instant(AT + MINUTE) });
    put('drill', { status: 'Exercise' });
    put('late', {
      effectiveAt: instant(AT + MINUTE),
      onsetAt: instant(AT + 3 * MINUTE),
      expiresAt: instant(AT + 2 * MINUTE),
    });
    const after = instant(AT + MINUTE);
    expect([phaseOf(standing(board, 'a'), AT), isCalling(standing(board, 'a'), AT, entered)]).toEqual(['active', true]);
    expect([phaseOf(standing(board, 'a'), after), isCalling(standing(board, 'a'), after, entered)]).toEqual([
      'unclear',
      false,
    ]);
    handle(board, 'a', { status: { state: 'closed', reason: { zh: '雨停' }, ...hand } });
    expect(phaseOf(standing(board, 'a'), after)).toBe('over');
    expect([phaseOf(standing(board, 'drill'), AT), isCalling(standing(board, 'drill'), AT, entered)]).toEqual([
      'open',
      false,
    ]);
    expect(phaseOf(standing(board, 'late'), AT)).toBe('upcoming');
    // An end before the onset is the sender's mistake: the end counts.
    expect(phaseOf(standing(board, 'late'), instant(AT + 2 * MINUTE))).toBe('unclear');
  });

  it('N5: a snooze holds until its time or the next message, and never where the warning became red', () => {
    const put = (until: typeof AT | 'update', at = AT): Handling => ({
      status: { state: 'new' },
      snoozed: { until, ...hand, at },
    });
    const { board, head } = chain(3);
    handle(board, head, put(instant(AT + MINUTE)));
    expect(isCalling(standing(board, head), AT, entered)).toBe(false);
    expect(isCalling(standing(board, head), instant(AT + MINUTE), entered)).toBe(true);
    const updated = chain(3, 3);
    handle(updated.board, 'm0', put('update'));
    expect(snoozeOf(standing(updated.board, 'm1'), AT, entered)).toBeUndefined();
    handle(updated.board, 'm0', put('update', instant(AT + 2 * MINUTE)));
    expect(snoozeOf(standing(updated.board, 'm1'), AT, entered)).toBeDefined();
    const red = chain(1);
    handle(red.board, 'm0', put('update'));
    expect(isCalling(standing(red.board, 'm0'), AT, entered)).toBe(true);
  });
});
