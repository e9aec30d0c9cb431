import { describe, expect, it } from 'vitest';
import { scaleOf, toWorld } from '../world.ts';
import { fitted, seenOf, type MapPlace, type Size } from './lead-view.ts';

const ZOOMS = [3, 19] as const;

/** West and east edge, north and south, in world units, of what is seen. */
function edges({ centre, zoom }: MapPlace, { width, height }: Size, covered: number) {
  const [x, y] = toWorld(centre);
  const px = 1 / scaleOf(zoom);
  return [x - (width / 2) * px, x + (width / 2 - covered) * px, y - (height / 2) * px, y + (height / 2) * px] as const;
}

describe('leading and following', () => {
  it('L7: windows of one size look at the same', () => {
    const place: MapPlace = { centre: [117.6, 30.3], zoom: 13.4 };
    const size = { width: 1000, height: 800 };
    const followed = fitted(seenOf(place, size, 0), size, 0, ZOOMS);
    expect(followed.zoom).toBe(13.4);
    expect(followed.centre[0]).toBeCloseTo(117.6, 9);
    expect(followed.centre[1]).toBeCloseTo(30.3, 9);
  });

  it.each([
    ['smaller', { width: 500, height: 700 }, 0],
    ['wide and low', { width: 1600, height: 300 }, 0],
    ['larger, with a drawer over it', { width: 1800, height: 1000 }, 420],
  ])(
    'L7: the whole view of the leader fits into a window that is %s, its middle in the middle',
    (_name, size, covered) => {
      const place: MapPlace = { centre: [117.6, 30.3], zoom: 13 };
      const view = seenOf(place, { width: 1400, height: 900 }, 420);
      const theirs = edges(place, { width: 1400, height: 900 }, 420);
      const ours = edges(fitted(view, size, covered, ZOOMS), size, covered);
      expect((ours[0] + ours[1]) / 2).toBeCloseTo((theirs[0] + theirs[1]) / 2, 9);
      expect((ours[2] + ours[3]) / 2).toBeCloseTo((theirs[2] + theirs[3]) / 2, 9);
      const fits = [
        ours[0] <= theirs[0] + 1e-12,
        ours[1] >= theirs[1] - 1e-12,
        ours[2] <= theirs[2] + 1e-12,
        ours[3] >= theirs[3] - 1e-12,
      ];
      expect(fits).toEqual([true, true, true, true]);
      // No smaller than it must be.
      const slack = Math.min(ours[1] - ours[0] - (theirs[1] - theirs[0]), ours[3] - ours[2] - (theirs[3] - theirs[2]));
      expect(slack).toBeCloseTo(0, 9);
    },
  );

  it('L7: a map that was pulled round the world says where it is on it', () => {
    expect(seenOf({ centre: [477.6, 30.3], zoom: 5 }, { width: 100, height: 100 }, 0).centre[0]).toBeCloseTo(117.6, 9);
  });
});
