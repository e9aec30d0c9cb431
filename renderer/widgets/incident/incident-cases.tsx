import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { goToDesk } from '../../state/route.ts';
import { useSampled } from '../../state/sampler.ts';
import { useSelection } from '../../state/selection.ts';
import { useCollection } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { Icon } from '../icon.tsx';
import { Section } from '../panel.tsx';
import styles from './drawer.module.css';

/** More than these are counted. */
const SHOWN = 4;

/** The citizens' cases that opened this incident or belong to it: the way back of a case's link. Nothing when there are none. */
export function IncidentCases({ id }: { readonly id: string }) {
  const { t } = useTranslation('citizenCase');
  const select = useSelection((state) => state.select);
  const find = useCallback(
    (cases: LiveCollection<EntityRow<'case'>>) => [...cases.rows.values()].filter(({ data }) => data.incident === id),
    [id],
  );
  const rows = useSampled(useCollection('cases', {}), find, 500);
  if (rows.length === 0) return null;
  return (
    <Section title={t('inIncident')} hint={rows.length}>
      <ul className={styles.rows}>
        {rows.slice(0, SHOWN).map((row) => (
          <li key={row.id}>
            <button
              type="button"
              className={styles.line}
              onClick={() => {
                select('case', row.id, 'command');
                goToDesk('cases');
              }}
            >
              <Icon name="phone" />
              <span className="lz-cut">
                <Local text={row.data.text} />
              </span>
              <span className={styles.state}>{t(`state.${row.data.status.state}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
