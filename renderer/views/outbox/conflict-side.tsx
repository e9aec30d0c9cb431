import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConflictDesk } from '../../widgets/command/conflict/conflict-desk.tsx';
import type { ConflictRow } from '../../widgets/command/conflict/conflict-sides.ts';
import { MergedList } from '../../widgets/command/conflict/merged-list.tsx';
import { useConflictWords } from '../../widgets/command/conflict/use-conflict.ts';
import { Button } from '../../widgets/button.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Panel } from '../../widgets/panel.tsx';
import styles from './outbox.module.css';

/** The conflict desk beside the outbox: one question, the next one named, and what settled itself. */
export function ConflictSide({
  open,
  wanted,
  onWant,
}: {
  readonly open: readonly ConflictRow[];
  /** The conflict of the selected order. */
  readonly wanted: string | null;
  readonly onWant: (id: string) => void;
}) {
  const { t } = useTranslation('conflict');
  const { question, value } = useConflictWords();
  const [page, setPage] = useState<string | null>(null);
  const of = (id: string | null): number => open.findIndex((row) => row.id === id);
  const index = Math.max(0, of(wanted) >= 0 ? of(wanted) : of(page));
  const row = open[index];
  const next = open[(index + 1) % open.length];
  const turn = (): void => {
    if (!next) return;
    setPage(next.id);
    onWant(next.id);
  };
  if (!row) return null;
  return (
    <Panel className={styles.conflicts} label={t('title')}>
      <header className={styles.conflictHead}>
        <Icon name="split" size={20} />
        <h2>{t('title')}</h2>
        <span className={styles.quiet}>{t('counts', { open: open.length })}</span>
        <span className="lz-spring" />
        <span>{t('page', { n: index + 1, m: open.length })}</span>
        {open.length > 1 && (
          <Button look="quiet" icon="right" aria-label={t('next')} title={t('next')} onClick={turn} />
        )}
      </header>
      <div className={styles.conflictScroll}>
        <ConflictDesk key={row.id} id={row.id} />
        {next && next !== row && (
          <section className={styles.panel}>
            <h3>{t('nextOne')}</h3>
            <button type="button" className={styles.nextRow} onClick={turn}>
              <span className="lz-cut">{question(next.data)}</span>
              <b className="lz-cut">{value(next.data, 'current')}</b>
              <Icon name="split" />
              <b className="lz-cut">{value(next.data, 'proposed')}</b>
            </button>
          </section>
        )}
        <MergedList />
      </div>
    </Panel>
  );
}
