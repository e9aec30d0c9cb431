import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../../shared/domain/incident.ts';
import { SCENE_CLOSURES, sceneClosureOf } from '../../../../shared/domain/scene-closures.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { circle, destination } from '../../../../shared/kit/geodesy.ts';
import { createRandom } from '../../../../shared/kit/random.ts';
import { incidentRow, START } from '../symbol-rows.test-data.ts';
import { scenesOnWay } from './scenes-on-way.ts';
import { closedScenes } from './use-closures.ts';

const HERE: LonLat = [117.58, 30.3];

function incident(kind: Incident['kind'], part: Partial<Incident> = {}): Incident {
  return incidentRow('i', { kind, level: 2, at: HERE, ...part }).data;
}

describe('A5: what the scene of an incident closes', () => {
  it('is what the table says of levels 1 and 2; a road cut closes whatever its level', () => {
    expect(sceneClosureOf(incident('gas'))).toEqual(SCENE_CLOSURES.gas);
    expect(sceneClosureOf(incident('gas', { level: 3 }))).toBeNull();
    expect(sceneClosureOf(incident('roadcut', { level: 0 }))).toEqual({ metres: 30, by: 'rule' });
    expect(sceneClosureOf(incident('medical', { level: 1 }))).toBeNull();
    expect([sceneClosureOf(incident('fire'))?.by, sceneClosureOf(incident('dike'))?.by]).toEqual([
      'judgement', 'judgement',
    ]); // prettier-ignore
  });

  it('ends with the incident, and needs a place', () => {
    const over: Incident['status'] = { state: 'closed', since: START, outcome: { en: 'done' } };
    expect(sceneClosureOf(incident('hazmat', { status: over }))).toBeNull();
    expect(sceneClosureOf(incident('hazmat', { status: { state: 'merged', since: START, into: 'x' } }))).toBeNull();
    expect(sceneClosureOf({ ...incident('hazmat'), at: undefined } as never)).toBeNull();
  });

  it('is read from the rows, the gravest first', () => {
    const rows = [
      incidentRow('b', { kind: 'waterlog', level: 2 }), incidentRow('c', { kind: 'roadcut', level: 0 }),
      incidentRow('a', { kind: 'gas', level: 1 }), incidentRow('d', { kind: 'traffic', level: 1 }),
    ]; // prettier-ignore
    expect(closedScenes(rows).map(({ id, metres }) => [id, metres])).toEqual([['a', 100], ['b', 60], ['c', 30]]); // prettier-ignore
  });
});

it('A5: of a way those scenes are named whose circle it touches, and no others', () => {
  const random = createRandom(5);
  for (let round = 0; round < 300; round += 1) {
    const metres = random.int(30, 200);
    const away = random.int(0, 400);
    if (Math.abs(away - metres) < 2) continue;
    // A straight way of 2 km whose nearest place is so far away, beside the scene.
    const bearing = random.int(0, 359);
    const nearest = destination(HERE, bearing, away);
    const line = [destination(nearest, bearing + 90, 1_000), destination(nearest, bearing - 90, 1_000)];
    const scene = { id: 's', kind: 'gas', title: { en: 'Gas' }, at: HERE, metres, by: 'rule' } as const;
    expect(scenesOnWay(line, [scene]).length, `${away} m of ${metres}`).toBe(away < metres ? 1 : 0);
  }
  expect(circle(HERE, 100, 30)).toHaveLength(13);
});
