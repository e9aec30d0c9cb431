import { useTranslation } from 'react-i18next';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { LevelWord } from '../../widgets/level.tsx';
import { RecordFacts } from '../../widgets/map/record-facts.tsx';
import { useKindWord, useStateWord } from '../../widgets/map/use-item-title.ts';
import { Empty, Panel } from '../../widgets/panel.tsx';
import { SymbolIcon } from '../../widgets/symbols/symbol-icon.tsx';
import { resourceLook } from '../../widgets/symbols/symbol-look.ts';
import styles from './picture.module.css';

/** A unit, facility or sensor chosen on the map: what it is and how it stands. Its full record is at the resources desk. */
export function ResourcePanel({ id }: { readonly id: string }) {
  const { t } = useTranslation('resource');
  const kind = useKindWord();
  const state = useStateWord();
  const row = useRow(useCollection('resources', {}), id);
  if (!row) {
    return (
      <Panel className={styles.panel} label={t('title')}>
        <Empty title={t('drawer.gone')} hint={id} />
      </Panel>
    );
  }
  const record = row.data;
  return (
    <Panel className={styles.panel} label={t('title')}>
      <header className={styles.head}>
        <SymbolIcon look={resourceLook(record)} size={40} />
        <div>
          <h2 className={styles.title}>
            <Local text={record.name} />
          </h2>
          <p className={styles.meta}>
            <span>{kind(record)}</span>
            <span>{state(record)}</span>
            {record.form === 'sensor' && record.level !== 0 && <LevelWord level={record.level} />}
          </p>
        </div>
      </header>
      <div className={styles.body}>
        <RecordFacts row={row} />
      </div>
    </Panel>
  );
}
