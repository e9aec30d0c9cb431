import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../../shared/kit/time.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { DeskStation } from '../testing/desk-station.ts';
import { rungId } from './climber.ts';

let station: DeskStation;

beforeEach(() => {
  station = new DeskStation(new ManualClock());
});
afterEach(() => station.remove());

function climbed(id = 'w1'): string[] {
  const row = station.rows.get(id);
  return (row?.form === 'warning' ? (row.handling?.escalations ?? []) : []).map(({ to }) => to);
}

function escalations(): number {
  return station.outbox.pending.all().filter(({ command }) => command.type === 'warning.escalate').length;
}

describe('the ladder of a console', () => {
  it('N3: climbs without a hub, by the clock, and the window shows each rung', () => {
    station.warn('w1', { level: 1 });
    station.clock.pass(59 * SECOND);
    expect(climbed()).toEqual([]);
    expect(station.rows.get('w1')).toMatchObject({ next: { rung: 0, to: 'CCC-DL' } });
    station.clock.pass(2 * SECOND);
    expect(climbed()).toEqual(['CCC-DL']);
    station.clock.pass(10 * MINUTE);
    expect(climbed()).toEqual(['CCC-DL', 'CCC-IC', 'EMB-DIR', 'MAY-2']);
    expect(station.rows.get('w1')).toMatchObject({ next: null, pending: true });
  });

  it('N4: a restart in the middle loses no rung and climbs none twice', () => {
    station.warn('w1', { level: 1 });
    station.clock.pass(130 * SECOND);
    expect(climbed()).toEqual(['CCC-DL', 'CCC-IC']);
    station.stop();
    station.clock.pass(20 * SECOND);
    station.start();
    station.clock.pass(SECOND);
    expect(climbed()).toEqual(['CCC-DL', 'CCC-IC']);
    station.clock.pass(31 * SECOND);
    expect(climbed()).toEqual(['CCC-DL', 'CCC-IC', 'EMB-DIR']);
    expect(escalations()).toBe(3);
  });

  it('N4: after an hour without power it climbs the next rung, and only that', () => {
    station.warn('w1', { level: 1 });
    station.clock.pass(70 * SECOND);
    station.stop();
    station.clock.pass(HOUR);
    station.start();
    station.clock.pass(2 * SECOND);
    expect(climbed()).toEqual(['CCC-DL', 'CCC-IC']);
  });

  it('N3: ends when somebody takes it, not when it was seen or delivered', () => {
    station.warn('w1', { level: 1 });
    const hand = { at: station.clock.now(), officer: 'gu', post: 'CCC-IC' };
    station.clock.pass(70 * SECOND);
    station.tell([{ topic: 'handling', id: 'w1', data: { status: { state: 'seen', ...hand } } }]);
    station.clock.pass(120 * SECOND);
    // The hub knows nothing of the rungs: it gave the record anew, and what this station climbed lies over it.
    expect(climbed()).toEqual(['CCC-DL', 'EMB-DIR']);
    station.tell([
      { topic: 'handling', id: 'w1', data: { status: { state: 'acknowledged', disposition: 'some', ...hand } } },
    ]);
    station.clock.pass(HOUR);
    expect(escalations()).toBe(2);
    expect(station.rows.get('w1')).toMatchObject({ next: null });
  });

  it('N10: what was taken as yellow and becomes red in the same message asks again, sounds, and its ladder begins anew', () => {
    station.warn('w1', { level: 3 });
    const hand = { at: station.clock.now(), officer: 'gu', post: 'CCC-IC' };
    const taken = { state: 'acknowledged', disposition: 'some', level: 3, ...hand };
    station.tell([{ topic: 'handling', id: 'w1', data: { status: taken } }]);
    station.clock.pass(20 * MINUTE);
    expect(station.rows.get('w1')).toMatchObject({ next: null, asksAgain: false });
    // Milder is no question.
    station.warn('w1', { level: 4 });
    station.clock.pass(2 * SECOND);
    expect(station.rows.get('w1')).toMatchObject({ next: null, asksAgain: false });
    station.warn('w1', { level: 1 });
    station.clock.pass(2 * SECOND);
    expect(station.rows.get('w1')).toMatchObject({
      asksAgain: true,
      handling: { status: { state: 'new', graver: true } },
      next: { rung: 0, to: 'CCC-DL' },
    });
    expect(station.storm.get('storm')?.sounds.at(-1)).toMatchObject({ warning: 'w1', level: 1, why: 'graver' });
    station.clock.pass(60 * SECOND);
    expect(climbed()).toEqual(['CCC-DL']);
    expect(station.outbox.pending.all().map(({ command }) => command.type)).toEqual([
      'warning.askAgain',
      'warning.escalate',
    ]);
  });

  it('N6: every station comes to the same id for a rung, and to another for each run', () => {
    expect(rungId('w1', 0, 1)).toBe(rungId('w1', 0, 1));
    const ids = new Set([rungId('w1', 0, 1), rungId('w1', 0, 2), rungId('w2', 0, 1), rungId('w1', 5, 1)]);
    expect(ids.size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('B8, N3: of a fold one warning climbs; of red ones each', () => {
    const clock = station.clock;
    for (let index = 0; index < 80; index += 1) station.warn(`y${index}`);
    for (let index = 0; index < 3; index += 1) station.warn(`r${index}`, { level: 1 });
    clock.pass(SECOND);
    expect([...station.rows.values()].map(({ form }) => form).toSorted()).toEqual([
      'fold',
      'warning',
      'warning',
      'warning',
    ]);
    clock.pass(11 * MINUTE);
    const commands = station.outbox.pending.all().map(({ command }) => command.entityId);
    expect(commands.filter((id) => id.startsWith('r'))).toHaveLength(12);
    // The storm is over by then, and what it left is still a line.
    expect(commands.filter((id) => id.startsWith('y'))).toHaveLength(1);
    const members = new Map();
    const fold = [...station.rows.keys()].find((id) => id.startsWith('fold:')) ?? '';
    const leave = station.watch(members, { fold });
    expect(members.size).toBe(80);
    leave();
  });
});
