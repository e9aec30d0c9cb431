import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kit/time.ts';
import type { AlertId } from '../../../shared/domain/alert.ts';
import { areaShape } from './alert-areas.ts';
import type { AreaShape } from './alert-areas.ts';
import { edgePlaces } from './area-names.ts';
import { createFrame } from './frame.ts';
import { LabelSpace } from './label-space.ts';
import { scaleOf, toWorld } from './world.ts';

const at = instant(0);
const MARGIN = 100;
const WIDE = 120;

/** A circle in the middle of a window of 800 × 600. */
function circle(): AreaShape {
  const shape = areaShape(
    {
      id: 'a' as AlertId, rev: 1, feed: 'f', at, entered: at, received: at,
      data: {
        identifier: 'a', sender: 's', sentAt: at, status: 'Actual', msgType: 'Alert', scope: 'Public', references: [],
        event: { en: 'Flood' }, urgency: 'Immediate', severity: 'Severe', certainty: 'Likely', level: 2,
        headline: { en: 'Flood' },
        areas: [{ name: { en: 'x' }, polygons: [], circles: [{ center: [117.5, 30.3], radius: 1_500 }], geocodes: [] }],
      },
    },
    'current',
  ); // prettier-ignore
  if (!shape) throw new Error('this alert has an area');
  return shape;
}

const scale = scaleOf(13);
const [x, y] = toWorld([117.5, 30.3]);
const frame = createFrame(13, x * scale - 500, y * scale - 400, 1_000, 800, 1);

describe('edgePlaces', () => {
  it('M13: gives the highest place on the edge first, and places beside the edge last', () => {
    const places = edgePlaces(circle(), frame, MARGIN, 0, WIDE);
    const [first] = places;
    expect(first?.y).toBe(Math.min(...places.slice(0, places.length / 3).map((place) => place.y)));
    expect(places.at(-1)?.y).toBeGreaterThan(first?.y ?? Infinity);
  });

  it('M13: where a symbol stands on the edge, another place is found', () => {
    const places = edgePlaces(circle(), frame, MARGIN, 0, WIDE);
    const space = new LabelSpace();
    for (const place of places.slice(0, 5)) space.take(place);
    const found = space.takeFirst(places);
    expect(found).not.toBeNull();
    expect(places.slice(0, 5)).not.toContain(found);
  });

  it('M13: stays within the window and out from under a drawer', () => {
    for (const covered of [0, 300]) {
      const places = edgePlaces(circle(), frame, MARGIN, covered, WIDE);
      expect(places.length).toBeGreaterThan(0);
      for (const place of places) {
        expect(place.x).toBeGreaterThanOrEqual(MARGIN);
        expect(place.x + place.width).toBeLessThanOrEqual(1_000 - MARGIN - covered);
      }
    }
  });
});
