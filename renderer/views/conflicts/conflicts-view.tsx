import { useTranslation } from 'react-i18next';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useCollection, useLive, useRow } from '../../state/use-live.ts';
import { ConflictDesk } from '../../widgets/command/conflict/conflict-desk.tsx';
import { ConflictList } from '../../widgets/command/conflict/conflict-list.tsx';
import { MergedList } from '../../widgets/command/conflict/merged-list.tsx';
import { useConflicts } from '../../widgets/command/conflict/use-conflict.ts';
import { IncidentDrawer } from '../../widgets/incident/incident-drawer.tsx';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { useRowKeys } from '../../widgets/use-row-keys.ts';
import styles from './conflicts.module.css';

/** Every open question of two values, one at a time beside its list; what settled itself stands below. */
export function ConflictsView() {
  const { t } = useTranslation('conflict');
  const conflicts = useCollection('conflicts', {});
  const complete = useLive(conflicts, (rows) => rows.complete);
  const lists = useConflicts();
  const selected = useSelectedId('conflict');
  const select = useSelection((state) => state.select);
  const order = [...lists.open, ...lists.deciding, ...lists.resolved];
  // A link may name one that is older than what the list shows.
  const current = selected ?? order[0]?.id ?? null;
  const onSelect = (id: string): void => select('conflict', id, 'list');
  const onKeyDown = useRowKeys({
    count: order.length,
    current: order.findIndex(({ id }) => id === current),
    onMove: (index) => {
      const row = order[index];
      if (row) onSelect(row.id);
    },
  });
  const note = t('counts', { open: lists.open.length });
  const about = useRow(conflicts, current)?.data;
  const incident = about?.topic === 'incident' ? about.entity : null;
  return (
    <div className={styles.view} data-record={incident !== null}>
      <Panel className={styles.list} label={t('title')}>
        <PanelHead title={t('title')} note={note} />
        <div className={styles.scroll} onKeyDown={onKeyDown}>
          {order.length === 0 && (
            <Empty title={t(complete ? 'empty' : 'loading')} hint={complete ? t('emptyHint') : undefined} />
          )}
          {(['open', 'deciding', 'resolved'] as const).map((group) => (
            <ConflictList key={group} group={group} rows={lists[group]} selected={current} onSelect={onSelect} />
          ))}
        </div>
      </Panel>
      <Panel className={styles.centre}>
        <div className={styles.scroll}>
          <div className={styles.measure}>
            {current === null ? <Empty title={t('empty')} /> : <ConflictDesk key={current} id={current} />}
            <MergedList />
          </div>
        </div>
      </Panel>
      {incident !== null && (
        <div className={styles.record}>
          <IncidentDrawer id={incident} />
        </div>
      )}
    </div>
  );
}
