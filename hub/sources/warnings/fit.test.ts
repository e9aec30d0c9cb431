import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../shared/domain/alert.ts';
import { alertOf } from '../../../shared/domain/alert-message.ts';
import type { CapInfo } from '../../../shared/domain/cap-message.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { fitted, LARGEST_RECORD } from './fit.ts';

function alert(more: Partial<CapInfo>): Alert {
  const info: CapInfo = {
    categories: ['Met'],
    event: 'Storm',
    urgency: 'Past',
    severity: 'Minor',
    certainty: 'Likely',
    ...more,
  };
  const head = { identifier: 'A', sender: 's', sent: '2026-06-01T08:00:00+08:00' };
  return alertOf({ ...head, status: 'Actual', msgType: 'Alert', scope: 'Public', infos: [info] }).alert;
}

function ring(corners: number): LonLat[] {
  const points = Array.from({ length: corners }, (_, at): LonLat => {
    const turn = (at / corners) * 2 * Math.PI;
    return [120 + Math.cos(turn) * (1 + (at % 7) / 50), 30 + Math.sin(turn)];
  });
  return [...points, points[0] ?? [0, 0]];
}

const size = (one: Alert): number => Buffer.byteLength(JSON.stringify(one));

describe('a warning that fits into no message', () => {
  it('S29: loses its attached files first, then corners, never itself; what it lost is told', () => {
    const resources = [{ resourceDesc: 'map', mimeType: 'image/png', derefUri: 'A'.repeat(390_000) }];
    const polygons = Array.from({ length: 60 }, () => ring(1_500));
    const areas = [{ areaDesc: 'all', polygons, circles: [], geocodes: [] }];
    const heavy = alert({ resources: [...resources, ...resources, ...resources] });
    const one = fitted(heavy);
    expect(one.lost).toEqual(['resource-dropped']);
    expect(one.alert.cap?.infos[0]?.resources?.[0]).toEqual({
      resourceDesc: 'map',
      mimeType: 'image/png',
      dropped: 390_000,
    });
    const both = fitted(alert({ resources, areas }));
    expect(both.lost).toEqual(['resource-dropped', 'outline-simplified']);
    expect(both.alert.areas[0]?.polygons).toHaveLength(60);
    for (const { alert: left } of [one, both]) expect(size(left)).toBeLessThanOrEqual(LARGEST_RECORD);
  });

  it('S29: what fits is left as it is', () => {
    const small = alert({ areas: [{ areaDesc: 'x', polygons: [ring(100)], circles: [], geocodes: [] }] });
    expect(fitted(small)).toEqual({ alert: small, lost: [] });
  });
});
