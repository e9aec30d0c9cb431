import { beforeAll, describe, expect, it } from 'vitest';
import { distance, type LonLat } from '../../../shared/kit/geo.ts';
import { createRoadIndex } from './testing/road-index.ts';
import { complaints, hashOf, loadInput, playNight, SEED, stringsOf, type Night, type Seen } from './testing/night.ts';
import { SCENARIO_FEEDS } from './draft.ts';
import type { SimulationInput } from './simulation.ts';

const TWENTY_MINUTES = 1_200;
const PERSONAL = new Set(['reporterName', 'reporterPhone', 'callerName', 'callerPhone', 'address', 'driver']);
const STATES = ['reported', 'acknowledged', 'dispatched', 'onScene', 'controlled', 'closed'];

let input: SimulationInput;
let night: Night;
const seen = {
  invalid: [] as string[],
  unfilled: [] as string[],
  leaked: [] as string[],
  offRoad: [] as string[],
  tooFast: [] as string[],
  backward: [] as string[],
  orphaned: [] as string[],
  levels: new Map<string, number[]>(),
  novelties: [] as number[],
  stock: [] as { id: string; quantity: number; burn: number | null; count: number }[],
  dangers: new Map<string, string>(),
  positions: 0,
  notOnScene: [] as string[],
};

beforeAll(async () => {
  input = await loadInput();
  const awayFromRoad = createRoadIndex(input.roads);
  const topSpeed = new Map(input.fleet.map((unit) => [unit.id, unit.topSpeed]));
  const flies = new Set(input.fleet.filter((unit) => unit.kind === 'drone').map((unit) => unit.id));
  const lastPosition = new Map<string, { at: LonLat; time: number }>();
  const incidents = new Map<string, { state: string; wasOnScene: boolean; reports: unknown; level: unknown }>();
  const counts = new Map<string, number>();

  function lookAtUnit({ draft, record }: Seen): void {
    const at = record.at as LonLat;
    const time = record.positionAt as number;
    const before = lastPosition.get(draft.id);
    lastPosition.set(draft.id, { at, time });
    if (draft.data && 'at' in draft.data) seen.positions += 1;
    if (!flies.has(draft.id) && awayFromRoad(at) > 30) seen.offRoad.push(`${draft.id} ${draft.at}`);
    if ((record.speed as number) > (topSpeed.get(draft.id) ?? 0) + 1)
      seen.tooFast.push(`${draft.id} says ${record.speed}`);
    if (before && time > before.time) {
      const kmh = (distance(before.at, at) / (time - before.time)) * 3_600;
      if (kmh > (topSpeed.get(draft.id) ?? 0) + 3) seen.tooFast.push(`${draft.id} ${Math.round(kmh)} km/h`);
    }
    const status = record.status as { state: string; incident?: string };
    if (draft.op === 'patch' && draft.data && 'status' in draft.data && status.incident) {
      const own = incidents.get(status.incident);
      if (!own || own.state === 'closed') seen.orphaned.push(`${draft.id} → ${status.incident}`);
    }
  }

  function lookAtIncident({ draft, record }: Seen): void {
    const before = incidents.get(draft.id);
    const { state } = record.status as { state: string };
    if (before && STATES.indexOf(state) < STATES.indexOf(before.state)) {
      seen.backward.push(`${draft.id}: ${before.state} → ${state}`);
    }
    const wasOnScene = before?.wasOnScene === true || state === 'onScene';
    if (state === 'controlled' && before?.state === 'dispatched' && !wasOnScene) seen.notOnScene.push(draft.id);
    const fresh = before && (before.level !== record.level || before.reports !== record.reports);
    if (draft.at > 0 && (draft.op === 'put' || fresh)) seen.novelties.push(draft.at);
    incidents.set(draft.id, { state, wasOnScene, reports: record.reports, level: record.level });
    const levels = seen.levels.get(draft.id) ?? [];
    if (levels.at(-1) !== record.level) seen.levels.set(draft.id, [...levels, record.level as number]);
  }

  function lookAtTexts({ draft, record }: Seen): void {
    const secrets = ['reporterName', 'driver'].flatMap((key) => (typeof record[key] === 'string' ? [record[key]] : []));
    for (const [path, text] of stringsOf(record)) {
      if (/\{\w+\}/.test(text)) seen.unfilled.push(`${draft.id} ${path}: ${text}`);
      if (PERSONAL.has(path)) continue;
      const leaks = /(?<!\d)1\d{10}(?!\d)|\d{3,4}-\d{7,8}|\d{17}[\dX]/.test(text);
      if (leaks || secrets.some((secret) => text.includes(secret))) seen.leaked.push(`${draft.id} ${path}: ${text}`);
    }
  }

  night = playNight(input, (one) => {
    const { draft, record } = one;
    const why = complaints(draft.topic, record);
    if (why) seen.invalid.push(`${draft.topic} ${draft.id} at ${draft.at}: ${why}`);
    if (record.form === 'unit') lookAtUnit(one);
    if (draft.topic === 'incident') lookAtIncident(one);
    if (draft.topic !== 'resource' || draft.op === 'put') lookAtTexts(one);
    if (draft.topic === 'alert' && draft.at > 0) seen.novelties.push(draft.at);
    if (draft.topic === 'hazard') seen.dangers.set(draft.id, (record.status as { state: string }).state);
    if (draft.topic === 'supply') {
      counts.set(draft.id, (counts.get(draft.id) ?? 0) + 1);
      seen.stock.push({
        id: draft.id,
        quantity: record.quantity as number,
        burn: record.burnPerHour as number | null,
        count: counts.get(draft.id) ?? 0,
      });
    }
  });
}, 60_000);

