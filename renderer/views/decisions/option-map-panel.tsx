import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { Button } from '../../widgets/button.tsx';
import type { MapEngine } from '../../widgets/map/map-engine.ts';
import type { PlanLine } from '../../widgets/map/plan/plan-lines.ts';
import { PlanMap } from '../../widgets/map/plan/plan-map.tsx';
import styles from './sheet.module.css';

/** Where the incidents (or points) of a question are. */
export function usePlaces(ids: readonly string[]): readonly LonLat[] {
  const incidents = useCollection('incidents', {});
  const resources = useCollection('resources', {});
  const read = [useLive(incidents, ({ complete }) => complete), useLive(resources, ({ complete }) => complete)].join();
  return useMemo(
    () =>
      ids
        .map((id) => incidents.rows.get(id as never)?.data.at ?? resources.rows.get(id as never)?.data.at)
        .filter((at) => at !== undefined),
    [ids, incidents, resources, read], // eslint-disable-line react-hooks/exhaustive-deps -- `read`: places are known now that were not
  );
}

interface OptionMapProps {
  readonly title: string;
  readonly lines: readonly PlanLine[];
  readonly places: readonly LonLat[];
  readonly incidents: readonly string[];
  readonly onEngine: (engine: MapEngine | null) => void;
  readonly onLarge: () => void;
}

/** The option on a small map; `M` makes it large. */
export function OptionMap({ title, lines, places, incidents, onEngine, onLarge }: OptionMapProps) {
  const { t } = useTranslation('decision');
  return (
    <section className={styles.mapPart} aria-label={title}>
      <h3 className={styles.partTitle}>
        {title}
        <Button look="quiet" shortcut="M" onClick={onLarge}>
          {t('map.large')}
        </Button>
      </h3>
      <div className={styles.smallMap}>
        <PlanMap only={incidents} label={title} lines={lines} places={places} onEngine={onEngine} />
      </div>
    </section>
  );
}
