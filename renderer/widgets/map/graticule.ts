import type { Frame } from './frame.ts';
import type { MapTheme } from './map-theme.ts';
import { toLonLat, worldX, worldY } from './world.ts';

const STEPS = [30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001] as const;

/** The finest round step, degrees, whose lines are at least `leastPx` apart; the coarsest when none is. */
export function graticuleStep(pxPerDegree: number, leastPx = 130): number {
  let best: number = STEPS[0];
  for (const step of STEPS) if (step * pxPerDegree >= leastPx) best = step;
  return best;
}

/** The multiples of `step` within [from, to]. Whole multiples, so that 0.1 + 0.2 does not become 0.30000000000000004. */
export function graticuleLines(from: number, to: number, step: number): number[] {
  const lines: number[] = [];
  const places = Math.max(0, Math.ceil(-Math.log10(step)));
  for (let n = Math.ceil(from / step); n * step <= to; n += 1) lines.push(Number((n * step).toFixed(places)));
  return lines;
}

/** `75.3°W`: as many places as the step has. */
export function degreeLabel(value: number, step: number, positive: string, negative: string): string {
  const places = Math.max(0, Math.ceil(-Math.log10(step)));
  return `${Math.abs(value).toFixed(places)}°${value === 0 ? '' : value > 0 ? positive : negative}`;
}

/** Empty ground: lines of longitude and latitude at round steps, labelled at the left and lower edge. */
export function drawGraticule(context: CanvasRenderingContext2D, frame: Frame, theme: MapTheme): void {
  const [west, north] = toLonLat([frame.box.minX, frame.box.minY]);
  const [east, south] = toLonLat([frame.box.maxX, frame.box.maxY]);
  const step = graticuleStep(frame.scale / 360);
  context.save();
  context.strokeStyle = theme.ground.grid;
  context.lineWidth = 1;
  context.beginPath();
  const meridians = graticuleLines(Math.max(-180, west), Math.min(180, east), step);
  const parallels = graticuleLines(Math.max(-85, south), Math.min(85, north), step);
  for (const lon of meridians) {
    const x = Math.round(worldX(lon) * frame.scale - frame.left) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, frame.height);
  }
  for (const lat of parallels) {
    const y = Math.round(worldY(lat) * frame.scale - frame.top) + 0.5;
    context.moveTo(0, y);
    context.lineTo(frame.width, y);
  }
  context.stroke();
  context.font = `400 12px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  // Names stand on the lines, in a lattice of their own: wherever the window looks, a few are in sight.
  for (const [column, lon] of meridians.entries()) {
    const x = worldX(lon) * frame.scale - frame.left;
    for (const [row, lat] of parallels.entries()) {
      const y = worldY(lat) * frame.scale - frame.top;
      const middle = worldY(lat + step / 2) * frame.scale - frame.top;
      if (row % 2 === 0) write(degreeLabel(lon, step, 'E', 'W'), x, middle);
      if (column % 2 === 0) write(degreeLabel(lat, step, 'N', 'S'), x + (step / 720) * frame.scale, y);
    }
  }
  context.restore();

  function write(text: string, x: number, y: number): void {
    const width = context.measureText(text).width + 10;
    context.fillStyle = theme.ground.land;
    context.fillRect(x - width / 2, y - 9, width, 18);
    context.fillStyle = theme.ground.labelQuiet;
    context.fillText(text, x, y);
  }
}
