import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReleaseArea } from '../../../shared/domain/release.ts';
import { useFormat } from '../../text/use-text.ts';

/** What an area consists of, in words. */
export function useShape(): (area: ReleaseArea) => string {
  const { t } = useTranslation('release');
  const { t: common } = useTranslation();
  const format = useFormat();
  return useCallback(
    ({ polygons, circles, geocodes }) =>
      [
        polygons.length > 0 && t('shape.polygons', { count: polygons.length }),
        ...circles.map(({ radius }) => t('shape.circle', { radius: format.distance(radius) })),
        geocodes.length > 0 && t('shape.geocodes', { codes: geocodes.map(({ value }) => value).join(' ') }),
      ]
        .filter((part) => part !== false)
        .join(common('comma')),
    [t, common, format],
  );
}
