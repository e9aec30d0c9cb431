import { describe, expect, it } from 'vitest';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { instant } from '../../../shared/kit/time.ts';
import { LiveCollection } from '../../state/live-collection.ts';
import { GLIDE_MS, isGliding, placeAt } from './symbol-item.ts';
import { hazardRow, incidentRow, START, unitRow } from './symbol-rows.test-data.ts';
import { SymbolStore } from './symbol-store.ts';
import { worldX } from './world.ts';

function part<Row>(put: Row[], remove: string[] = [], restart = false) {
  return { put, remove, complete: true, restart };
}

function setUp() {
  let changes = 0;
  const store = new SymbolStore(() => (changes += 1));
  const incidents = new LiveCollection<EntityRow<'incident'>>();
  const resources = new LiveCollection<EntityRow<'resource'>>();
  store.follow('incident', incidents);
  store.follow('resource', resources);
  return { store, incidents, resources, changes: () => changes };
}

describe('SymbolStore', () => {
  it('M9: holds as many located incidents as the collection, closed ones included', () => {
    const { store, incidents } = setUp();
    incidents.take(
      part([
        incidentRow('a'),
        incidentRow('closed', { status: { state: 'closed', since: START, outcome: { en: 'done' } } }),
        { ...incidentRow('nowhere'), data: { ...incidentRow('nowhere').data, at: undefined } as never },
      ]),
    );
    expect(store.locatedIncidents.size).toBe(2);
    expect(store.family('incident').size).toBe(1);
  });

  it('M1: starts with the rows that are already there', () => {
    const incidents = new LiveCollection<EntityRow<'incident'>>();
    incidents.take(part([incidentRow('a'), incidentRow('b')]));
    const store = new SymbolStore(() => undefined);
    store.follow('incident', incidents);
    expect(store.family('incident').size).toBe(2);
  });

  it('M1: forgets what is removed, and everything of a topic at a restart', () => {
    const { store, incidents, resources } = setUp();
    incidents.take(part([incidentRow('a'), incidentRow('b')]));
    resources.take(part([unitRow('u', [117.5, 30.3])]));
    incidents.take(part([], ['a']));
    expect([...store.locatedIncidents]).toEqual(['b']);
    incidents.take(part([incidentRow('c')], [], true));
    expect([...store.locatedIncidents]).toEqual(['c']);
    expect(store.family('unit').size).toBe(1);
  });

  it('M8: a unit glides a short way within half a second', () => {
    const { store, resources } = setUp();
    resources.take(part([unitRow('u', [117.5, 30.3])]));
    resources.take(part([unitRow('u', [117.502, 30.3])]));
    const unit = store.find('resource', 'u');
    if (!unit) throw new Error('the unit is there');
    expect(isGliding(unit, unit.movedAt + 10)).toBe(true);
    const half = placeAt(unit, unit.movedAt + GLIDE_MS / 2).x;
    expect(half).toBeCloseTo((worldX(117.5) + worldX(117.502)) / 2, 12);
    expect(placeAt(unit, unit.movedAt + GLIDE_MS).x).toBe(worldX(117.502));
  });

  it('M8: a jump of more than 500 m is a cut', () => {
    const { store, resources } = setUp();
    resources.take(part([unitRow('u', [117.5, 30.3])]));
    resources.take(part([unitRow('u', [117.51, 30.3])]));
    const unit = store.find('resource', 'u');
    expect(unit && isGliding(unit, performance.now())).toBe(false);
  });

  it('M8: nothing glides where motion is not wanted', () => {
    const { store, resources } = setUp();
    store.reducedMotion = true;
    resources.take(part([unitRow('u', [117.5, 30.3])]));
    resources.take(part([unitRow('u', [117.502, 30.3])]));
    const unit = store.find('resource', 'u');
    expect(unit && isGliding(unit, performance.now())).toBe(false);
  });

  it('M8: a change that is not to be seen leaves clusters as they were', () => {
    const { store, incidents } = setUp();
    incidents.take(part([incidentRow('a')]));
    const version = store.versions.incident;
    incidents.take(part([{ ...incidentRow('a', { reports: 3 }), rev: 2, entered: instant(START + 5) }]));
    expect(store.versions.incident).toBe(version);
    expect(store.newestEntered).toBe(START + 5);
    incidents.take(part([incidentRow('a', { level: 1 })]));
    expect(store.versions.incident).toBe(version + 1);
  });

  it('M15: a danger becomes overdue by the clock alone, and one that is struck off has no symbol', () => {
    let now = START;
    const store = new SymbolStore(
      () => undefined,
      () => now,
    );
    const hazards = new LiveCollection<EntityRow<'hazard'>>();
    store.follow('hazard', hazards);
    hazards.take(part([hazardRow('a'), hazardRow('b', { status: { state: 'struckOff', since: START } })]));
    const overdue = () => [...store.family('hazard')].map(({ fresh: { look } }) => 'overdue' in look && look.overdue);
    expect(overdue()).toEqual([false]);
    now = instant(START + 2_000);
    store.tick();
    expect(overdue()).toEqual([true]);
  });
});
