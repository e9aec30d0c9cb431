import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../state/incident-order.ts';
import { useSelection } from '../../state/selection.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { useIncidentActions } from '../../state/use-incident-actions.ts';
import { useMay } from '../../state/use-may.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';
import { LevelGlyph } from '../level.tsx';
import { Section } from '../panel.tsx';
import styles from './drawer.module.css';

function Joined({ id }: { readonly id: string }) {
  const { t } = useTranslation('command');
  const row = useRow(useCollection('incidents', {}), id);
  const select = useSelection((state) => state.select);
  const { split } = useIncidentActions();
  const may = useMay();
  if (!row) return <li className={styles.quiet}>{id}</li>;
  return (
    <li className={styles.joined}>
      <LevelGlyph level={row.data.level} />
      <button type="button" className="lz-cut" onClick={() => select('incident', id, 'command')}>
        <Local text={row.data.title} />
      </button>
      {row.data.status.state === 'merged' && (
        <Button look="quiet" disabled={may('incident.split') !== null} onClick={() => void split(row)}>
          {t('split.one')}
        </Button>
      )}
    </li>
  );
}

/** Into which incident this one was merged, and which were merged into it. Nothing when neither. */
export function IncidentJoined({ row }: { readonly row: IncidentRow }) {
  const { t } = useTranslation('command');
  const { status, joined = [] } = row.data;
  const into = useRow(useCollection('incidents', {}), status.state === 'merged' ? status.into : null);
  const select = useSelection((state) => state.select);
  const { text } = useFormat();
  if (status.state === 'merged') {
    return (
      <Section>
        <button type="button" className={styles.into} onClick={() => select('incident', status.into, 'command')}>
          <Icon name="right" />
          {t('split.into', { title: into ? text(into.data.title) : status.into })}
        </button>
      </Section>
    );
  }
  if (joined.length === 0) return null;
  return (
    <Section title={t('split.joined', { count: joined.length })}>
      <ul className={styles.rows}>
        {joined.map((id) => (
          <Joined key={id} id={id} />
        ))}
      </ul>
    </Section>
  );
}
