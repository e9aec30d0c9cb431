import { useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveCollection } from '../../state/live-collection.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { useSelectedId } from '../../state/selection.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { Panel, PanelHead } from '../../widgets/panel.tsx';
import { Tabs } from '../../widgets/tabs.tsx';
import { Diary } from './diary.tsx';
import { linkFromHash } from './link-from-hash.ts';
import { Shift } from './shift.tsx';
import styles from './journal.module.css';

type Tab = 'diary' | 'shift';

function subscribe(notify: () => void): () => void {
  window.addEventListener('hashchange', notify);
  return () => window.removeEventListener('hashchange', notify);
}

const selectOffered = ({ rows }: LiveCollection<EntityRow<'handover'>>): number =>
  [...rows.values()].filter(({ data }) => data.status.state === 'offered').length;

/** The duty journal, and the hand-over of the shift that it belongs to. */
export function JournalView() {
  const { t } = useTranslation('journal');
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  const given = useMemo(() => {
    const link = linkFromHash(hash);
    return link ? [link] : [];
  }, [hash]);
  const shift = useSelectedId('handover');
  const [tab, setTab] = useState<Tab>(shift === null ? 'diary' : 'shift');
  const [shown, setShown] = useState(shift);
  if (shown !== shift) {
    // Somebody was sent here to see it.
    setShown(shift);
    if (shift !== null) setTab('shift');
  }
  const offered = useLive(useCollection('handovers', {}), selectOffered);
  return (
    <Panel className={styles.view} label={t('title')}>
      <PanelHead title={t('title')}>
        <Tabs
          look="segments"
          label={t('title')}
          value={tab}
          onChange={setTab}
          tabs={[
            { id: 'diary', label: t('tabs.diary') },
            { id: 'shift', label: t('tabs.shift'), ...(offered > 0 && { count: String(offered) }) },
          ]}
        />
      </PanelHead>
      {tab === 'diary' ? <Diary given={given} /> : <Shift />}
    </Panel>
  );
}
