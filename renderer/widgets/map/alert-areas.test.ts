import { describe, expect, it } from 'vitest';
import type { Alert, AlertId } from '../../../shared/domain/alert.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { instant } from '../../../shared/kit/time.ts';
import { areaLook, areaShape, coverage, edgeDistance, isWaterAlert, replacedAlerts } from './alert-areas.ts';
import { metresPerWorld, toWorld, worldY } from './world.ts';

const now = instant(5_000_000);

function alert(part: Partial<Alert> = {}): Alert {
  return {
    identifier: 'a', sender: 's', sentAt: instant(0), status: 'Actual', msgType: 'Alert', scope: 'Public', references: [],
    event: { zh: '暴雨' }, urgency: 'Immediate', severity: 'Severe', certainty: 'Likely', level: 2, headline: { zh: '暴雨' },
    areas: [], ...part,
  }; // prettier-ignore
}

function row(data: Alert): EntityRow<'alert'> {
  return { id: data.identifier as AlertId, rev: 1, feed: 'f', at: now, entered: now, received: now, data };
}

const none = new Set<string>();

describe('alert areas', () => {
  it('M6: an actual alert is drawn until it expires', () => {
    expect(areaLook(alert(), none, now)).toBe('current');
    expect(areaLook(alert({ expiresAt: instant(now + 1) }), none, now)).toBe('current');
    expect(areaLook(alert({ expiresAt: now }), none, now)).toBe('expired');
  });

  it('M6: an exercise never looks like the real thing, and a draft is not drawn', () => {
    expect(areaLook(alert({ status: 'Exercise' }), none, now)).toBe('drill');
    expect(areaLook(alert({ status: 'Test' }), none, now)).toBe('drill');
    expect(areaLook(alert({ status: 'Draft' }), none, now)).toBeNull();
    expect(areaLook(alert({ status: 'System' }), none, now)).toBeNull();
  });

  it('M6: an update replaces, a cancellation ends, an acknowledgement does neither', () => {
    const rows = [
      row(alert({ identifier: 'first' })),
      row(alert({ identifier: 'second', msgType: 'Update', references: ['first'] })),
      row(alert({ identifier: 'third' })),
      row(alert({ identifier: 'stop', msgType: 'Cancel', references: ['third'] })),
      row(alert({ identifier: 'fourth' })),
      row(alert({ identifier: 'ack', msgType: 'Ack', references: ['fourth'] })),
    ];
    const replaced = replacedAlerts(rows);
    const drawn = rows.filter(({ data }) => areaLook(data, replaced, now) !== null).map(({ id }) => id);
    expect(drawn).toEqual(['second', 'fourth']);
  });

  it('M6: a circle is as wide as CAP says, in kilometres', () => {
    const shape = areaShape(
      row(
        alert({
          areas: [
            { name: { en: 'x' }, polygons: [], circles: [{ center: [117.5, 30.3], radius: 2_000 }], geocodes: [] },
          ],
        }),
      ),
      'current',
    );
    const metres = (((shape?.box.maxX ?? 0) - (shape?.box.minX ?? 0)) / 2) * metresPerWorld(worldY(30.3));
    expect(metres).toBeGreaterThan(1_995);
    expect(metres).toBeLessThan(2_005);
    const [x, y] = toWorld([117.5, 30.3]);
    expect(shape && edgeDistance(shape, x, y) * metresPerWorld(y)).toBeCloseTo(2_000, -2);
  });

  it('M6: without a polygon or circle there is nothing to draw', () => {
    expect(
      areaShape(row(alert({ areas: [{ name: { en: 'x' }, polygons: [], circles: [], geocodes: [] }] })), 'current'),
    ).toBeNull();
  });

  it('M14: says which share of a view an area covers', () => {
    const square = (west: number, east: number) =>
      [[west, 30], [east, 30], [east, 31], [west, 31], [west, 30]] as [number, number][]; // prettier-ignore
    const areas = [square(117, 118), square(118, 119)].map((ring) => ({
      name: { en: 'x' }, polygons: [ring], circles: [], geocodes: [],
    })); // prettier-ignore
    const shape = areaShape(row(alert({ areas })), 'current');
    const [minX, maxY] = toWorld([117, 30]);
    const [maxX, minY] = toWorld([121, 31]);
    const view = { minX, minY, maxX, maxY };
    expect(shape && coverage(shape, view)).toBeCloseTo(0.5, 1);
    expect(shape && coverage(shape, { ...view, maxX: toWorld([118.5, 30])[0] })).toBe(1);
    expect(shape && coverage(shape, { ...view, minX: toWorld([119.5, 30])[0] })).toBe(0);
  });

  it('M6: hatch is for water on the ground, not for rain that may come', () => {
    expect(isWaterAlert({ event: { zh: '暴雨' }, eventCode: '11B03' })).toBe(false);
    expect(isWaterAlert({ event: { zh: '内涝' }, eventCode: '11A02' })).toBe(true);
    expect(isWaterAlert({ event: { en: 'Flash Flood Warning' } })).toBe(true);
    expect(isWaterAlert({ event: { en: 'Heat Advisory' } })).toBe(false);
  });
});
