export interface ScaleBar {
  readonly metres: number;
  readonly px: number;
}

/** The longest of 1, 2, 5 × 10ⁿ metres that fits into `longest` px. */
export function scaleBar(metresPerPx: number, longest: number): ScaleBar {
  const most = metresPerPx * longest;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = ([5, 2, 1] as const).map((step) => step * power).find((length) => length <= most) ?? power;
  return { metres, px: metres / metresPerPx };
}
