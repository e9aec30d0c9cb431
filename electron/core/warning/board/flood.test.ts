import { describe, expect, it } from 'vitest';
import { instant, SECOND } from '../../../../shared/kit/time.ts';
import type { WarningFold } from '../../../../shared/protocol/console-api/warning-rows.ts';
import { AT } from '../../testing/records.ts';
import { alert } from '../testing/alerts.ts';
import { WarningBoard } from './board.ts';
import { Folds } from './folds.ts';
import { messageOf } from './message.ts';
import { Sounds } from './sounds.ts';
import { StormMeter } from './storm.ts';

const SETTINGS = { enterPerMinute: 60, leavePerMinute: 15, leaveAfterSeconds: 120 };

describe('a storm', () => {
  it('B8: begins by rate, and ends only when it was low for long; one shower in between keeps it', () => {
    const storm = new StormMeter(SETTINGS);
    for (let index = 0; index < 59; index += 1) storm.arrive(index * 500);
    expect([storm.isStorm, storm.perMinute(30_000)]).toEqual([false, 59]);
    storm.arrive(30_000);
    expect(storm.isStorm).toBe(true);
    const low = 30_000 + 61_000;
    storm.look(low);
    for (let index = 0; index < 20; index += 1) storm.arrive(low + 100_000);
    storm.look(low + 121_000);
    expect(storm.isStorm).toBe(true);
    storm.look(low + 161_000);
    storm.look(low + 280_000);
    expect(storm.isStorm).toBe(true);
    storm.look(low + 281_000);
    expect(storm.isStorm).toBe(false);
  });

  it('B8: sixty a minute spread over hours are none', () => {
    const storm = new StormMeter(SETTINGS);
    for (let index = 0; index < 10_000; index += 1) storm.arrive(index * 1_100);
    expect(storm.isStorm).toBe(false);
  });
});

/** A board, its folds, and the rows that a window would have. */
class Desk {
  readonly board = new WarningBoard();
  readonly folds: Folds;
  readonly rows = new Map<string, 'warning' | WarningFold>();
  readonly sent: string[] = [];

  constructor(foldFrom = 5, keepAbove = 0) {
    this.folds = new Folds({ foldFrom, keepAbove }, (id) => this.board.standing(id));
    this.board.changed.on(({ ids }) => {
      for (const id of ids) this.folds.touch(id);
    });
    this.folds.rows.on((ids) => {
      for (const id of ids) {
        this.sent.push(id);
        const row = id.startsWith('fold:') ? this.folds.row(id) : this.single(id);
        if (row) this.rows.set(id, row);
        else this.rows.delete(id);
      }
    });
  }

  single(id: string): 'warning' | null {
    return this.board.standing(id) && !this.folds.isFolded(id) ? 'warning' : null;
  }

  put(id: string, part: Parameters<typeof alert>[0] = {}): void {
    const line = { id, feed: 'met', rev: 1, at: AT, entered: AT, received: AT };
    this.board.put(messageOf({ ...line, json: JSON.stringify(alert({ identifier: id, ...part })) }), true);
  }

  get shownFolds(): WarningFold[] {
    return [...this.rows.values()].filter((row) => row !== 'warning');
  }
}

