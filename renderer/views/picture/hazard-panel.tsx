import { useTranslation } from 'react-i18next';
import { hazardLevel } from '../../../shared/domain/hazard.ts';
import { useConsole } from '../../state/console.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { LevelWord } from '../../widgets/level.tsx';
import { RecordFacts } from '../../widgets/map/record-facts.tsx';
import { useKindWord, useStateWord } from '../../widgets/map/use-item-title.ts';
import { Empty, Panel } from '../../widgets/panel.tsx';
import { SymbolIcon } from '../../widgets/symbols/symbol-icon.tsx';
import { hazardLook } from '../../widgets/symbols/symbol-look.ts';
import styles from './picture.module.css';

/** A hidden danger chosen on the map: how grave, whose, until when. */
export function HazardPanel({ id }: { readonly id: string }) {
  const { t } = useTranslation('hazard');
  const kind = useKindWord();
  const state = useStateWord();
  const { clock } = useConsole();
  const row = useRow(useCollection('hazards', {}), id);
  if (!row) {
    return (
      <Panel className={styles.panel} label={t('title')}>
        <Empty title={t('gone')} hint={id} />
      </Panel>
    );
  }
  const { data } = row;
  const look = hazardLook(data, clock.now);
  return (
    <Panel className={styles.panel} label={t('title')}>
      <header className={styles.head}>
        {look && <SymbolIcon look={look} size={40} />}
        <div>
          <h2 className={styles.title}>
            <Local text={data.title} />
          </h2>
          <p className={styles.meta}>
            <LevelWord level={hazardLevel(data)} word={t(`level.${hazardLevel(data)}`)} />
            <span>{kind(data)}</span>
            <span>{state(data)}</span>
            <span>{row.id}</span>
          </p>
        </div>
      </header>
      <div className={styles.body}>
        <RecordFacts row={row} />
      </div>
    </Panel>
  );
}
