import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../state/commands.ts';
import { useClock } from '../../state/use-console.ts';
import { goToDesk } from '../../state/route.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { useConflicts } from '../../widgets/command/conflict/use-conflict.ts';
import { useWords } from '../../widgets/command/use-words.ts';
import { Empty, Panel } from '../../widgets/panel.tsx';
import { Capability } from './capability.tsx';
import { ConflictSide } from './conflict-side.tsx';
import { EditOrder } from './edit-order.tsx';
import { OrderBar, useShowOrder } from './order-bar.tsx';
import { OrderList } from './order-list.tsx';
import { PrintList } from './print-list.tsx';
import { useOutbox, usePhoneCalls } from './use-outbox.ts';
import { AfterLink, PhoneCalls } from './while-offline.tsx';
import styles from './outbox.module.css';

/**
 * This station's own commands, and while feeds are down the degraded desk: what works, what stopped, what cannot be done, whom to call,
 * what happens when the link is back. Open conflicts stand beside it.
 */
export function OutboxView() {
  const { t } = useTranslation('outbox');
  const { t: common } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const { complete, all, groups, feeds } = useOutbox();
  const conflicts = useConflicts();
  const calls = usePhoneCalls(groups.waiting, words);
  const [selected, setSelected] = useState<string | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const show = useShowOrder();
  const first = groups.waiting.reduce<number | null>((low, { issuedAt }) => Math.min(low ?? issuedAt, issuedAt), null);
  const oldest = useClock((now) => (first === null ? '' : t('oldest', { age: format.span(now - first) })));
  const rows = [...groups.waiting, ...groups.again, ...groups.settled];
  const row = rows.find(({ id }) => id === selected);
  const edited = rows.find(({ id }) => id === editing);
  const unsettled = groups.waiting.filter(({ status }) => status.state !== 'conflict').length;
  // "All settled" would be false while something had no effect, or before the outbox is read.
  const counted = [
    unsettled > 0 && t('count', { count: unsettled }),
    groups.again.length > 0 && t('countAgain', { count: groups.again.length }),
  ].filter((part) => part !== false);
  const isDown = feeds.stopped.length > 0;
  const print = (): void => window.print();
  useCommand({ id: 'outbox.print', group: 'list', title: t('print'), run: print });
  useCommand(
    row
      ? { id: 'outbox.open', group: 'list', key: 'Enter', keyOnly: true, title: t('action.open'), run: () => show(row) }
      : null,
  );
  return (
    <div className={styles.view} data-conflicts={conflicts.open.length > 0}>
      <Panel className={styles.main} label={t('title')}>
        {isDown && <Capability feeds={feeds} />}
        <header className={styles.title}>
          <h2>{t('title')}</h2>
          <span className={styles.quiet}>
            {counted.length > 0 ? counted.join(common('comma')) : complete && all > 0 && t('countNone')}
          </span>
          <span className="lz-spring" />
          {oldest !== '' && <span className={styles.quiet}>{oldest}</span>}
          <Button icon="swap" onClick={() => goToDesk('exchange')}>
            {t('exchange')}
          </Button>
          <Button icon="printer" onClick={print}>
            {t('print')}
          </Button>
        </header>
        {all === 0 ? (
          <Empty title={t(complete ? 'empty' : 'loading')} />
        ) : (
          <OrderList
            groups={groups}
            words={words}
            selected={selected}
            onSelect={setSelected}
            onOpen={() => row && show(row)}
          />
        )}
        {row && (
          <OrderBar
            key={row.id}
            row={row}
            words={words}
            isResent={groups.resent.has(row.id)}
            onEdit={() => setEditing(row.id)}
          />
        )}
        {isDown && (
          <div className={styles.below}>
            <PhoneCalls calls={calls} words={words} onSelect={setSelected} />
            <AfterLink groups={groups} feeds={feeds} />
          </div>
        )}
      </Panel>
      {conflicts.open.length > 0 && <ConflictSide open={conflicts.open} wanted={selected} onWant={setSelected} />}
      {edited && <EditOrder key={edited.id} row={edited} words={words} onClose={() => setEditing(null)} />}
      <PrintList rows={[...groups.waiting, ...groups.again]} words={words} />
    </div>
  );
}
