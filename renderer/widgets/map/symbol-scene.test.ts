import { describe, expect, it } from 'vitest';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { LiveCollection } from '../../state/live-collection.ts';
import { createFrame } from './frame.ts';
import { MarkIndex } from './mark-index.ts';
import { incidentRow, START, unitRow } from './symbol-rows.test-data.ts';
import { SymbolScene } from './symbol-scene.ts';
import type { SceneOptions } from './symbol-scene.ts';
import { SymbolStore } from './symbol-store.ts';
import { scaleOf, worldX, worldY } from './world.ts';

const CENTRE: LonLat = [117.5, 30.3];
const nothing: SceneOptions = { hidden: new Set(), selected: null, time: 0 };

function frameAt(zoom: number, [lon, lat]: LonLat = CENTRE) {
  const scale = scaleOf(zoom);
  return createFrame(zoom, worldX(lon) * scale - 400, worldY(lat) * scale - 300, 800, 600, 1);
}

function scene(incidents: EntityRow<'incident'>[], resources: EntityRow<'resource'>[] = []) {
  const store = new SymbolStore(() => undefined);
  const incidentRows = new LiveCollection<EntityRow<'incident'>>();
  const resourceRows = new LiveCollection<EntityRow<'resource'>>();
  incidentRows.take({ put: incidents, remove: [], complete: true, restart: false });
  resourceRows.take({ put: resources, remove: [], complete: true, restart: false });
  store.follow('incident', incidentRows);
  store.follow('resource', resourceRows);
  return new SymbolScene(store);
}

describe('SymbolScene', () => {
  it('M5: a red among forty others at one place stands alone and on top', () => {
    const crowd = Array.from({ length: 40 }, (_, i) => incidentRow(`i${i}`, { level: 4 }));
    const marks = scene([incidentRow('red', { level: 1 }), ...crowd]).build(frameAt(11), nothing);
    expect(marks).toHaveLength(2);
    expect(marks[0]?.members).toHaveLength(40);
    expect(marks[1]?.item.id).toBe('red');
    expect(marks[1]?.members).toBeNull();
  });

  it('M5: the selected one leaves its cluster and is drawn last', () => {
    const crowd = Array.from({ length: 5 }, (_, i) => incidentRow(`i${i}`, { level: 4 }));
    const marks = scene(crowd).build(frameAt(11), { ...nothing, selected: 'incident:i3' });
    expect(marks.at(-1)).toMatchObject({ selected: true, members: null });
    expect(marks.at(-1)?.item.id).toBe('i3');
    expect(marks[0]?.members).toHaveLength(4);
  });

  it('M12: units are dots over the whole city, and symbols nearer by', () => {
    const made = scene([], [unitRow('u', CENTRE)]);
    expect(made.build(frameAt(11), nothing)[0]?.dot).toBe(true);
    expect(made.build(frameAt(14), nothing)[0]?.dot).toBe(false);
    expect(made.build(frameAt(11), { ...nothing, selected: 'resource:u' })[0]?.dot).toBe(false);
  });

  it('M12: units at a scene stand around its symbol and do not cover it', () => {
    const atScene = { state: 'onScene', since: START, incident: 'i' } as const;
    const units = Array.from({ length: 7 }, (_, i) => unitRow(`u${i}`, CENTRE, atScene));
    const marks = scene([incidentRow('i')], units).build(frameAt(14), nothing);
    const incident = marks.find(({ family }) => family === 'incident');
    const around = marks.filter(({ family }) => family === 'unit');
    expect(around).toHaveLength(4);
    expect(around.reduce((sum, { members }) => sum + (members?.length ?? 1), 0)).toBe(7);
    for (const { x, y, radius } of around) {
      expect(Math.hypot(x - (incident?.x ?? 0), y - (incident?.y ?? 0))).toBeGreaterThan(radius + 15);
    }
  });

  it('M12: a unit at a scene that is hidden or far off stands where it is', () => {
    const atScene = { state: 'onScene', since: START, incident: 'i' } as const;
    const made = scene([incidentRow('i')], [unitRow('u', CENTRE, atScene), unitRow('far', [117.51, 30.3], atScene)]);
    const hidden = made.build(frameAt(14), { ...nothing, hidden: new Set(['incident']) });
    expect(hidden.map(({ x, y }) => [Math.round(x), Math.round(y)])).toContainEqual([400, 300]);
    const far = made.build(frameAt(14), nothing).find(({ item }) => item.id === 'far');
    expect(far?.y).toBeCloseTo(300, 6);
  });

  it('M12: a school waits for zoom 14, one that is out of use is seen earlier', () => {
    const school = (id: string, inService: boolean): EntityRow<'resource'> => ({
      ...unitRow(id, CENTRE),
      data: { form: 'facility', kind: 'school', name: { en: id }, at: CENTRE, inService },
    });
    const made = scene([], [school('open', true), school('shut', false)]);
    expect(made.build(frameAt(13), nothing).map(({ item }) => item.id)).toEqual(['shut']);
    expect(made.build(frameAt(16), nothing).flatMap(({ item, members }) => members ?? [item])).toHaveLength(2);
  });

  it('M12: what is switched off is not drawn', () => {
    const made = scene([incidentRow('i')], [unitRow('u', [117.49, 30.3])]);
    expect(
      made.build(frameAt(14), { ...nothing, hidden: new Set(['unit:engine']) }).map(({ family }) => family),
    ).toEqual(['incident']);
    expect(made.build(frameAt(14), { ...nothing, hidden: new Set(['incident']) }).map(({ family }) => family)).toEqual([
      'unit',
    ]);
  });
});

describe('MarkIndex', () => {
  it('finds what lies on top, and a diamond by its own shape', () => {
    const marks = scene([incidentRow('i', { level: 1 })], [unitRow('under', CENTRE)]).build(frameAt(14), nothing);
    const index = new MarkIndex(marks);
    expect(index.at(400, 300)?.item.id).toBe('i');
    expect(index.at(415, 300)?.item.id).toBe('i');
    // Within the diamond's square, but outside of the diamond.
    expect(index.at(414, 314)).toBeNull();
    expect(index.at(700, 300)).toBeNull();
  });
});
