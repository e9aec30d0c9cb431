import { useTranslation } from 'react-i18next';
import { useOpenFold } from '../../state/open-fold.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { isFold } from '../../state/warnings.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { Empty, Panel } from '../../widgets/panel.tsx';
import styles from './alerts.module.css';

/** What a fold holds, and the one thing that can be done to it. */
export function FoldPanel({ id }: { readonly id: string }) {
  const { t } = useTranslation('alert');
  const format = useFormat();
  const row = useRow(useCollection('warnings', {}), id);
  const isOpen = useOpenFold(({ fold }) => fold === id);
  const toggle = useOpenFold((state) => state.toggle);
  const fold = row && isFold(row) ? row : null;
  const newest = useClock((now) => (fold ? format.moment(fold.newestAt, now, true) : ''));
  if (!fold)
    return (
      <Panel className={styles.drawer}>
        <Empty title={t('drawer.gone')} />
      </Panel>
    );
  return (
    <Panel className={styles.drawer}>
      <Empty
        title={t('fold.title', {
          label: format.text(fold.label),
          number: format.number(fold.count),
          open: format.number(fold.open),
        })}
        hint={t('fold.newest', { time: newest })}
      >
        <Button look="primary" size="grave" shortcut="X" onClick={() => toggle(id)}>
          {t(isOpen ? 'fold.shut' : 'fold.open')}
        </Button>
      </Empty>
    </Panel>
  );
}
