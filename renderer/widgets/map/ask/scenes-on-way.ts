import type { LonLat } from '../../../../shared/kit/geo.ts';
import type { ClosedScene } from './use-closures.ts';

const METRES_PER_DEGREE = 111_320;

/** Scenes whose circle a way touches, in the order of the scenes. */
export function scenesOnWay(line: readonly LonLat[], scenes: readonly ClosedScene[]): ClosedScene[] {
  return scenes.filter(({ at, metres }) => isWithin(line, at, metres));
}

/** On a plane around the place: the circles are of some hundred metres. */
function isWithin(line: readonly LonLat[], [lon, lat]: LonLat, metres: number): boolean {
  const east = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
  const points = line.map(([x, y]) => [(x - lon) * east, (y - lat) * METRES_PER_DEGREE] as const);
  return points.some(([x, y], index) => {
    const [fromX, fromY] = points[index - 1] ?? [x, y];
    const [dx, dy] = [x - fromX, y - fromY];
    const length = dx * dx + dy * dy;
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(fromX * dx + fromY * dy) / length));
    return Math.hypot(fromX + share * dx, fromY + share * dy) <= metres;
  });
}
