import { describe, expect, it } from 'vitest';
import type { LeadRow } from '../../../shared/protocol/console-api/lead-calls.ts';
import { LEAD_TTL, type Lead, type LeadTold, type LeadView } from '../../../shared/protocol/feed/lead.ts';
import { instant, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { LeadBoard } from './lead-board.ts';

const LIN = { officer: 'lin', post: 'DO1', name: { zh: '林' } };
const ZHOU = { officer: 'zhou', post: 'DO2', name: { zh: '周' } };
const VIEW: LeadView = { centre: [117.6, 30.3], zoom: 13, width: 900, height: 700, selected: null, pointer: null };

function station(id: string, clock = new ManualClock()) {
  const told: Lead[] = [];
  const board = new LeadBoard({ clock, stationId: id, hubTime: () => clock.now(), tell: (said) => told.push(said) });
  let changes = 0;
  const rows: (LeadRow | null)[] = [];
  board.source().subscribe((_id, json) => {
    changes += 1;
    const text = json();
    rows.push(text === null ? null : (JSON.parse(text) as LeadRow));
  });
  const heard = (from: string, who: typeof LIN, since: Instant, view: LeadView | null = VIEW): void =>
    board.heard({ ...who, since, view, station: from } satisfies LeadTold);
  return { board, clock, told, rows, heard, changes: () => changes };
}

describe('who leads', () => {
  it('L2: nobody’s lead is taken unasked, and is with his own time', () => {
    const { board, told } = station('S1');
    board.take('w1', LIN, VIEW, null);
    const first = board.row()?.since ?? null;
    expect(() => board.take('w2', ZHOU, VIEW, null)).toThrow('lead-taken');
    expect(board.row()?.window).toBe('w1');
    board.take('w2', ZHOU, VIEW, first);
    expect(board.row()).toMatchObject({ window: 'w2', officer: 'zhou' });
    expect(told.map(({ officer }) => officer)).toEqual(['lin', 'zhou']);
    board.show('w1', { ...VIEW, zoom: 3 });
    expect(board.row()?.view.zoom).toBe(13);
  });

  it('L3: stations that took the lead at the same time, or without hearing of each other, come to one', () => {
    const clock = new ManualClock();
    const seats = ['S1', 'S2', 'S3'].map((id) => station(id, clock));
    const [one, two] = seats as [(typeof seats)[0], (typeof seats)[0]];
    one.board.take('w', LIN, VIEW, null);
    two.board.take('w', ZHOU, VIEW, null);
    for (let round = 0; round < 2; round += 1) {
      for (const [index, { told }] of seats.entries()) {
        const last = told.at(-1);
        if (!last) continue;
        for (const seat of seats) seat.board.heard({ ...last, station: `S${index + 1}` });
      }
    }
    expect(seats.map(({ board }) => board.row()?.officer)).toEqual(['zhou', 'zhou', 'zhou']);
    expect(one.board.row()?.window).toBeNull();
    // Taken back, by one whose clock has not moved: it is later all the same.
    one.board.take('w', LIN, VIEW, one.board.row()?.since ?? null);
    const back = one.told.at(-1) as Lead;
    two.board.heard({ ...back, station: 'S1' });
    expect(two.board.row()).toMatchObject({ officer: 'lin', window: null });
  });

  it('L4: a leader from whom nothing comes is lost, leads again when he is heard, and is forgotten after a minute', () => {
    const { board, clock, heard, rows } = station('S1');
    heard('S2', ZHOU, clock.now());
    const { since } = board.row() as LeadRow;
    clock.pass(LEAD_TTL + 1);
    expect(board.row()?.state).toBe('lost');
    heard('S2', ZHOU, since);
    expect(board.row()?.state).toBe('leading');
    board.joined(true);
    board.joined(false);
    expect(board.row()?.state).toBe('lost');
    clock.pass(MINUTE);
    expect([board.row(), rows.at(-1)]).toEqual([null, null]);
    heard('S2', ZHOU, since);
    heard('S2', ZHOU, since, null);
    expect(board.row()).toBeNull();
  });

  it('L4: a view that is only told again is no news for the windows', () => {
    const { board, changes, told } = station('S1');
    board.take('w1', LIN, VIEW, null);
    board.show('w1', { ...VIEW });
    expect([changes(), told.length]).toEqual([1, 2]);
  });

  it('L5: without a hub it reaches the windows of this console, and says so', () => {
    const { board } = station('S1');
    board.take('w1', LIN, VIEW, null);
    expect(board.row()?.reach).toBe('console');
    board.joined(true);
    expect(board.row()?.reach).toBe('city');
  });

  it('L1: another officer at the seat, or none, ends it; so does its window, and no other', () => {
    const { board, told } = station('S1');
    board.take('w1', LIN, VIEW, null);
    board.seated('lin');
    board.end('w2');
    expect(board.row()?.officer).toBe('lin');
    board.seated(null);
    expect(board.row()).toBeNull();
    expect(told.at(-1)?.view).toBeNull();
  });

  it('L6: a lead from the future is not believed', () => {
    const { board, clock, heard } = station('S1');
    heard('S2', ZHOU, instant(clock.now() + 2 * MINUTE));
    expect(board.row()).toBeNull();
  });
});
