import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import { parseBaseChoice } from './base-choice.ts';
import { ringOf } from './draw-ring.ts';
import { tianditu } from './online-presets.ts';
import { Slices } from './slices.ts';
import { inPaintOrder, roleOf } from './vector-roles.ts';

describe('BM5: the style of vector tiles', () => {
  it.each([
    ['water', {}, { is: 'water' }],
    ['landuse', { class: 'cemetery' }, { is: 'green', quiet: false }],
    ['landuse', { class: 'industrial' }, { is: 'built', industrial: true }],
    ['transportation', { class: 'motorway', brunnel: 'bridge' }, { is: 'road', rank: 0, bridge: true }],
    ['transportation', { class: 'rail' }, { is: 'rail' }],
    ['transportation', { class: 'path' }, null],
    ['roads', { kind: 'major_road', kind_detail: 'primary' }, { is: 'road', rank: 2, bridge: false }],
    ['place', { class: 'city' }, { is: 'name', of: 'place', rank: 2 }],
    ['boundary', { admin_level: 8 }, null],
    ['poi', { class: 'shop' }, null],
    ['somebody_elses', {}, { is: 'plain' }],
    ['constructor', {}, { is: 'plain' }],
  ])('%s %j', (layer, properties, role) => {
    expect(roleOf(layer, properties)).toEqual(role);
  });

  it('paints roads over water, and unknown layers under all', () => {
    expect(inPaintOrder(['transportation', 'x', 'water', 'landuse'])).toEqual([
      'x',
      'landuse',
      'water',
      'transportation',
    ]);
  });
});

describe('BM4: work in slices', () => {
  it('puts work down when its time is over, takes it up again, and keeps the order', async () => {
    let now = 0;
    const seen: string[] = [];
    const work = new Slices(() => (now += 3));
    const piece = function* (name: string) {
      for (let step = 0; step < 10; step += 1) {
        seen.push(name);
        yield undefined;
      }
    };
    const done = new Promise<void>((resolve) => {
      work.add(piece('a'));
      work.add(piece('b'));
      work.add(
        (function* () {
          resolve();
          yield undefined;
        })(),
      );
    });
    // Adding does none of it at once.
    expect(seen).toEqual([]);
    await done;
    work.stop();
    expect(seen.join('')).toBe('aaaaaaaaaabbbbbbbbbb');
    // Some 23 looks at the clock, 3 ms apart: more than one slice of 10 ms.
    expect(now).toBeGreaterThan(30);
  });
});

describe('BM6: the choice', () => {
  it.each([
    [undefined, { base: 'city', labels: [] }],
    [
      { base: 'x', labels: ['a', 3, null] },
      { base: 'x', labels: ['a'] },
    ],
    [
      { base: 7, labels: [] },
      { base: 'city', labels: [] },
    ],
    ['none', { base: 'city', labels: [] }],
  ])('%j', (stored, choice) => {
    expect(parseBaseChoice(stored)).toEqual(choice);
  });

  it('Tianditu is a map and its names, with one key', () => {
    const [map, names] = tianditu('tdtVector', 'k', { name: 'T', names: 'N', attribution: 'A' });
    expect(map).toMatchObject({ name: 'T', role: 'base', key: 'k' });
    expect(names).toMatchObject({ name: 'N', role: 'labels', key: 'k' });
    expect(map.template).toContain('/vec_w/wmts?');
    expect(names.template).toContain('LAYER=cva&');
    expect(map.template + names.template).not.toContain('tk=k');
  });
});

describe('BM7: the area that is fetched ahead', () => {
  it('is a box between two points, else the ring as drawn', () => {
    const a: LonLat = [1, 2];
    const b: LonLat = [3, 4];
    expect(ringOf([a, b])).toEqual([[1, 2], [3, 2], [3, 4], [1, 4]]); // prettier-ignore
    expect(ringOf([a, b, [5, 0]])).toHaveLength(3);
    expect(ringOf([a])).toEqual([a]);
  });
});
