import type { DrawingKind } from '../../../../shared/domain/drawing.ts';

export type Hatch = 'lines' | 'cross' | 'dots';

export interface DrawingLook {
  /** Px on and off; empty: a whole line. */
  readonly dash: readonly number[];
  readonly width: number;
  readonly hatch: Hatch | null;
}

/** Kinds are told apart by line and hatch, and by the word at each: the severity hues belong to hazards (design D1, D4). */
export const LOOKS: Readonly<Record<DrawingKind, DrawingLook>> = {
  cordon: { dash: [], width: 2.6, hatch: 'lines' },
  evacuation: { dash: [14, 6], width: 2.6, hatch: 'dots' },
  assembly: { dash: [], width: 2, hatch: null },
  route: { dash: [], width: 3.4, hatch: null },
  text: { dash: [], width: 1, hatch: null },
  arrow: { dash: [], width: 3, hatch: null },
  sector: { dash: [12, 4, 2, 4], width: 2, hatch: null },
  buffer: { dash: [2, 5], width: 2.4, hatch: 'cross' },
};
