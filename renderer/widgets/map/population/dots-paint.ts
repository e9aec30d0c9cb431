import type { VulnerableGroup } from '../../../../shared/domain/population.ts';
import type { Frame } from '../frame.ts';
import type { MapTheme } from '../map-theme.ts';
import type { Dots } from './group-dots.ts';

/** Half the size of a dot, px: well under a unit seen from far, which is round too. */
const HALF = 2.2;

/** Each group has a shape: round, square, cross. */
export function paintDots(
  context: CanvasRenderingContext2D,
  { scale, left, top, width, height }: Frame,
  theme: MapTheme,
  group: VulnerableGroup,
  dots: Dots,
): void {
  const path = new Path2D();
  for (let i = 0; i + 1 < dots.length; i += 2) {
    const x = (dots[i] as number) * scale - left;
    const y = (dots[i + 1] as number) * scale - top;
    if (x < -HALF || y < -HALF || x > width + HALF || y > height + HALF) continue;
    if (group === 'alone60') {
      path.moveTo(x + HALF, y);
      path.arc(x, y, HALF, 0, 2 * Math.PI);
    } else if (group === 'disabled') path.rect(x - HALF, y - HALF, HALF * 2, HALF * 2);
    else {
      path.rect(x - HALF - 1, y - 1, HALF * 2 + 2, 2);
      path.rect(x - 1, y - HALF - 1, 2, HALF * 2 + 2);
    }
  }
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = theme.halo;
  context.stroke(path);
  context.fillStyle = theme.textQuiet;
  context.fill(path);
}
