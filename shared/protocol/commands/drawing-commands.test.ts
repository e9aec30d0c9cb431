import { describe, expect, it } from 'vitest';
import { closuresOf, type Drawing } from '../../domain/drawing.ts';
import { ProblemError } from '../../kit/problem.ts';
import { instant } from '../../kit/time.ts';
import { mayDo, type AuthorityMatrix } from '../authority.ts';
import type { Command } from '../feed/command.ts';
import { carryOut, worldOf } from './carry-out.ts';
import { COMMAND_TYPES } from './command-types.ts';
import { decide } from './decide.ts';
import type { NewDrawing } from './drawing-commands.ts';

const NOW = instant(1_750_000_000_000);
const RING: [number, number][] = [[117.6, 30.3], [117.61, 30.3], [117.61, 30.31], [117.6, 30.3]]; // prettier-ignore
const CORDON = {
  kind: 'cordon',
  name: { zh: '滨江路警戒区' },
  geometry: { type: 'area', polygons: [[RING]] },
  closesRoads: true,
} as unknown as NewDrawing;
const STANDING: Drawing = {
  ...CORDON,
  madeBy: { officer: 'lin', post: 'CCC-DO1' },
  madeAt: NOW,
  status: { state: 'standing' },
};
const matrix: AuthorityMatrix = {
  version: 1,
  authorities: {
    all: { name: { zh: '', en: '' }, may: [...COMMAND_TYPES] },
    look: { name: { zh: '', en: '' }, may: [] },
  },
};

function command(type: string, payload: unknown, part: Partial<Command> = {}): Command {
  return {
    commandId: `command-${type}`,
    stationId: 'S1',
    stationSeq: 1,
    actor: { officer: 'lin', post: 'CCC-DO1', station: 'S1', authority: 'all' },
    type,
    topic: 'drawing',
    entityId: 'd1',
    payload,
    expectedRev: type === 'drawing.create' ? null : 1,
    issuedAt: NOW,
    expiresAt: instant(NOW + 60_000),
    ...part,
  };
}

/** The record that a command leaves, or the code that it is refused with. */
function after(given: Command, current?: Drawing): Drawing | string {
  try {
    const world = worldOf((topic, id) => (topic === 'drawing' && id === 'd1' ? current : undefined));
    return carryOut(world, given)[0]?.record as unknown as Drawing;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}

describe('drawing commands', () => {
  it('create: who and when come with the command, whatever the payload says', () => {
    expect(after(command('drawing.create', CORDON))).toEqual(STANDING);
    expect(after(command('drawing.create', { ...CORDON, madeBy: { officer: 'x', post: 'x' } }))).not.toMatchObject({
      madeBy: { officer: 'x' },
    });
  });

  it('create: a form that is not of its kind, a road closed by another kind, too many corners are refused', () => {
    const line = { type: 'line', points: RING };
    expect(after(command('drawing.create', { ...CORDON, geometry: line }))).toBe('drawing-form');
    expect(after(command('drawing.create', { ...CORDON, kind: 'evacuation' }))).toBe('drawing-closes-roads');
    const ring = Array.from({ length: 3_000 }, () => [117.6, 30.3]);
    const heavy = { type: 'area', polygons: [[ring], [ring]] };
    expect(after(command('drawing.create', { ...CORDON, geometry: heavy }))).toBe('bad-payload');
    const off = { type: 'area', polygons: [[[[200, 30], ...RING.slice(1)]]] };
    expect(after(command('drawing.create', { ...CORDON, geometry: off }))).toBe('bad-payload');
  });

  it('change: sets what it names, null takes away, the rest stands', () => {
    const change = { name: { zh: '新名' }, incident: 'i1' };
    const changed = after(command('drawing.change', change), STANDING);
    expect(changed).toEqual({ ...STANDING, ...change });
    expect(after(command('drawing.change', { incident: null, closesRoads: null }), changed as Drawing)).toEqual({
      ...STANDING,
      name: change.name,
      closesRoads: undefined,
    });
    expect(after(command('drawing.change', {}), STANDING)).toBe('bad-payload');
    expect(after(command('drawing.change', { madeAt: 1 }), STANDING)).toBe('bad-payload');
    const point = { geometry: { type: 'point', at: [117, 30] } };
    expect(after(command('drawing.change', point), STANDING)).toBe('drawing-form');
  });

  it('remove keeps it on record with who and when; nothing but restore is done to it then', () => {
    const removed = after(command('drawing.remove', {}), STANDING) as Drawing;
    expect(removed).toEqual({ ...STANDING, status: { state: 'removed', since: NOW, by: 'CCC-DO1' } });
    expect(after(command('drawing.remove', {}), removed)).toBe('drawing-removed');
    expect(after(command('drawing.change', { name: { zh: 'x' } }), removed)).toBe('drawing-removed');
    expect(after(command('drawing.restore', {}), removed)).toEqual(STANDING);
    expect(after(command('drawing.restore', {}), STANDING)).toBe('drawing-not-removed');
  });

  it('C1: an authority without the action is refused', () => {
    expect(mayDo(matrix, 'look', 'drawing.create')).toBe(false);
    const actor = { officer: 'x', post: 'x', station: 'S1', authority: 'look' };
    const { answer } = decide(command('drawing.create', CORDON, { actor }), {
      now: NOW,
      head: 1,
      matrix,
      find: () => undefined,
    });
    expect(answer).toMatchObject({ outcome: 'rejected', code: 'not-authorised' });
  });

  it('C3, C4: two names at once are a conflict; a name and a shape are merged', () => {
    const find = (data: Drawing) => () => ({ rev: 2, data: data as never, handOf: () => undefined });
    const name = command('drawing.change', { name: { zh: '甲' } }, { base: { name: CORDON.name } });
    const scene = { now: NOW, head: 2, matrix };
    const renamed = { ...STANDING, name: { zh: '乙' } };
    expect(decide(name, { ...scene, find: find(renamed) }).answer.outcome).toBe('conflict');
    const moved: Drawing = { ...STANDING, geometry: { type: 'area', polygons: [[[...RING].reverse()]] } };
    expect(decide(name, { ...scene, find: find(moved) }).answer).toMatchObject({ outcome: 'accepted', merged: true });
  });

  it('closures are the polygons of standing cordons that close roads, and no others', () => {
    const removed: Drawing = { ...STANDING, status: { state: 'removed', since: NOW, by: 'p' } };
    const open: Drawing = { ...STANDING, closesRoads: false };
    expect(closuresOf([STANDING, removed, open])).toEqual([[RING]]);
  });
});
