import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { alertOf } from '../../../shared/domain/alert-message.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { loadAreaTable, withOutlines } from './area-table.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');
const folder = mkdtempSync(join(tmpdir(), 'areas-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const RING = [[1, 1], [2, 1], [2, 2], [1, 1]]; // prettier-ignore

function coded(...values: readonly string[]) {
  return alertOf({
    identifier: 'A',
    sender: 's',
    sent: '2026-06-01T08:00:00+08:00',
    status: 'Actual',
    msgType: 'Alert',
    scope: 'Public',
    infos: [
      {
        categories: ['Met'],
        event: 'x',
        urgency: 'Past',
        severity: 'Minor',
        certainty: 'Likely',
        areas: [
          { areaDesc: 'coded', polygons: [], circles: [], geocodes: values.map((value) => ({ scheme: 'x', value })) },
          {
            areaDesc: 'round',
            polygons: [],
            circles: [{ center: [1, 1], radius: 5 }],
            geocodes: [{ scheme: 'x', value: '0' }],
          },
        ],
      },
    ],
  }).alert;
}

describe('the area table', () => {
  const table = loadAreaTable(RESOURCES, [
    file('zones.json', {
      type: 'FeatureCollection',
      features: [
        { properties: { UGC: 'CAZ567' }, geometry: { type: 'MultiPolygon', coordinates: [[RING], [RING]] } },
        { properties: { adcode: 410_100 }, geometry: { type: 'Polygon', coordinates: [RING] } },
      ],
    }),
  ]);

  it.each([
    ['990103', 1],
    ['990103000000', 1],
    ['990100', 4],
    ['990100000000', 4],
    ['990000000000', 4],
    ['410100', 1],
    ['CAZ567', 2],
    ['990103001000', 0],
    ['990199', 0],
    ['', 0],
  ])('N8: %s has %i outlines', (code, count) => {
    expect(table.outlinesOf(code)).toHaveLength(count);
  });

  it('N8: an area without an outline gets that of its codes; what no table knows is named; one with an outline is left', () => {
    const { alert, unresolved } = withOutlines(coded('990103', '123456'), table);
    expect(alert.areas[0]).toMatchObject({ resolved: true, unresolved: ['123456'], geocodes: [{}, {}] });
    expect(alert.areas[0]?.polygons).toHaveLength(1);
    expect(alert.areas[1]).not.toHaveProperty('resolved');
    expect(unresolved).toEqual(['123456']);
    const { alert: nowhere } = withOutlines(coded('123456'), table);
    expect(nowhere.areas[0]).toMatchObject({ polygons: [], unresolved: ['123456'] });
    expect(nowhere.areas[0]).not.toHaveProperty('resolved');
  });

  it.each([
    ['no JSON', 'x'],
    ['no features', {}],
    [
      'a feature without a code',
      { features: [{ properties: {}, geometry: { type: 'Polygon', coordinates: [RING] } }] },
    ],
    ['a point', { features: [{ properties: { code: '1' }, geometry: { type: 'Point', coordinates: [1, 1] } }] }],
  ])('N9: a file with %s stops the start', (name, content) => {
    expect(() => loadAreaTable(RESOURCES, [file(`${name}.json`, content)])).toThrow(ProblemError);
  });
});
