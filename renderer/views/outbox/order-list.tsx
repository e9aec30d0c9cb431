import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxRow } from '../../../shared/protocol/console-api/rows.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import type { Grouped, OutboxGroup } from '../../widgets/command/outbox-groups.ts';
import type { Words } from '../../widgets/command/words.ts';
import { useRowKeys } from '../../widgets/use-row-keys.ts';
import { OrderRow } from './order-row.tsx';
import styles from './outbox.module.css';

/** Of what is over; the rest on demand. */
const RECENT = 30;

const COLUMNS = ['order', 'time', 'command', 'to', 'why', 'age', 'state'] as const;

export interface OrderListProps {
  readonly groups: Grouped;
  readonly words: Words;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
  readonly onOpen: () => void;
}

/** Three parts under one head: what waits in sending order, what the officer must decide again, what is over. */
export function OrderList({ groups, words, selected, onSelect, onOpen }: OrderListProps) {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  const [all, setAll] = useState(false);
  const listId = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const settled = all ? groups.settled : groups.settled.slice(0, RECENT);
  const parts: readonly (readonly [OutboxGroup, readonly OutboxRow[]])[] = [
    ['waiting', groups.waiting],
    ['again', groups.again],
    ['settled', settled],
  ];
  const order = parts.flatMap(([, rows]) => rows);
  const numbers = new Map(
    [...groups.waiting, ...groups.again, ...groups.settled].map((row) => [row.id, row.stationSeq]),
  );
  const current = order.findIndex(({ id }) => id === selected);
  const onKeyDown = useRowKeys({
    count: order.length,
    current,
    onMove: (index) => {
      const row = order[index];
      if (row) onSelect(row.id);
    },
    onOpen,
  });
  useEffect(() => {
    scroll.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <div
      ref={scroll}
      className={styles.scroll}
      role="grid"
      aria-label={t('title')}
      aria-rowcount={order.length}
      aria-activedescendant={current >= 0 ? `${listId}${current}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="row" className={styles.head}>
        {COLUMNS.map((column) => (
          <span key={column} role="columnheader" className={styles[column]}>
            {t(`column.${column}`)}
          </span>
        ))}
      </div>
      {parts.map(([group, rows]) => (
        <div key={group} role="rowgroup">
          {(group !== 'waiting' || rows.length === 0) && (rows.length > 0 || group === 'waiting') && (
            <div className={styles.group}>
              {rows.length === 0 ? t('groupEmpty') : t(`group.${group}`)}
              {rows.length > 0 && (
                <span>{format.number(group === 'settled' ? groups.settled.length : rows.length)}</span>
              )}
            </div>
          )}
          {rows.map((row) => (
            <OrderRow
              key={row.id}
              row={row}
              words={words}
              group={group}
              resentAs={groups.resent.get(row.id)}
              resendOf={row.resendOf === undefined ? undefined : numbers.get(row.resendOf)}
              selected={row.id === selected}
              id={`${listId}${order.indexOf(row)}`}
              onSelect={onSelect}
            />
          ))}
        </div>
      ))}
      {settled.length < groups.settled.length && (
        <div className={styles.more}>
          <Button look="quiet" onClick={() => setAll(true)}>
            {t('showAll', { count: groups.settled.length })}
          </Button>
        </div>
      )}
    </div>
  );
}
