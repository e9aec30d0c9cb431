import type { PopulationGrid, PopulationMap } from '../../../../shared/domain/population.ts';
import { toWorld } from '../world.ts';
import type { Box } from '../world.ts';

/** Lower bounds of the classes, persons per km²: five to ten times apart over the whole, so that towns and villages both show. */
export const STEPS = [1, 500, 2_000, 5_000, 10_000, 20_000] as const;

/** How a class is drawn: the denser, the more ink, and a mark of its own, so that it is told without colour. */
export interface StepLook {
  readonly mark: 'dots' | 'lines' | 'cross' | 'dashes';
  /** Distance of two marks, and their thickness, px. */
  readonly gap: number;
  readonly size: number;
  /** Share of ink under the marks, and in them. */
  readonly tint: number;
  readonly ink: number;
}

export const STEP_LOOKS: readonly StepLook[] = [
  { mark: 'dots', gap: 11, size: 1.6, tint: 0.015, ink: 0.45 },
  { mark: 'dots', gap: 6, size: 1.5, tint: 0.03, ink: 0.4 },
  { mark: 'lines', gap: 10, size: 0.9, tint: 0.045, ink: 0.26 },
  { mark: 'lines', gap: 5, size: 0.9, tint: 0.06, ink: 0.26 },
  { mark: 'cross', gap: 10, size: 0.9, tint: 0.085, ink: 0.27 },
  { mark: 'cross', gap: 6, size: 0.9, tint: 0.11, ink: 0.3 },
];
/** Of what is not told. */
export const SUPPRESSED_LOOK: StepLook = { mark: 'dashes', gap: 9, size: 1.3, tint: 0, ink: 0.42 };

/** Index into `STEPS`; -1 for nobody. */
export function stepOf(perKm2: number): number {
  return STEPS.findLastIndex((bound) => perKm2 >= bound);
}

export interface DensityCell {
  readonly box: Box;
  /** Index into `STEPS`, or null: suppressed. */
  readonly step: number | null;
  /** Persons in the cell; null: suppressed. */
  readonly persons: number | null;
}

/** Box of a cell in world units. */
export function cellBox({ west, south, width, height }: PopulationGrid, column: number, row: number): Box {
  const [minX, maxY] = toWorld([west + column * width, south + row * height]);
  const [maxX, minY] = toWorld([west + (column + 1) * width, south + (row + 1) * height]);
  return { minX, minY, maxX, maxY };
}

/** Km² of a cell of the grid; cells of a city differ by less than one in a thousand. */
export function cellArea({ south, width, height, rows }: PopulationGrid): number {
  const KM_PER_DEGREE = 111.195;
  const latitude = south + (rows * height) / 2;
  return width * KM_PER_DEGREE * Math.cos((latitude * Math.PI) / 180) * height * KM_PER_DEGREE;
}

/** Who is present in each cell in an hour. Cells without anybody in that hour are left out. */
export function densityCells({ grid, cells }: PopulationMap, hour: number): DensityCell[] {
  const area = cellArea(grid);
  return cells.flatMap(({ column, row, people }): DensityCell[] => {
    const box = cellBox(grid, column, row);
    if (!people) return [{ box, step: null, persons: null }];
    const persons = people.present[hour] ?? 0;
    return persons === 0 ? [] : [{ box, step: stepOf(persons / area), persons }];
  });
}
