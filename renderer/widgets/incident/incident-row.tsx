import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow as Row } from '../../state/incident-order.ts';
import { useDistrictName } from '../../state/names.ts';
import { useClock } from '../../state/use-console.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { cx } from '../../styles/cx.ts';
import { LevelGlyph } from '../level.tsx';
import { IncidentClock } from './incident-clock.tsx';
import { useChannelName } from './use-channel-name.ts';
import styles from './incident-list.module.css';

/** How long a row that has just come keeps its teal rule, ms. */
const NEW_FOR = 4_000;

export interface IncidentRowProps {
  readonly row: Row;
  readonly selected: boolean;
  readonly id: string;
  readonly position: number;
  readonly of: number;
  readonly onSelect: (id: string) => void;
}

/** Level, title (on two lines where it is long) and what is waited for; below, where, from whom, how many reports. */
export const IncidentListRow = memo(function IncidentListRow({
  row,
  selected,
  id,
  position,
  of,
  onSelect,
}: IncidentRowProps) {
  const { t } = useTranslation('incident');
  const { t: common } = useTranslation();
  const format = useFormat();
  const district = useDistrictName();
  const channel = useChannelName();
  const isNew = useClock((now) => row.rev === 1 && now - row.received < NEW_FOR);
  const { data } = row;
  const where = data.district !== undefined ? district(data.district) : data.place && format.text(data.place);
  const reports = data.reports ?? 1;
  const facts = [where, channel(data.channel), reports > 1 && t('merged', { count: reports })];
  return (
    <div
      role="option"
      id={id}
      aria-selected={selected}
      aria-posinset={position}
      aria-setsize={of}
      className={styles.row}
      data-new={isNew}
      data-incident={row.id}
      onClick={() => onSelect(row.id)}
    >
      <span className={styles.glyph}>
        <LevelGlyph level={data.level} />
      </span>
      <div className={styles.words}>
        <div className={styles.title} title={format.text(data.title)}>
          <Local text={data.title} />
        </div>
        <div className={cx(styles.meta, 'lz-cut')}>
          {row.pending !== undefined && row.pending.length > 0 && (
            <span className={styles.pending}>{`${t('action.pending')}${common('separator')}`}</span>
          )}
          <bdi>{facts.filter(Boolean).join(common('separator'))}</bdi>
        </div>
      </div>
      <IncidentClock row={row} />
    </div>
  );
});
