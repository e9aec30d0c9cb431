import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '../../../shared/domain/resource.ts';
import type { IncidentRow } from '../../state/incident-order.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { assignedUnits, type ResourceRow } from '../../state/nearby.ts';
import { useSampled } from '../../state/sampler.ts';
import { useSelection } from '../../state/selection.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../age.tsx';
import { Unknown } from '../chip.tsx';
import { ResourceKindIcon } from '../kind-icon.tsx';
import { Section } from '../panel.tsx';
import styles from './drawer.module.css';

/** On scene: since when. On the way: in how long, or unknown. */
function Arrival({ unit }: { readonly unit: Unit }) {
  const format = useFormat();
  const { status } = unit;
  const eta = status.state === 'enRoute' ? status.etaAt : undefined;
  const left = useClock((now) => (eta === undefined ? '' : format.span(eta - now)));
  if (status.state === 'enRoute') return eta === undefined ? <Unknown /> : left;
  return <Moment at={status.since} />;
}

export function IncidentUnits({ row }: { readonly row: IncidentRow }) {
  const { t } = useTranslation('incident');
  const select = useSelection((state) => state.select);
  const { status } = row.data;
  const named = 'units' in status ? status.units.join('\n') : '';
  const read = useCallback(
    (resources: LiveCollection<ResourceRow>) =>
      assignedUnits(row.id, named === '' ? [] : named.split('\n'), resources.rows),
    [row.id, named],
  );
  const units = useSampled(useCollection('resources', {}), read);
  const known: ReadonlySet<string> = new Set(units.map((unit) => unit.row.id));
  const unlisted = (named === '' ? [] : named.split('\n')).filter((id) => !known.has(id));
  const crew = units.reduce((sum, { data }) => sum + (data.crew ?? 0), 0);
  const count = units.length + unlisted.length;
  const hint = count > 0 ? (crew > 0 ? t('units.countCrew', { count, crew }) : t('units.count', { count })) : undefined;
  return (
    <Section title={t('units.title')} hint={hint}>
      {count === 0 && <p className={styles.quiet}>{t('units.none')}</p>}
      <ul className={styles.rows}>
        {units.map(({ row: resource, data }) => (
          <li key={resource.id}>
            <button type="button" className={styles.line} onClick={() => select('resource', resource.id, 'command')}>
              <ResourceKindIcon resource={data} />
              <span className="lz-cut">
                <Local text={data.name} />
              </span>
              <span className={styles.state}>{t(`unitState.${data.status.state}`)}</span>
              <span className={styles.end}>
                <Arrival unit={data} />
              </span>
            </button>
          </li>
        ))}
        {unlisted.map((id) => (
          <li key={id} className={styles.quiet}>
            {t('units.unlisted', { id })}
          </li>
        ))}
      </ul>
    </Section>
  );
}
