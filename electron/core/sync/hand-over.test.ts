import type { Queued } from '../../../shared/protocol/console-api/calls.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { incident } from '../testing/records.ts';
import { ModelFeed } from './testing/model-feed.ts';
import { SimStation, type Flight } from './testing/sim-station.ts';

let hub: ModelFeed;
let giver: SimStation;
let wire: Flight[];

beforeEach(() => {
  wire = [];
  hub = new ModelFeed('city', () => giver.clock.now());
  giver = station('S1');
  for (const id of ['a', 'b', 'c']) hub.tell('put', 'incident', id, incident({ level: 3 }));
  join(giver);
});

function station(id: string): SimStation {
  return new SimStation({ id, feeds: new Map([['city', hub]]), send: (_seat, flight) => void wire.push(flight) });
}

function join(seat: SimStation): void {
  seat.receive(hub, 100);
  seat.link(hub, true);
}

function settle(...seats: readonly SimStation[]): void {
  while (wire.length > 0) for (const flight of wire.splice(0)) flight.arrive(hub)();
  for (const seat of seats) seat.receive(hub, 100);
}

/** The first order's answer comes, and the disk does not take it. */
function answerInDoubt(): void {
  const [flight] = wire.splice(0);
  giver.store.fault = 'refused';
  flight?.arrive(hub)();
}

function leaving(): string[] {
  return giver.core.outbox.handOver().map(({ command }) => command.commandId);
}

function merge(id: string, other: string): string[] {
  const given = giver.core.calls.mergeIncidents({ id, expectedRev: 1, others: [{ id: other, expectedRev: 1 }] });
  return (given as readonly Queued[]).map(({ commandId }) => commandId);
}

describe('what another station is given', () => {
  it('O11: nothing leaves without what it needs: what needs one in doubt stays with it until the disk has said', () => {
    const both = merge('a', 'b');
    answerInDoubt();
    const [needed = '', joined = ''] = both;
    expect(giver.core.outbox.pending.get(needed)?.doubt).toBeDefined();
    expect(leaving()).toEqual([]);
    expect(giver.store.read.outbox.get(joined)?.handedAt).toBeNull();
    giver.clock.pass(1_000);
    expect(leaving()).toEqual(both);
  });

  it('O11: nor what was given on top of it, however far; others do', () => {
    const [needed] = merge('a', 'b');
    giver.core.calls.addIncidentNote({ id: 'a', expectedRev: 1, text: 'on top of what needs it' });
    answerInDoubt();
    const { commandId: other } = giver.core.calls.acknowledgeIncident({ id: 'c', expectedRev: 1 }) as Queued;
    expect(leaving()).toEqual([other]);
    giver.clock.pass(1_000);
    expect(leaving()).toHaveLength(4);
    expect(leaving()[0]).toBe(needed);
  });

  it('O11: so that what a station carries always comes to its end', () => {
    const carrier = station('S2');
    join(carrier);
    // A clock that is ahead: its orders are not late for a day.
    giver.clock.jump(24 * 3_600_000);
    hub.tell('patch', 'incident', 'b', {
      status: { state: 'closed', since: giver.clock.now(), outcome: { en: 'done' } },
    });
    merge('a', 'b');
    answerInDoubt();
    carrier.core.outbox.carry('S1', giver.core.outbox.handOver());
    for (let round = 0; round < 5; round += 1) {
      settle(giver, carrier);
      for (const seat of [giver, carrier]) seat.clock.pass(31_000);
    }
    expect([giver, carrier].map(({ core }) => core.outbox.pending.all())).toEqual([[], []]);
  });
});
