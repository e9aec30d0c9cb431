import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReachBand } from '../../../../../shared/domain/roads.ts';
import type { IncidentRow } from '../../../../state/incident-order.ts';
import type { LiveCollection } from '../../../../state/live-collection.ts';
import type { ResourceRow } from '../../../../state/nearby.ts';
import { useSampled } from '../../../../state/sampler.ts';
import { useCollection } from '../../../../state/use-live.ts';
import { useProblemText } from '../../../../text/use-problem.ts';
import { useFormat } from '../../../../text/use-text.ts';
import { Unknown } from '../../../chip.tsx';
import { Tabs } from '../../../tabs.tsx';
import { containsIn, type Area } from '../area/area.ts';
import { useAsk } from '../ask-store.ts';
import styles from '../ask.module.css';
import { ClosuresNote } from '../closures-note.tsx';
import { incidentsInside, resourcesInside } from '../inside/inside.ts';
import { roughly } from '../inside/people-line.tsx';
import { usePeopleInside } from '../inside/use-inside.ts';
import { SpotField } from '../spot-field.tsx';
import { answerOf } from '../use-asked.ts';
import { useClosures } from '../use-closures.ts';

/** 可达: what is reached in 5, 10 and 15 minutes; each ring with what is inside it. */
export function ReachPart() {
  const { t } = useTranslation('ask');
  const problemText = useProblemText();
  const asked = useAsk((state) => state.reach);
  const inward = useAsk((state) => state.inward);
  const closures = useClosures();
  const reach = answerOf(asked);
  return (
    <div className={styles.part}>
      <SpotField slot="origin" label={t('reach.from')} />
      <Tabs
        look="segments"
        label={t('reach.direction')}
        value={inward ? 'inward' : 'outward'}
        tabs={[
          { id: 'outward', label: t('reach.outward') },
          { id: 'inward', label: t('reach.inward') },
        ]}
        onChange={(direction) => useAsk.setState({ inward: direction === 'inward' })}
      />
      {asked.is === 'refused' && <p className={styles.warn}>{problemText(asked.problem)}</p>}
      {asked.is === 'asking' && !reach && <p className={styles.hint}>{t('road.asking')}</p>}
      {asked.is === 'none' && <p className={styles.hint}>{t('reach.hint')}</p>}
      {reach && (
        <div className={styles.part} data-reach={asked.is}>
          <BandTable bands={reach.bands} />
          <ClosuresNote {...closures} />
        </div>
      )}
    </div>
  );
}

function BandTable({ bands }: { readonly bands: readonly ReachBand[] }) {
  const { t } = useTranslation('ask');
  const { number } = useFormat();
  const areas = useMemo(() => bands.map(({ polygons }): Area => ({ polygons, circles: [] })), [bands]);
  const tests = useMemo(() => areas.map(containsIn), [areas]);
  const ofResources = useCallback(
    ({ rows }: LiveCollection<ResourceRow>) => tests.map((contains) => resourcesInside(rows.values(), contains)),
    [tests],
  );
  const ofIncidents = useCallback(
    ({ rows }: LiveCollection<IncidentRow>) => tests.map((contains) => incidentsInside(rows.values(), contains).length),
    [tests],
  );
  const resources = useSampled(useCollection('resources', {}), ofResources, 2_000);
  const incidents = useSampled(useCollection('incidents', {}), ofIncidents, 2_000);
  const free = resources.map(({ units }) => units.filter(({ data }) => data.status.state === 'free').length);
  const rows = [
    { id: 'free', counts: free },
    { id: 'units', counts: resources.map(({ units }) => units.length) },
    { id: 'facilities', counts: resources.map(({ facilities }) => facilities.length) },
    { id: 'incidents', counts: incidents },
    { id: 'dangers', counts: resources.map(({ dangers }) => dangers.length) },
  ] as const;
  return (
    <table className={styles.bands}>
      <thead>
        <tr>
          <th scope="col">{t('reach.within')}</th>
          {bands.map(({ minutes }, index) => (
            <th key={minutes} scope="col" data-pattern={index}>
              {t('reach.minutes', { minutes })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t('inside.people')}</th>
          {areas.map((area, index) => (
            <People key={index} area={area} />
          ))}
        </tr>
        {rows.map(({ id, counts }) => (
          <tr key={id} data-count={id}>
            <th scope="row">{t(`inside.${id}`)}</th>
            {counts.map((count, index) => (
              <td key={index}>{number(count, 0)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function People({ area }: { readonly area: Area }) {
  const { number } = useFormat();
  const people = usePeopleInside(area);
  return <td>{people ? number(roughly(people.residents.likely), 0) : people === null && <Unknown />}</td>;
}
