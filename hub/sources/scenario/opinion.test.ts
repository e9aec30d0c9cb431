import { beforeAll, describe, expect, it } from 'vitest';
import { opinion, type Opinion } from '../../../shared/domain/opinion.ts';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import { anchorTimes } from './anchor.ts';
import { createCollector } from './draft.ts';
import { createOpinionDesk } from './opinion.ts';
import { streamOf } from './seed.ts';
import { loadInput, SEED } from './testing/night.ts';
import type { SimulationInput } from './simulation.ts';
import { createWorld } from './world.ts';

/** A wall time for the offsets, so that the records have valid instants. */
const WALL = 1_800_000_000_000;

let input: SimulationInput;
beforeAll(async () => {
  input = await loadInput();
});

/** The records after so many minutes from the opening, as a console would have them. */
function talkAfter(minutes: number, seed = SEED): ReadonlyMap<string, Opinion> {
  const outlet = createCollector();
  const world = createWorld(input.districts, input.roads, input.places, outlet);
  const desk = createOpinionDesk(world, input.opinion, streamOf(seed, 'opinion'));
  const records = new Map<string, object>();
  for (let minute = -20; minute <= minutes; minute += 1) {
    outlet.moveTo(minute * MINUTE);
    desk.step();
    for (const { id, op, data } of outlet.drain())
      records.set(id, { ...(op === 'patch' ? records.get(id) : {}), ...data });
  }
  const anchored = [...records].map(
    ([id, record]) => [id, opinion.parse(anchorTimes(record, (at) => WALL + at))] as const,
  );
  return new Map(anchored);
}

describe('talk of the demo city', () => {
  it('N12: half a day is known at the opening, of what people always talk of', () => {
    const talk = talkAfter(0);
    expect([...talk.keys()].sort()).toEqual(['PIO-hotline', 'PIO-rain', 'PIO-school', 'PIO-traffic']);
    for (const { series } of talk.values()) {
      expect(series).toHaveLength(72);
      expect(series.at(-1)?.at).toBe(instant(WALL - 5 * MINUTE));
    }
    expect(talk.get('PIO-rain')).toMatchObject({ reported: { to: 'PIO-DIR' }, handled: { how: 'replied' } });
  });

  it('N12: the reservoir rumour comes at its minute, with an hour of silence before it; its fact comes later', () => {
    expect(talkAfter(49).has('PIO-dam')).toBe(false);
    const early = talkAfter(60).get('PIO-dam');
    expect(early?.series.slice(0, 12).every(({ count }) => count === 0)).toBe(true);
    expect(early?.rumour?.claim.zh).toBe('石岭水库即将垮坝');
    expect(early?.rumour?.fact).toBeUndefined();
    const late = talkAfter(75).get('PIO-dam');
    expect(late?.rumour?.fact?.department).toBe('WRB');
    // 630 posts in ten minutes, told in intervals of five.
    const peak = Math.max(...(late?.series ?? []).map(({ count }) => count));
    expect(peak).toBeGreaterThan(250);
    expect(peak).toBeLessThan(480);
    expect(late?.reported).toBeUndefined();
  });

  it('N1: one seed, one talk; another seed, other counts', () => {
    expect(talkAfter(70)).toEqual(talkAfter(70));
    expect(talkAfter(70, 7)).not.toEqual(talkAfter(70));
  });
});
