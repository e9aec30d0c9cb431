import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveCollection } from '../../../state/live-collection.ts';
import { goToDesk } from '../../../state/route.ts';
import { useSelection } from '../../../state/selection.ts';
import { useCollection, useLive } from '../../../state/use-live.ts';
import { Chip } from '../../chip.tsx';
import type { ConflictRow } from './conflict-sides.ts';
import styles from './conflict.module.css';

/** On whatever has an open conflict: says so, and leads to the desk where it is settled. */
export function ConflictChip({ topic, id }: { readonly topic: string; readonly id: string }) {
  const { t } = useTranslation('conflict');
  const find = useCallback(
    ({ rows }: LiveCollection<ConflictRow>) => {
      for (const row of rows.values()) {
        const { data } = row;
        if (data.status.state === 'open' && data.topic === topic && data.entity === id) return row.id;
      }
      return null;
    },
    [topic, id],
  );
  const open = useLive(useCollection('conflicts', {}), find);
  const select = useSelection((state) => state.select);
  if (open === null) return null;
  return (
    <button
      type="button"
      className={styles.chip}
      title={t('openDesk')}
      onClick={() => {
        select('conflict', open, 'command');
        goToDesk('conflicts');
      }}
    >
      <Chip tone="conflict" icon="split">
        {t('chip')}
      </Chip>
    </button>
  );
}
