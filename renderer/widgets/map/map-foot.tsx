import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CityMap } from '../../../shared/domain/city.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { useFormat } from '../../text/use-text.ts';
import { CITY, NONE, useBaseChoice } from './base/base-choice.ts';
import { BaseFoot } from './base/base-foot.tsx';
import { useHasBase } from './base/use-tile-sources.ts';
import { degreeLabel } from './graticule.ts';
import type { PlaceSignal } from './map-anchor.tsx';
import type { MapEngine } from './map-engine.ts';
import { scaleBar } from './scale-bar.ts';
import type { ScaleBar } from './scale-bar.ts';
import styles from './map.module.css';

const LONGEST_BAR = 130;
const DEGREE_STEP = 0.0001;

export interface MapFootProps {
  readonly engine: MapEngine;
  readonly signal: PlaceSignal;
  readonly city: CityMap | null | undefined;
  readonly pointer: LonLat | null;
}

/** Scale, origin of the ground, and where the pointer is: lower right, in the ink of map labels. */
export function MapFoot({ engine, signal, city, pointer }: MapFootProps) {
  const { t } = useTranslation('map');
  const { language, distance } = useFormat();
  const [{ base }] = useBaseChoice();
  const hasBase = useHasBase();
  const [bar, setBar] = useState<ScaleBar>(() => scaleBar(engine.metresPerPx, LONGEST_BAR));
  useEffect(
    () =>
      signal.subscribe(() => {
        const next = scaleBar(engine.metresPerPx, LONGEST_BAR);
        setBar((shown) => (shown.metres === next.metres && Math.abs(shown.px - next.px) < 1 ? shown : next));
      }),
    [engine, signal],
  );
  const attribution = ({ name, seed }: CityMap): string =>
    t('attribution', { city: name[language] }) + (seed === undefined ? '' : t('seed', { seed }));
  return (
    <div className={styles.foot}>
      {pointer && (
        <span className={styles.pointer}>
          {degreeLabel(pointer[1], DEGREE_STEP, 'N', 'S')} {degreeLabel(pointer[0], DEGREE_STEP, 'E', 'W')}
        </span>
      )}
      <span className={styles.bar} style={{ width: bar.px }} />
      <span>
        {distance(bar.metres)}
        {city && base === CITY && attribution(city)}
        {!hasBase && (city === null || base === NONE) && t('attributionNone')}
        <BaseFoot />
      </span>
    </div>
  );
}
