export type WalkDirection = 'up' | 'down' | 'left' | 'right';

interface Point {
  readonly x: number;
  readonly y: number;
}

const HEADINGS: Readonly<Record<WalkDirection, number>> = { right: 0, down: 90, left: 180, up: 270 };
/** Half of the sector that counts as "in that direction", degrees. */
const SECTOR = 60;

/**
 * The next marker from `from` when an arrow key is pressed: the nearest within 60° of the direction, where a marker off
 * the axis counts as farther away (1 + (angle ÷ 45°)²). Null when there is none. Screen px, y downwards.
 */
export function nextMarker<T extends Point>(from: Point, markers: Iterable<T>, direction: WalkDirection): T | null {
  let best: T | null = null;
  let least = Infinity;
  for (const marker of markers) {
    const dx = marker.x - from.x;
    const dy = marker.y - from.y;
    const distance = Math.hypot(dx, dy);
    if (distance < 1) continue;
    const heading = (Math.atan2(dy, dx) * 180) / Math.PI;
    const turn = Math.abs(((heading - HEADINGS[direction] + 540) % 360) - 180);
    if (turn > SECTOR) continue;
    const cost = distance * (1 + (turn / 45) ** 2);
    if (cost < least) {
      least = cost;
      best = marker;
    }
  }
  return best;
}

export function walkDirection(key: string): WalkDirection | null {
  switch (key) {
    case 'ArrowUp':
      return 'up';
    case 'ArrowDown':
      return 'down';
    case 'ArrowLeft':
      return 'left';
    case 'ArrowRight':
      return 'right';
    default:
      return null;
  }
}