describe('the rainstorm night', () => {
  it('N1: the same seed gives the same drafts, another seed others', () => {
    const first = hashOf(input, TWENTY_MINUTES);
    expect(hashOf({ ...input, seed: SEED }, TWENTY_MINUTES)).toBe(first);
    expect(hashOf({ ...input, seed: SEED + 1 }, TWENTY_MINUTES)).not.toBe(first);
  });

  it('N2: 120 units, eight feeds, at least 60 written events', () => {
    expect(night.opening.filter((draft) => draft.data && 'crew' in draft.data)).toHaveLength(120);
    expect(Object.keys(night.perFeed).sort()).toEqual([...SCENARIO_FEEDS].sort());
    expect(input.storyline.events.length).toBeGreaterThanOrEqual(60);
  });

  it('N12: the register of dangers stands at the opening; the night finds some and moves them on', () => {
    const known = night.opening.filter((draft) => draft.topic === 'hazard');
    const found = input.hazards.filter((plan) => plan.found > 0);
    expect(known).toHaveLength(input.hazards.length - found.length);
    expect(seen.dangers.size).toBe(input.hazards.length);
    for (const { id, moves } of input.hazards) expect(seen.dangers.get(id)).toBe(moves.at(-1)?.[1]);
  });

  it('N3: every record is valid by its schema after every draft', () => {
    expect(seen.invalid).toEqual([]);
  });

  it('N4: vehicles stay on roads and drive as fast as they say and can', () => {
    expect(seen.positions).toBeGreaterThan(100_000);
    expect(seen.offRoad).toEqual([]);
    expect(seen.tooFast).toEqual([]);
  });

  it('N5: no personal data outside the personal fields, and no unfilled place in a text', () => {
    expect(seen.leaked).toEqual([]);
    expect(seen.unfilled).toEqual([]);
  });

  it('N6: exactly two incidents escalate from 3 over 2 to 1', () => {
    const escalated = [...seen.levels].filter(([, levels]) => levels.join(' ').startsWith('3 2 1'));
    expect(escalated).toHaveLength(2);
  });

  it('N7: an incident never goes back, is controlled only by somebody on scene, and no unit works on a closed one', () => {
    expect(seen.backward).toEqual([]);
    expect(seen.notOnScene).toEqual([]);
    expect(seen.orphaned).toEqual([]);
  });

  it('N8: stock is never negative, its burn unknown until the second count, and one good runs short', () => {
    expect(seen.stock.every((one) => one.quantity >= 0)).toBe(true);
    // The opening's record may already rest on two counts of the time before; afterwards every record does.
    expect(seen.stock.filter((one) => one.count === 1).some((one) => one.burn === null)).toBe(true);
    expect(seen.stock.filter((one) => one.count > 1).every((one) => one.burn !== null)).toBe(true);
    const short = seen.stock.filter((one) => one.burn !== null && one.burn > 0 && one.quantity / one.burn < 1);
    expect(new Set(short.map((one) => one.id))).toEqual(new Set(['PL-D3:sandbag_empty']));
  });

  it('N9: the first minutes are alive: something new within 10 s, then at least every 30 s', () => {
    const early = [0, ...seen.novelties.filter((at) => at <= 180_000)];
    const gaps = early.slice(1).map((at, index) => at - (early[index] ?? 0));
    expect(early[1]).toBeLessThanOrEqual(10_000);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_000);
    expect(early.at(-1)).toBeGreaterThan(150_000);
  });

  it('N10: about ten incidents open at the start, 25 to 40 in the middle', () => {
    const open = night.opening.filter((draft) => draft.topic === 'incident' && !isClosed(draft.data));
    expect(open.length).toBeGreaterThanOrEqual(8);
    expect(open.length).toBeLessThanOrEqual(16);
    const middle = night.openIncidents.slice(2, 15);
    expect(Math.min(...middle)).toBeGreaterThanOrEqual(22);
    expect(Math.max(...middle)).toBeLessThanOrEqual(45);
  });

  it('N11: 20 to 30 changes a second at ×1, for less than a millisecond of work', () => {
    expect(night.changes / 10_800).toBeGreaterThan(20);
    expect(night.changes / 10_800).toBeLessThan(30);
    expect(night.milliseconds / 10_800).toBeLessThan(1);
  });
});

function isClosed(data: object | undefined): boolean {
  const status = (data as { status?: { state?: string } } | undefined)?.status;
  return status?.state === 'closed';
}
