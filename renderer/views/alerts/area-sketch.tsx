import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/domain/alert.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { useCityMap } from '../../state/names.ts';
import { alertOutlines } from '../../widgets/map/alert-outlines.ts';
import styles from './alerts.module.css';

const WIDTH = 400;
const HEIGHT = 150;
const MARGIN = 10;

/** Where a warning's areas lie in the city, without the map: outlines over the districts, north up. */
export function AreaSketch({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation('alert');
  const city = useCityMap();
  const paths = useMemo(() => {
    const circles = alert.areas.flatMap((area) => area.circles);
    const own = [...alertOutlines(alert).rings, ...circles.map(({ center, radius }) => circleRing(center, radius))];
    if (own.length === 0) return null;
    const around = (city?.districts ?? []).map(({ polygon }) => polygon);
    const project = fit([...own, ...around].flat());
    return { own: own.map(project).join(''), around: around.map(project).join('') };
  }, [alert, city]);
  if (!paths) return null;
  return (
    <svg className={styles.sketch} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t('drawer.map')}>
      <path d={paths.around} className={styles.sketchGround} />
      <path
        d={paths.own}
        className={styles.sketchArea}
        data-level={alert.status === 'Actual' ? alert.level : 'drill'}
      />
    </svg>
  );
}

const SIDES = 48;
const METRES_PER_DEGREE = 111_195;

function circleRing([lon, lat]: LonLat, metres: number): LonLat[] {
  const high = metres / METRES_PER_DEGREE;
  const wide = high / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return Array.from({ length: SIDES }, (_, side): LonLat => {
    const turn = (side / SIDES) * 2 * Math.PI;
    return [lon + Math.cos(turn) * wide, lat + Math.sin(turn) * high];
  });
}

/** Equirectangular around the middle: over one city no other projection differs by a pixel. */
function fit(points: readonly LonLat[]): (ring: readonly LonLat[]) => string {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [wide, high] = [Math.max((east - west) * squeeze, 1e-6), Math.max(north - south, 1e-6)];
  const scale = Math.min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high);
  const [left, top] = [(WIDTH - wide * scale) / 2, (HEIGHT - high * scale) / 2];
  const place = ([x, y]: LonLat): string =>
    `${(left + (x - west) * squeeze * scale).toFixed(1)} ${(top + (north - y) * scale).toFixed(1)}`;
  return (ring) => `M${ring.map(place).join('L')}Z`;
}
