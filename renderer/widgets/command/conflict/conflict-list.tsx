import { useTranslation } from 'react-i18next';
import { useClock } from '../../../state/use-console.ts';
import { useFormat } from '../../../text/use-text.ts';
import { Icon } from '../../icon.tsx';
import { conflictGroup, settledAt, type ConflictRow } from './conflict-sides.ts';
import { useConflictWords } from './use-conflict.ts';
import styles from './conflict.module.css';

function Row({
  row,
  selected,
  onSelect,
}: {
  readonly row: ConflictRow;
  readonly selected: boolean;
  readonly onSelect: (id: string) => void;
}) {
  const format = useFormat();
  const { question, value } = useConflictWords();
  const group = conflictGroup(row);
  const time = useClock((now) => format.age(group === 'open' ? row.entered : settledAt(row), now));
  return (
    <button
      type="button"
      className={styles.item}
      data-group={group}
      data-row={row.id}
      aria-current={selected}
      onClick={() => onSelect(row.id)}
    >
      <Icon name={group === 'open' ? 'split' : group === 'deciding' ? 'up' : 'check'} />
      <span className={styles.itemText}>
        <b className="lz-cut">{question(row.data)}</b>
        <small className={styles.differs}>
          <span className="lz-cut">{value(row.data, 'current')}</span>
          <Icon name="split" size={12} />
          <span className="lz-cut">{value(row.data, 'proposed')}</span>
        </small>
      </span>
      <small>{time}</small>
    </button>
  );
}

export interface ConflictListProps {
  readonly group: 'open' | 'deciding' | 'resolved';
  readonly rows: readonly ConflictRow[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

/** One group of conflicts under its heading; nothing when it is empty. */
export function ConflictList({ group, rows, selected, onSelect }: ConflictListProps) {
  const { t } = useTranslation('conflict');
  const format = useFormat();
  if (rows.length === 0) return null;
  return (
    <section aria-label={t(`group.${group}`)}>
      <h3 className={styles.listHead}>
        {t(`group.${group}`)}
        <span>{format.number(rows.length)}</span>
      </h3>
      {rows.map((row) => (
        <Row key={row.id} row={row} selected={row.id === selected} onSelect={onSelect} />
      ))}
    </section>
  );
}
