import { beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { MAX_RECALL } from '../../../shared/protocol/feed/recall.ts';
import { AT, incident } from '../testing/records.ts';
import type { Order } from './command-desk.ts';
import { COMMAND_LIFETIME } from './draft.ts';
import { ModelFeed } from './testing/model-feed.ts';
import { SimStation, type Flight } from './testing/sim-station.ts';

const HOUR = 3_600_000;

let hub: ModelFeed;
let seat: SimStation;
let wire: Flight[];

beforeEach(() => {
  wire = [];
  hub = new ModelFeed('city', () => seat.clock.now());
  seat = new SimStation({ id: 'S1', feeds: new Map([['city', hub]]), send: (_seat, flight) => void wire.push(flight) });
  for (const id of ['a', 'b']) hub.tell('put', 'incident', id, incident({ level: 3 }));
  seat.link(hub, true);
  seat.receive(hub, 10);
  hub.backUp();
});

function give(order: Pick<Order, 'type' | 'entityId' | 'payload'>): string {
  return seat.core.desk.give(order).commandId;
}

function level(id: string, value: number): string {
  return give({ type: 'incident.change', entityId: id, payload: { level: value } });
}

/** Everything on the wire arrives and is answered, and the feed is read, until nothing is left. */
function settle(): void {
  while (wire.length > 0) for (const flight of wire.splice(0)) flight.arrive(hub)();
  seat.receive(hub, 100);
}

/** The hub is stopped, put back to the backup and started; the seat comes back. */
function putBack(isNoticed = true): void {
  seat.link(hub, false);
  wire = [];
  hub.restore(0, isNoticed);
  seat.clock.pass(100);
  hub.tell('patch', 'incident', 'b', { district: 'd' });
  seat.link(hub, true);
}

function stateOf(commandId: string): string | undefined {
  return seat.core.outbox.rows().find(({ id }) => id === commandId)?.status.state;
}

function levelAtHub(id: string): unknown {
  return hub.find('incident', id)?.data['level'];
}

const isQuestion = ({ raw }: Flight): boolean => raw === null;

describe('a hub that was put back', () => {
  it.each([true, false])(
    'O13 (R19): what it no longer has is done again under the same id, once (new epoch: %s)',
    (isNoticed) => {
      const commandId = level('a', 1);
      settle();
      expect(stateOf(commandId)).toBe('effectSeen');
      putBack(isNoticed);
      expect(levelAtHub('a')).toBe(3);
      settle();
      expect(stateOf(commandId)).toBe('effectSeen');
      expect(levelAtHub('a')).toBe(1);
      expect(hub.log.filter((change) => change.commandId === commandId)).toHaveLength(1);
      expect(seat.core.outbox.rows()).toHaveLength(1);
    },
  );

  it('O13: what it still has stays done and is not sent again', () => {
    const commandId = level('a', 1);
    settle();
    hub.backUp();
    level('b', 1);
    settle();
    seat.link(hub, false);
    hub.restore(1, true);
    seat.link(hub, true);
    expect(wire.map(isQuestion)).toEqual([true]);
    wire.splice(0)[0]?.arrive(hub)();
    expect(stateOf(commandId)).toBe('effectSeen');
    expect(wire.map(({ raw }) => raw)).toMatchObject([{ entityId: 'b' }]);
  });

  it('O13: a later order on the same record waits, and comes after the one that is done again', () => {
    const first = level('a', 1);
    settle();
    seat.link(hub, false);
    hub.restore(0, true);
    const second = level('a', 2);
    seat.link(hub, true);
    // Nothing but the question leaves until it is answered.
    expect(wire.map(isQuestion)).toEqual([true]);
    settle();
    expect([stateOf(first), stateOf(second)]).toEqual(['effectSeen', 'effectSeen']);
    expect(hub.log.filter(({ commandId }) => commandId !== undefined).map(({ commandId }) => commandId)).toEqual([
      first,
      second,
    ]);
    expect(levelAtHub('a')).toBe(2);
  });

  it('O13 (R14): past its time it is undone, not sent by itself, and can be given again', () => {
    const commandId = level('a', 1);
    settle();
    seat.clock.pass(COMMAND_LIFETIME + 1_000);
    putBack();
    settle();
    expect(seat.core.outbox.rows()[0]?.status).toEqual({
      state: 'undone',
      at: seat.clock.now(),
      reason: 'hub-restored',
    });
    expect(hub.answers.has(commandId)).toBe(false);
    const again = seat.core.desk.resend(commandId, undefined).commandId;
    settle();
    expect([stateOf(commandId), stateOf(again)]).toEqual(['undone', 'effectSeen']);
    expect(levelAtHub('a')).toBe(1);
  });

  it('O13: undone is taken back when the right backup comes after all', () => {
    const commandId = level('a', 1);
    settle();
    hub.backUp();
    seat.clock.pass(COMMAND_LIFETIME + 1_000);
    putBack();
    settle();
    expect(stateOf(commandId)).toBe('undone');
    for (const district of ['e', 'f']) hub.tell('patch', 'incident', 'b', { district });
    seat.link(hub, false);
    hub.restore(1, true);
    seat.link(hub, true);
    settle();
    expect(stateOf(commandId)).toBe('effectSeen');
  });

  it('O13: one whose conflict went with the log is decided anew', () => {
    hub.tell('patch', 'incident', 'a', { level: 4 });
    const commandId = level('a', 1);
    settle();
    expect(stateOf(commandId)).toBe('conflict');
    putBack();
    settle();
    expect(stateOf(commandId)).toBe('effectSeen');
    expect(hub.find('conflict', commandId)).toBeUndefined();
  });

  it('O13: one that was given again already is not sent beside that', () => {
    const commandId = level('a', 1);
    settle();
    seat.store.transact(({ write, read }) => {
      const { position: _position, ...row } = read.outbox.get(commandId) ?? { position: 0 };
      if (!('command' in row)) throw new Error('no row');
      write.outbox.add({ ...row, commandId: 'given-again', stationSeq: 77, resendOf: commandId });
      write.outbox.settle('given-again', 'rejected', AT, null);
    });
    putBack();
    settle();
    expect(stateOf(commandId)).toBe('undone');
  });

  it('O13: a core that dies before the answer asks again', () => {
    const commandId = level('a', 1);
    settle();
    putBack();
    wire = [];
    seat.restart();
    seat.link(hub, true);
    expect(wire.map(isQuestion)).toEqual([true]);
    settle();
    expect(levelAtHub('a')).toBe(1);
    expect(stateOf(commandId)).toBe('effectSeen');
    wire = [];
    seat.link(hub, false);
    seat.link(hub, true);
    expect(wire).toEqual([]);
  });

  it('O13: what was accepted and never came is asked about when the line comes back, whatever the log says of itself', () => {
    const commandId = level('a', 1);
    while (wire.length > 0) wire.shift()?.arrive(hub)();
    expect(stateOf(commandId)).toBe('accepted');
    seat.link(hub, false);
    hub.restore(0, false);
    // The seat stands at the backup: it goes on without a snapshot.
    seat.link(hub, true);
    settle();
    expect(stateOf(commandId)).toBe('effectSeen');
    expect(levelAtHub('a')).toBe(1);
  });

  it('O13: that it has to be asked is not lost on a disk that would not take the mark, and no order goes first', () => {
    const commandId = level('a', 1);
    while (wire.length > 0) wire.shift()?.arrive(hub)();
    seat.link(hub, false);
    hub.restore(0, false);
    const later = level('b', 1);
    seat.store.fault = 'refused';
    seat.link(hub, true);
    expect(wire).toEqual([]);
    seat.clock.pass(1_000);
    expect(wire.map(isQuestion)).toEqual([true]);
    settle();
    expect([stateOf(commandId), stateOf(later)]).toEqual(['effectSeen', 'effectSeen']);
    expect(levelAtHub('a')).toBe(1);
  });

  it('O13 (R15): without an answer orders wait for three tries, no longer', () => {
    level('a', 1);
    settle();
    putBack();
    const order = level('b', 1);
    for (let tries = 0; tries < 3; tries += 1) {
      expect(wire.map(isQuestion)).toEqual([true]);
      wire.splice(0)[0]?.giveUp();
      seat.clock.pass(10_000);
    }
    expect(wire.map(({ raw }) => raw)).toEqual(expect.arrayContaining([expect.objectContaining({ commandId: order })]));
  });

  it('O13: bounded: a batch at a time, and nothing that the hub may have forgotten by itself', () => {
    const old = level('a', 1);
    settle();
    seat.clock.jump(31 * 24 * HOUR);
    for (let count = 0; count < MAX_RECALL + 1; count += 1)
      give({ type: 'incident.addNote', entityId: 'b', payload: { text: { en: `${count}` } } });
    settle();
    putBack();
    const asked: string[][] = [];
    const { recall } = hub;
    hub.recall = (commandIds) => {
      asked.push([...commandIds]);
      return recall.call(hub, commandIds);
    };
    settle();
    expect(asked.map(({ length }) => length)).toEqual([MAX_RECALL, 1]);
    expect(asked.flat()).not.toContain(old);
    expect(stateOf(old) ?? seat.store.read.outbox.get(old)?.state).toBe('effectSeen');
  });

  it('O10: nothing of it can be withdrawn twice or resent while it may count', () => {
    const commandId = level('a', 1);
    settle();
    putBack();
    const refusal = (run: () => unknown): string => {
      try {
        run();
      } catch (error) {
        if (error instanceof ProblemError) return error.problem.code;
        throw error;
      }
      return 'none';
    };
    expect(refusal(() => seat.core.desk.resend(commandId, undefined))).toBe('command-may-count');
    wire.splice(0)[0]?.arrive(hub)();
    // Sent again by now.
    expect(refusal(() => seat.core.desk.withdraw(commandId))).toBe('command-has-left');
  });
});
