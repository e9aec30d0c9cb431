import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportClock } from '../../../shared/domain/report-clocks.ts';
import type { Report } from '../../../shared/domain/report.ts';
import { sentAt } from '../../../shared/domain/report-told.ts';
import { lineKey, type OwedLine, type ReportRow } from '../../state/report-lines.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { LevelGlyph } from '../../widgets/level.tsx';
import { useRowKeys } from '../../widgets/use-row-keys.ts';
import { ReportDue } from './report-due.tsx';
import { useKindName } from './report-words.ts';
import styles from './orders.module.css';

export interface ReportGroup {
  readonly state: Report['status']['state'];
  readonly rows: readonly ReportRow[];
}

interface ReportListProps {
  readonly clocks: readonly { readonly line: OwedLine; readonly clock: ReportClock }[];
  readonly groups: readonly ReportGroup[];
  readonly selected: string | null;
  onLine(key: string): void;
  onReport(id: string): void;
}

/** Clocks on top, then drafts, what is out, what was received. J and K walk through all of it. */
export function ReportList({ clocks, groups, selected, onLine, onReport }: ReportListProps) {
  const { t } = useTranslation('report');
  const format = useFormat();
  const listId = useId();
  const items = [
    ...clocks.map(({ line }) => ({ key: lineKey(line), open: onLine })),
    ...groups.flatMap(({ rows }) => rows.map(({ id }) => ({ key: id as string, open: onReport }))),
  ];
  const current = items.findIndex(({ key }) => key === selected);
  const onKeyDown = useRowKeys({
    count: items.length,
    current,
    onMove: (index) => {
      const item = items[index];
      item?.open(item.key);
    },
  });
  const option = (key: string) => ({
    id: `${listId}${key}`,
    role: 'option',
    'aria-selected': key === selected,
    className: styles.line,
  });
  return (
    <div
      className={styles.list}
      role="listbox"
      tabIndex={0}
      aria-label={t('title')}
      aria-activedescendant={current >= 0 ? `${listId}${selected}` : undefined}
      onKeyDown={onKeyDown}
    >
      {clocks.length > 0 && (
        <Group name={t('group.clocks')} count={format.number(clocks.length)}>
          {clocks.map(({ line, clock }) => {
            const key = lineKey(line);
            return (
              <div key={key} {...option(key)} data-line={key} onClick={() => onLine(key)}>
                <ClockLine line={line} clock={clock} />
              </div>
            );
          })}
        </Group>
      )}
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ state, rows }) => (
          <Group key={state} name={t(`group.${state}`)} count={format.number(rows.length)}>
            {rows.map((row) => (
              <div key={row.id} {...option(row.id)} data-report={row.id} onClick={() => onReport(row.id)}>
                <ReportLine row={row} />
              </div>
            ))}
          </Group>
        ))}
    </div>
  );
}

interface GroupProps {
  readonly name: string;
  readonly count: string;
  readonly children: ReactNode;
}

function Group({ name, count, children }: GroupProps) {
  return (
    <div role="group" aria-label={name}>
      <div className={styles.group} role="presentation">
        <span>{name}</span>
        <span>{count}</span>
      </div>
      {children}
    </div>
  );
}

function ClockLine({ line, clock }: { readonly line: OwedLine; readonly clock: ReportClock }) {
  const { t } = useTranslation('report');
  const kindName = useKindName();
  const { row } = line;
  const { duty } = clock;
  const what = duty === 'phone' ? t('duty.phone') : kindName({ kind: duty, number: clock.number });
  return (
    <>
      {row ? <LevelGlyph level={row.data.level} /> : <Icon name="unlink" />}
      <span className={styles.lineText}>
        {row ? <Local className="lz-cut" text={row.data.title} /> : t('line.gone')}
        <small>
          <b>{what}</b>
          <Local className="lz-cut" text={line.recipient} />
          <span className="lz-spring" />
          <ReportDue clock={clock} />
        </small>
      </span>
    </>
  );
}

function ReportLine({ row: { data, pending } }: { readonly row: ReportRow }) {
  const { t } = useTranslation('report');
  const { t: incident } = useTranslation('incident');
  const kindName = useKindName();
  const found = useRow(useCollection('incidents', {}), data.incident);
  const at = sentAt(data);
  return (
    <>
      {found ? <LevelGlyph level={found.data.level} /> : <Icon name="unlink" />}
      <span className={styles.lineText}>
        {found ? <Local className="lz-cut" text={found.data.title} /> : t('line.gone')}
        <small>
          <b>{kindName(data)}</b>
          {(pending?.length ?? 0) > 0 && (
            <Chip tone="pending" icon="up">
              {incident('action.pending')}
            </Chip>
          )}
          {data.phonedAt !== undefined && <Icon name="phone" size={14} />}
          <Local className="lz-cut" text={data.recipient} />
          <span className="lz-spring" />
          <Moment at={at ?? data.dueAt} />
        </small>
      </span>
    </>
  );
}
