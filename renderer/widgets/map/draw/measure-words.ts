import type { TFunction } from 'i18next';
import { FORM_OF, type DrawingKind } from '../../../../shared/domain/drawing.ts';
import type { Format } from '../../../text/use-text.ts';
import type { Measures } from './draft.ts';

type Words = Pick<Format, 'number'>;
type T = TFunction<'drawing'>;

/** `85 m`, `1.24 km`: finer than the distances of lists, because somebody is measuring. */
export function lengthWords(t: T, { number }: Words, metres: number): string {
  if (metres < 1_000) return `${number(metres, metres < 100 ? 1 : 0)} ${t('measure.metre')}`;
  return `${number(metres / 1_000, metres < 10_000 ? 2 : 1)} ${t('measure.kilometre')}`;
}

/** `860 m²`, `3.2 ha`, `1.24 km²`. */
export function areaWords(t: T, { number }: Words, squareMetres: number): string {
  if (squareMetres < 1_000) return `${number(squareMetres, 0)} ${t('measure.squareMetre')}`;
  if (squareMetres < 1_000_000)
    return `${number(squareMetres / 10_000, squareMetres < 100_000 ? 2 : 1)} ${t('measure.hectare')}`;
  return `${number(squareMetres / 1_000_000, 2)} ${t('measure.squareKilometre')}`;
}

export function measureWords(t: T, format: Words, kind: DrawingKind, measures: Measures): string[] {
  const { length, radius, area, bearing } = measures;
  const isAround = FORM_OF[kind] === 'area' && area !== undefined && kind !== 'sector';
  return [
    length !== undefined &&
      t(isAround ? 'measure.perimeter' : 'measure.length', { value: lengthWords(t, format, length) }),
    radius !== undefined &&
      t(kind === 'buffer' ? 'measure.half' : 'measure.radius', { value: lengthWords(t, format, radius) }),
    area !== undefined && t('measure.area', { value: areaWords(t, format, area) }),
    bearing !== undefined && t('measure.bearing', { value: `${format.number(bearing, 0)}°` }),
  ].filter((word) => word !== false);
}
