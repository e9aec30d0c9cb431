import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mustBeRead, type HandoverMatter } from '../../../shared/domain/handover.ts';
import { Local } from '../../text/local.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { useOpenRecord } from '../../widgets/journal/use-record-names.ts';
import { LevelGlyph } from '../../widgets/level.tsx';
import styles from './journal.module.css';

export interface MatterColumn<M> {
  readonly id: string;
  readonly header: string;
  readonly width: string;
  readonly cell: (matter: M, index: number) => ReactNode;
}

export interface MatterTableProps<M extends HandoverMatter> {
  readonly label: string;
  readonly matters: readonly M[];
  /** What stands before and behind the matter itself. */
  readonly before: readonly MatterColumn<M>[];
  readonly after: readonly MatterColumn<M>[];
}

/** Open matters, each with its level, what it is, and the way to it. */
export function MatterTable<M extends HandoverMatter>({ label, matters, before, after }: MatterTableProps<M>) {
  const { t } = useTranslation('journal');
  const open = useOpenRecord();
  const template = [...before, { width: '132px' }, { width: 'minmax(240px, 2fr)' }, ...after].map(({ width }) => width);
  const style = { gridTemplateColumns: template.join(' ') };
  return (
    <div className={styles.matters} role="table" aria-label={label}>
      <div role="row" className={styles.matterHead} style={style}>
        {before.map(({ id, header }) => (
          <span key={id} role="columnheader">
            {header}
          </span>
        ))}
        <span role="columnheader">{t('column.kind')}</span>
        <span role="columnheader">{t('shift.column.matter')}</span>
        {after.map(({ id, header }) => (
          <span key={id} role="columnheader">
            {header}
          </span>
        ))}
      </div>
      {matters.map((matter, index) => (
        <div key={`${matter.topic} ${matter.id}`} role="row" className={styles.matter} style={style}>
          {before.map(({ id, cell }) => (
            <span key={id} role="cell">
              {cell(matter, index)}
            </span>
          ))}
          <span role="cell" className={styles.matterKind}>
            <LevelGlyph level={matter.level ?? 0} size={14} />
            {t(`topic.${matter.topic}`)}
            {mustBeRead(matter) && matter.isOverdue && (
              <Chip tone="stale" icon="clock">
                {t('shift.overdue')}
              </Chip>
            )}
          </span>
          <span role="cell" className={styles.matterTitle}>
            <button type="button" className={styles.go} onClick={() => open(matter)}>
              <span className="lz-cut">
                <Local text={matter.title} />
              </span>
            </button>
          </span>
          {after.map(({ id, cell }) => (
            <span key={id} role="cell">
              {cell(matter, index)}
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
