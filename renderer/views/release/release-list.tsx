import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { COLOURS } from '../../../shared/domain/warning-terms.ts';
import { useFormat } from '../../text/use-text.ts';
import { Local } from '../../text/local.tsx';
import { Moment } from '../../widgets/age.tsx';
import { Button } from '../../widgets/button.tsx';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { LevelGlyph } from '../../widgets/level.tsx';
import { useRowKeys } from '../../widgets/use-row-keys.ts';
import type { orderedReleases, ReleaseRow } from './release-order.ts';
import { ReleaseChips } from './release-chips.tsx';
import styles from './release.module.css';

interface ReleaseListProps {
  readonly groups: ReturnType<typeof orderedReleases>;
  readonly isComplete: boolean;
  readonly selected: string | null;
  onSelect(id: string): void;
  /** Null: this seat may not draft. */
  readonly onNew: (() => void) | null;
}

/** Every message that was ever worded here, what waits for somebody first. */
export function ReleaseList({ groups, isComplete, selected, onSelect, onNew }: ReleaseListProps) {
  const { t } = useTranslation('release');
  const format = useFormat();
  const listId = useId();
  const rows = groups.flatMap((group) => group.rows);
  const current = rows.findIndex(({ id }) => id === selected);
  const onKeyDown = useRowKeys({
    count: rows.length,
    current,
    onMove: (index) => {
      const row = rows[index];
      if (row) onSelect(row.id);
    },
  });
  return (
    <Panel className={styles.left} label={t('title')}>
      <PanelHead title={t('title')}>
        <Button icon="plus" shortcut="W" disabled={onNew === null} onClick={() => onNew?.()}>
          {t('new')}
        </Button>
      </PanelHead>
      {rows.length === 0 ? (
        <Empty title={t(isComplete ? 'empty' : 'loading')} hint={isComplete ? t('emptyHint') : undefined} />
      ) : (
        <div
          className={styles.list}
          role="listbox"
          tabIndex={0}
          aria-label={t('title')}
          aria-activedescendant={current >= 0 ? `${listId}${selected}` : undefined}
          onKeyDown={onKeyDown}
        >
          {groups
            .filter((group) => group.rows.length > 0)
            .map((group) => (
              <div key={group.group} role="group" aria-label={t(`group.${group.group}`)}>
                <div className={styles.group} role="presentation">
                  <span>{t(`group.${group.group}`)}</span>
                  <span>{format.number(group.rows.length)}</span>
                </div>
                {group.rows.map((row) => (
                  <Line
                    key={row.id}
                    row={row}
                    id={`${listId}${row.id}`}
                    isSelected={row.id === selected}
                    onSelect={onSelect}
                  />
                ))}
              </div>
            ))}
        </div>
      )}
    </Panel>
  );
}

interface LineProps {
  readonly row: ReleaseRow;
  readonly id: string;
  readonly isSelected: boolean;
  onSelect(id: string): void;
}

function Line({ row, id, isSelected, onSelect }: LineProps) {
  const { data } = row;
  return (
    <div
      id={id}
      role="option"
      aria-selected={isSelected}
      className={styles.line}
      data-release={row.id}
      data-state={data.status.state}
      onClick={() => onSelect(row.id)}
    >
      <LevelGlyph level={COLOURS[data.colour].level} />
      <span className={styles.lineText}>
        <Local className="lz-cut" text={data.headline} />
        <small>
          <ReleaseChips row={row} />
          <span className="lz-spring" />
          <Moment at={data.status.since} />
        </small>
      </span>
    </div>
  );
}
