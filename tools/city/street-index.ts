import type { Point } from './geometry.ts';

/** One street before it becomes part of the graph: its line (km, about every 30–60 m) and its class index. */
export interface Street {
  id: number;
  road: number;
  line: Point[];
  zh: string;
  en: string;
  /** True when its crossing with an expressway is an interchange and not a flyover. */
  interchange: boolean;
  /** True for a ramp: streets grow round it, as they do with an expressway. */
  ramp?: boolean;
}

export interface Sample {
  x: number;
  y: number;
  /** Unit direction of the street there. */
  dx: number;
  dy: number;
  street: Street;
}

const CELL = 0.25;

/** Spatial hash of street samples for the tracer's distance questions. */
export class StreetIndex {
  private readonly cells = new Map<number, Sample[]>();
  readonly streets: Street[] = [];

  private static key(x: number, y: number): number {
    return Math.floor((x + 10) / CELL) * 4096 + Math.floor((y + 10) / CELL);
  }

  /** Adds a street; its line must already be sampled finely, since only vertices are indexed. */
  add(street: Street): void {
    this.streets.push(street);
    street.line.forEach(([x, y], i) => {
      const a = street.line[Math.max(0, i - 1)]!;
      const b = street.line[Math.min(street.line.length - 1, i + 1)]!;
      const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
      const sample = { x, y, dx: (b[0] - a[0]) / length, dy: (b[1] - a[1]) / length, street };
      const key = StreetIndex.key(x, y);
      const cell = this.cells.get(key);
      if (cell) cell.push(sample);
      else this.cells.set(key, [sample]);
    });
  }

  /** Calls `visit` for every sample within `reach` km. */
  around(x: number, y: number, reach: number, visit: (sample: Sample, away: number) => void): void {
    const span = Math.ceil(reach / CELL);
    for (let di = -span; di <= span; di += 1) {
      for (let dj = -span; dj <= span; dj += 1) {
        const cell = this.cells.get(StreetIndex.key(x + di * CELL, y + dj * CELL));
        if (!cell) continue;
        for (const sample of cell) {
          const away = Math.hypot(sample.x - x, sample.y - y);
          if (away <= reach) visit(sample, away);
        }
      }
    }
  }

  /** Distance to the nearest sample running in about the same direction (within ~40 degrees); Infinity when none within reach. */
  parallelDistance(x: number, y: number, dx: number, dy: number, reach: number): number {
    let nearest = Infinity;
    this.around(x, y, reach, (sample, away) => {
      if (away < nearest && Math.abs(sample.dx * dx + sample.dy * dy) > 0.76) nearest = away;
    });
    return nearest;
  }
}
