import { useEffect, useState } from 'react';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { UNIT_KINDS, type Unit } from '../../../../../shared/domain/resource.ts';
import type { LonLat } from '../../../../../shared/kit/geo.ts';
import { useConsole } from '../../../../state/console.ts';
import { useDepartmentName } from '../../../../state/names.ts';
import { useSelection } from '../../../../state/selection.ts';
import { useCollection, useRow } from '../../../../state/use-live.ts';
import { usePast } from '../../../../state/use-moment.ts';
import { Local } from '../../../../text/local.tsx';
import { useProblemText } from '../../../../text/use-problem.ts';
import { useFormat } from '../../../../text/use-text.ts';
import { Button } from '../../../button.tsx';
import { useDispatchWish } from '../../../command/dispatch-wish.ts';
import { ResourceKindIcon } from '../../../kind-icon.tsx';
import { useAsk } from '../ask-store.ts';
import styles from '../ask.module.css';
import { ClosuresNote } from '../closures-note.tsx';
import { SpotField } from '../spot-field.tsx';
import { answerOf } from '../use-asked.ts';
import { useClosures } from '../use-closures.ts';
import { useMinutes } from '../use-minutes.ts';
import { useSpotAt } from '../use-spot.ts';
import type { NearRow } from './nearest.ts';
import { useNearest } from './use-nearest.ts';

/** 就近力量: free units by travel time; the way of the one that is pointed at is drawn. */
export function NearestPart() {
  const { t } = useTranslation('ask');
  const { t: resource } = useTranslation('resource');
  const problemText = useProblemText();
  const target = useAsk((state) => state.spots.target);
  const to = useSpotAt(target);
  const [kind, setKind] = useState<Unit['kind'] | null>(null);
  const closures = useClosures();
  const asked = useNearest(to, kind, closures);
  const nearest = answerOf(asked);
  const incident = target?.record?.topic === 'incident' ? target.record.id : null;
  const isPast = usePast() !== null;
  const wanted = useAsk((state) => state.preview) !== null;
  useEffect(() => () => useAsk.setState({ preview: null }), []);

  return (
    <div className={styles.part}>
      <SpotField slot="target" label={t('nearest.to')} />
      <NativeSelect
        label={t('nearest.kind')}
        value={kind ?? ''}
        data={[
          { value: '', label: t('nearest.any') },
          ...UNIT_KINDS.map((each) => ({ value: each, label: resource(`unitKind.${each}`) })),
        ]}
        onChange={({ currentTarget }) => setKind(UNIT_KINDS.find((each) => each === currentTarget.value) ?? null)}
      />
      {asked.is === 'refused' && <p className={styles.warn}>{problemText(asked.problem)}</p>}
      {asked.is === 'asking' && !nearest && <p className={styles.hint}>{t('road.asking')}</p>}
      {nearest?.why && (
        <p className={styles.warn}>
          {problemText(nearest.why)} {t('nearest.byAir')}
        </p>
      )}
      {nearest && (
        <>
          <ul className={styles.near} data-nearest={nearest.by}>
            {nearest.rows.map((row) => (
              <NearLine
                key={row.id}
                near={row}
                to={to}
                incident={isPast ? null : incident}
                closures={closures.closures}
              />
            ))}
          </ul>
          {nearest.rows.length === 0 && (
            <p className={styles.hint}>{t('nearest.none', { count: nearest.considered })}</p>
          )}
          {nearest.by === 'road' && <ClosuresNote {...closures} />}
          {!wanted && nearest.by === 'road' && nearest.rows.length > 0 && (
            <p className={styles.hint}>{t('nearest.hint')}</p>
          )}
        </>
      )}
    </div>
  );
}

interface NearLineProps {
  readonly near: NearRow;
  readonly to: LonLat | null;
  readonly incident: string | null;
  readonly closures: ReturnType<typeof useClosures>['closures'];
}

function NearLine({ near, to, incident, closures }: NearLineProps) {
  const { t } = useTranslation('ask');
  const format = useFormat();
  const minutes = useMinutes();
  const department = useDepartmentName();
  const { link } = useConsole();
  const select = useSelection((state) => state.select);
  const isSelected = useSelection(({ selected }) => selected?.id === near.id);
  const row = useRow(useCollection('resources', {}), near.id);
  const unit = row?.data;
  if (unit?.form !== 'unit') return null;

  function preview(): void {
    if (!to || unit?.form !== 'unit' || near.seconds === null) return;
    link.call('route', { from: unit.at, to, closures }).then(
      ({ line }) => useAsk.setState({ preview: line }),
      () => useAsk.setState({ preview: null }),
    );
  }

  function assign(): void {
    if (incident === null) return;
    useDispatchWish.setState({ wish: { incident, unit: near.id } });
    select('incident', incident, 'command');
  }

  return (
    <li data-selected={isSelected} data-unit={near.id} onMouseEnter={preview} onFocus={preview}>
      <button type="button" onClick={() => select('resource', near.id, 'command')}>
        <ResourceKindIcon resource={unit} size={16} />
        <span>
          <b className="lz-cut">
            <Local text={unit.name} />
          </b>
          <small>{department(unit.department)}</small>
        </span>
        <span className={styles.end}>
          {near.seconds !== null && <b data-seconds={Math.round(near.seconds)}>{minutes(near.seconds)}</b>}
          {near.metres !== null && (
            <small>
              {near.seconds === null
                ? t('nearest.air', { value: format.distance(near.metres) })
                : format.distance(near.metres)}
            </small>
          )}
        </span>
      </button>
      {incident !== null && (
        <Button look="edge" onClick={assign}>
          {t('nearest.assign')}
        </Button>
      )}
    </li>
  );
}
