import { describe, expect, it } from 'vitest';
import type { UnitStatus } from '../../../shared/domain/resource.ts';
import { instant } from '../../../shared/kit/time.ts';
import type { Held } from '../source.ts';
import { createUnitOrders } from './officers-units.ts';
import { createSimulation } from './simulation.ts';
import { loadInput } from './testing/night.ts';

const NOW = instant(1_790_000_000_000);

/** The demo's own units under an officer's orders: what the feed says of them, and of incidents that he made. */
async function night() {
  const input = await loadInput();
  const simulation = createSimulation(input);
  const records = new Map<string, Record<string, unknown>>();
  const take = (drafts: ReturnType<typeof simulation.step>): void => {
    for (const { topic, id, op, data } of drafts) {
      if (op !== 'remove')
        records.set(`${topic}\n${id}`, { ...(op === 'patch' && records.get(`${topic}\n${id}`)), ...data });
    }
  };
  take(simulation.opening());
  const sink = {
    held(feed: string, topic: string, id: string): Held | undefined {
      const data = feed === 'fire' || topic === 'resource' ? records.get(`${topic}\n${id}`) : undefined;
      return data && { data, byOfficer: () => false };
    },
  };
  const orders = createUnitOrders(input.fleet, simulation, sink);
  const statusOf = (id: string): UnitStatus => records.get(`resource\n${id}`)?.['status'] as UnitStatus;
  let now = NOW;
  /** Seconds of the story until `until` holds; orders are looked at before each. */
  const play = (until: () => boolean, most: number): number => {
    for (let second = 0; second < most; second += 1) {
      if (until()) return second;
      orders.step((now = instant(now + 1_000)));
      take(simulation.step());
    }
    return most;
  };
  const freeUnit = (): string => {
    const unit = input.fleet.find(({ id, kind }) => kind === 'engine' && statusOf(id).state === 'free');
    if (!unit) throw new Error('no engine is free');
    return unit.id;
  };
  const say = (topic: string, id: string, data: object): void => {
    records.set(`${topic}\n${id}`, { ...records.get(`${topic}\n${id}`), ...data });
  };
  const place = input.places[0]?.at ?? [117.5, 30.3];
  return { statusOf, play, freeUnit, say, place };
}

describe('units under the orders of officers', () => {
  it('N16: one that was sent turns out, drives and arrives; one that was released goes back', async () => {
    const { statusOf, play, freeUnit, say, place } = await night();
    const unit = freeUnit();
    say('incident', 'mine', { at: place, status: { state: 'dispatched', since: NOW, units: [unit] } });
    say('resource', unit, { status: { state: 'enRoute', since: NOW, incident: 'mine' } });
    play(() => false, 2);
    expect(statusOf(unit)).toMatchObject({ state: 'enRoute', incident: 'mine', etaAt: expect.any(Number) });
    expect(play(() => statusOf(unit).state === 'onScene', 3_000)).toBeLessThan(3_000);
    expect(statusOf(unit)).toMatchObject({ incident: 'mine' });

    say('resource', unit, { status: { state: 'returning', since: NOW } });
    // On its way back it may be sent on to another.
    play(() => false, 2);
    expect(statusOf(unit).state).not.toBe('onScene');
    expect(play(() => statusOf(unit).state !== 'returning', 1_500)).toBeLessThan(1_500);
  });

  it('N16: with its incident closed it goes back; to an incident that nobody knows it does not go', async () => {
    const { statusOf, play, freeUnit, say, place } = await night();
    const unit = freeUnit();
    say('incident', 'mine', { at: place, status: { state: 'dispatched', since: NOW, units: [unit] } });
    say('resource', unit, { status: { state: 'enRoute', since: NOW, incident: 'mine' } });
    play(() => statusOf(unit).state === 'onScene', 3_000);
    say('incident', 'mine', { status: { state: 'closed', since: NOW, outcome: { zh: '已处置' } } });
    play(() => false, 2);
    expect(statusOf(unit).state).not.toBe('onScene');

    const other = freeUnit();
    say('resource', other, { status: { state: 'enRoute', since: NOW, incident: 'nowhere' } });
    play(() => false, 5);
    expect(statusOf(other)).not.toHaveProperty('etaAt');
  });
});