describe('folds', () => {
  it('B8: in a storm the minor of one kind are one line; red and orange stand singly, however many', () => {
    const desk = new Desk();
    for (let index = 0; index < 20; index += 1) desk.put(`y${index}`);
    for (let index = 0; index < 20; index += 1) desk.put(`r${index}`, { level: index % 2 === 0 ? 1 : 2 });
    for (let index = 0; index < 4; index += 1) desk.put(`b${index}`, { level: 4 });
    expect(desk.rows.size).toBe(44);
    desk.folds.setStorm(true);
    desk.folds.turn();
    expect(desk.shownFolds).toMatchObject([{ level: 3, count: 20, open: 20, label: { zh: '暴雨 · 柳浦区' } }]);
    expect([...desk.rows.keys()].filter((id) => id.startsWith('r'))).toHaveLength(20);
    // Fewer than a line is worth.
    expect([...desk.rows.keys()].filter((id) => id.startsWith('b'))).toHaveLength(4);
    const [fold] = desk.shownFolds;
    expect(desk.folds.membersOf(fold?.id ?? '')).toHaveLength(20);
  });

  it('B8: kinds differ by event, level, sender, district, and drills by being drills', () => {
    const desk = new Desk(2);
    desk.folds.setStorm(true);
    const [area] = alert().areas;
    const kinds = [
      {},
      { eventCode: '11B06' },
      { level: 4 },
      { sender: 'other' },
      { areas: area ? [{ ...area, name: { zh: '望江区' } }] : [] },
      { status: 'Exercise' },
    ] as const;
    kinds.forEach((kind, index) => {
      for (let count = 0; count < 2; count += 1) desk.put(`k${index}-${count}`, kind);
    });
    desk.folds.turn();
    expect(desk.shownFolds.map(({ count }) => count)).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it('B8: ten thousand are told to a window in a few messages, not one by one', () => {
    const desk = new Desk();
    desk.folds.setStorm(true);
    for (let index = 0; index < 10_000; index += 1) {
      desk.put(`m${index}`);
      // Forty turns of the clock while they come.
      if (index % 250 === 0) desk.folds.turn();
    }
    desk.folds.turn();
    expect(desk.rows.size).toBe(1);
    expect(desk.shownFolds[0]?.count).toBe(10_000);
    expect(desk.sent.length).toBeLessThan(60);
  });

  it('B8: one that becomes red steps out of its fold; one that is taken stays in it and is no longer open', () => {
    const desk = new Desk();
    desk.folds.setStorm(true);
    for (let index = 0; index < 6; index += 1) desk.put(`m${index}`);
    desk.folds.turn();
    desk.put('red', { level: 1, msgType: 'Update', references: ['m0'], sentAt: instant(AT + SECOND) });
    const hand = { at: AT, officer: 'zhou', post: 'CCC-DL' };
    const handling = { status: { state: 'acknowledged', disposition: 'some', ...hand } } as const;
    desk.board.handle('m1', { id: 'm1', handling, rev: 1, isPending: false });
    desk.folds.turn();
    expect(desk.rows.get('red')).toBe('warning');
    expect(desk.shownFolds).toMatchObject([{ count: 5, open: 4 }]);
    // One line climbs the ladder once: of the oldest that nobody has.
    expect(desk.folds.spared().size).toBe(4);
  });

  it('B8: after the storm they come back in parts; what is still too much for a board stays a line', () => {
    const few = new Desk(5, 100);
    const many = new Desk(5, 100);
    for (const [desk, count] of [[few, 100], [many, 101]] as const) {
      desk.folds.setStorm(true);
      for (let index = 0; index < count; index += 1) desk.put(`m${index}`);
      desk.folds.turn();
      desk.folds.setStorm(false);
      for (let turn = 0; turn < 3; turn += 1) desk.folds.turn();
    } // prettier-ignore
    expect([few.rows.size, few.shownFolds.length]).toEqual([100, 0]);
    expect([many.rows.size, many.folds.folded]).toEqual([1, 101]);
  });
});

describe('sounds', () => {
  const every = { 0: 60, 1: 1, 2: 4, 3: 15, 4: 60 };
  const offer = (level: 0 | 1 | 2 | 3 | 4, at: number) =>
    ({ warning: `w${at}`, level, why: 'new', at: instant(AT + at) }) as const;

  it('B9: one per level and some seconds, in a storm only red and orange; red is never crowded out', () => {
    const sounds = new Sounds(every);
    const heard = [0, 5, 14, 15, 16].filter((second) => sounds.offer(offer(3, second), second * 1_000, false));
    expect(heard).toEqual([0, 15]);
    expect(sounds.offer(offer(3, 100), 100_000, true)).toBe(false);
    expect(sounds.offer(offer(1, 101), 101_000, true)).toBe(true);
    for (let index = 0; index < 50; index += 1) sounds.offer(offer(2, 200 + 4 * index), 200_000 + 4_000 * index, true);
    expect(sounds.kept.map(({ level }) => level)).toContain(1);
    expect(sounds.kept).toHaveLength(12);
    const numbers = sounds.kept.map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    sounds.expire(instant(AT + 1_000_000));
    expect(sounds.kept).toEqual([]);
  });
});
