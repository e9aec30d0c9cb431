import { describe, expect, it } from 'vitest';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Level } from '../../../shared/domain/common.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { createRandom } from '../../../shared/kit/random.ts';
import { LiveCollection } from '../../state/live-collection.ts';
import { createFrame } from './frame.ts';
import { incidentRow, START, unitRow } from './symbol-rows.test-data.ts';
import { SymbolScene } from './symbol-scene.ts';
import type { Mark } from './symbol-scene.ts';
import { SymbolStore } from './symbol-store.ts';
import { scaleOf, worldX, worldY } from './world.ts';

const random = createRandom(9);
const place = (): LonLat => [117.5 + random.gaussian() * 0.06, 30.3 + random.gaussian() * 0.04];
const levels: readonly Level[] = [0, 0, 4, 4, 4, 4, 3, 3, 2, 1];
const incidents = Array.from({ length: 1_500 }, (_, i) =>
  incidentRow(`i${i}`, { level: random.pick(levels), at: place() }),
);
const units = Array.from({ length: 1_000 }, (_, i) =>
  unitRow(`u${i}`, place(), i % 2 ? { state: 'returning', since: START } : { state: 'free', since: START }),
);

function frameAt(zoom: number, right = 0, down = 0, width = 2_400, height = 1_800) {
  const scale = scaleOf(zoom);
  const left = Math.round(worldX(117.5) * scale - width / 2 + right);
  const top = Math.round(worldY(30.3) * scale - height / 2 + down);
  return createFrame(zoom, left, top, width, height, 1);
}

function setUp() {
  const store = new SymbolStore(() => undefined);
  const incidentRows = new LiveCollection<EntityRow<'incident'>>();
  const resourceRows = new LiveCollection<EntityRow<'resource'>>();
  store.follow('incident', incidentRows);
  store.follow('resource', resourceRows);
  const whole = { remove: [], complete: true, restart: false };
  incidentRows.take({ put: incidents, ...whole });
  resourceRows.take({ put: units, ...whole });
  return { store, scene: new SymbolScene(store), incidentRows, resourceRows };
}

const nothing = { hidden: new Set<string>(), selected: null, time: 0 };
const idsOf = (marks: readonly Mark[]): string[] =>
  marks.flatMap(({ item, members }) => members ?? [item]).map(({ id }) => id).sort(); // prettier-ignore

describe('a crowd', () => {
  it.each([10, 11.4, 12.7])('M5: loses nothing and doubles nothing, zoom %d', (zoom) => {
    const { scene } = setUp();
    const marks = scene.build(frameAt(zoom, 0, 0, 9_000, 9_000), nothing);
    expect(idsOf(marks)).toEqual([...incidents, ...units].map(({ id }) => id as string).sort());
    for (const { count, members } of marks) expect(members?.length ?? 1).toBe(count);
    expect(marks.length).toBeLessThan(1_700);
  });

  it('M5: levels 1 and 2 stand alone, and a heap shows its worst', () => {
    const { scene } = setUp();
    const marks = scene.build(frameAt(11, 0, 0, 9_000, 9_000), nothing);
    const alone = marks.filter(({ family, count }) => family === 'incident' && count === 1);
    const grave = incidents.filter(({ data }) => data.level === 1 || data.level === 2);
    for (const { id } of grave) expect(alone.some(({ item }) => item.id === id)).toBe(true);
    for (const { members, item } of marks) {
      if (members) expect(item.weight).toBe(Math.min(...members.map(({ weight }) => weight)));
    }
  });

  it('M5: dragging changes no heap that stays in sight', () => {
    const { scene } = setUp();
    const heapsIn = (right: number, down: number): string[] =>
      scene
        .build(frameAt(12, right, down, 1_200, 900), nothing)
        .map((mark) => `${mark.item.key}×${mark.count}@${(mark.x + right).toFixed(3)},${(mark.y + down).toFixed(3)}`);
    const before = new Set(heapsIn(0, 0));
    // What lies in the middle of both.
    const inner = scene
      .build(frameAt(12, 0, 0, 1_200, 900), nothing)
      .filter(({ x, y }) => x > 260 && x < 1_150 && y > 190 && y < 850);
    const after = heapsIn(200, 130);
    const common = inner.map((mark) => `${mark.item.key}×${mark.count}@${mark.x.toFixed(3)},${mark.y.toFixed(3)}`);
    expect(common.length).toBeGreaterThan(80);
    for (const heap of common) {
      expect(before).toContain(heap);
      expect(after).toContain(heap);
    }
  });

  it('M5: the selected one leaves its heap, and goes back', () => {
    const { scene } = setUp();
    const frame = frameAt(11);
    const heap = scene.build(frame, nothing).find(({ family, count }) => family === 'incident' && count > 4);
    const chosen = heap?.members?.[2];
    if (!chosen) throw new Error('there is a heap');
    const marks = scene.build(frame, { ...nothing, selected: chosen.key });
    expect(marks.at(-1)).toMatchObject({ selected: true, count: 1, item: chosen });
    expect(marks.filter(({ members }) => members?.includes(chosen))).toEqual([]);
    const again = scene.build(frame, nothing);
    expect(again.filter(({ item, members }) => item === chosen || members?.includes(chosen))).toHaveLength(1);
  });

  it('M12: units under way are counted from far and stand each by itself near by', () => {
    const { scene } = setUp();
    const onWay = (marks: readonly Mark[]): number =>
      marks.filter(({ family, item, count }) => family === 'unit' && !item.parked && count === 1).length;
    const inHeaps = (marks: readonly Mark[]): number =>
      marks.flatMap(({ members }) => members ?? []).filter(({ parked }) => !parked).length;
    expect(inHeaps(scene.build(frameAt(11), nothing))).toBeGreaterThan(400);
    const near = scene.build(frameAt(15, 0, 0, 9_000, 9_000), nothing);
    expect(inHeaps(near)).toBe(0);
    expect(onWay(near)).toBeGreaterThan(100);
  });

  it('M12: what is switched off is not drawn, and comes back', () => {
    const { scene } = setUp();
    const frame = frameAt(10, 0, 0, 9_000, 9_000);
    const without = scene.build(frame, { ...nothing, hidden: new Set(['incident']) });
    expect(new Set(without.map(({ family }) => family))).toEqual(new Set(['unit']));
    expect(idsOf(scene.build(frame, nothing))).toHaveLength(2_500);
  });

  it('M1: follows moves, changes of level and removals', () => {
    const { scene, incidentRows, resourceRows } = setUp();
    const frame = frameAt(10, 0, 0, 9_000, 9_000);
    scene.build(frame, nothing);
    const whole = { complete: true, restart: false };
    resourceRows.take({ put: units.slice(0, 300).map((row) => unitRow(row.id, place())), remove: ['u999'], ...whole });
    incidentRows.take({ put: [incidentRow('i0', { level: 1, at: place() })], remove: ['i1'], ...whole });
    const marks = scene.build(frame, nothing);
    expect(idsOf(marks)).toHaveLength(2_498);
    expect(marks.find(({ item }) => item.id === 'i0')).toMatchObject({ count: 1, level: 1 });
  });
});
