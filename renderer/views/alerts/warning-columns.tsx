import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { WarningFold, WarningLine, WarningRow } from '../../../shared/protocol/console-api/warning-rows.ts';
import { useOpenFold } from '../../state/open-fold.ts';
import { isFold, levelOf, urgencyOf } from '../../state/warnings.ts';
import { levelRank } from '../../state/incident-order.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat, type Format } from '../../text/use-text.ts';
import { Moment, Since } from '../../widgets/age.tsx';
import { Chip, Nothing } from '../../widgets/chip.tsx';
import { DrillMark } from '../../widgets/drill-mark.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { alertOutlines } from '../../widgets/map/alert-outlines.ts';
import { GeometryBadge } from '../../widgets/map/draw/geometry-badge.tsx';
import type { Column, SortKey } from '../../widgets/table/column.ts';
import { NextRung } from '../../widgets/warning/next-rung.tsx';
import { TrustBadges } from '../../widgets/warning/trust-badges.tsx';
import { WarningLevel } from '../../widgets/warning/warning-level.tsx';
import { WarningState } from '../../widgets/warning/warning-state.tsx';
import styles from './alerts.module.css';

export function senderOf({ alert }: WarningLine, text: Format['text']): string {
  return alert.senderName ? text(alert.senderName) : alert.sender;
}

/** What the long record says and the row of the board does not carry. */
function useRecord(id: string) {
  return useRow(useCollection('alerts', {}), id)?.data;
}

function LevelCell({ row }: { readonly row: WarningRow }) {
  const record = useRecord(row.id);
  if (isFold(row)) return <WarningLevel alert={{ level: row.level, severity: 'Unknown' }} />;
  const { level, severity } = row.alert;
  return (
    <WarningLevel
      alert={{
        level,
        severity,
        ...(record?.colour && { colour: record.colour }),
        ...(record?.origin && { origin: record.origin }),
      }}
    />
  );
}

function FoldTitle({ row }: { readonly row: WarningFold }) {
  const { t } = useTranslation('alert');
  const format = useFormat();
  const isOpen = useOpenFold(({ fold }) => fold === row.id);
  return (
    <span className={styles.fold}>
      <Icon name={isOpen ? 'down' : 'right'} size={16} />
      {t('fold.title', {
        label: format.text(row.label),
        number: format.number(row.count),
        open: format.number(row.open),
      })}
    </span>
  );
}

function Headline({ row }: { readonly row: WarningRow }) {
  const { t } = useTranslation('alert');
  const format = useFormat();
  if (isFold(row)) return <FoldTitle row={row} />;
  return (
    <span className={styles.headline} title={format.text(row.alert.headline)}>
      <DrillMark alert={row.alert} />
      <Local text={row.alert.headline} />
      {row.before.length > 0 && <Nothing>{t('messages', { count: row.before.length + 1 })}</Nothing>}
    </span>
  );
}

function Source({ row }: { readonly row: WarningLine }) {
  const format = useFormat();
  const record = useRecord(row.id);
  const sender = senderOf(row, format.text);
  return (
    <span className={styles.source} title={row.alert.sender}>
      {row.alert.method === null && <bdi>{sender}</bdi>}
      <TrustBadges alert={record ?? {}} method={row.alert.method} brief />
    </span>
  );
}

function Areas({ row }: { readonly row: WarningLine }) {
  const { t } = useTranslation('alert');
  const format = useFormat();
  const record = useRecord(row.id);
  const { areas } = row.alert;
  const first = areas[0];
  if (!first) return <Nothing>{t('areaNone')}</Nothing>;
  const name = format.text(first.name);
  const text = areas.length > 1 ? t('areasMore', { first: name, count: areas.length }) : name;
  return (
    <>
      <GeometryBadge faults={record ? alertOutlines(record).faults : []} /> <bdi title={text}>{text}</bdi>
    </>
  );
}

function Told({ row }: { readonly row: WarningLine }) {
  const { t } = useTranslation('alert');
  const answers = row.alert.answers ?? [];
  if (answers.length > 0) {
    const done = answers.filter(({ at }) => at !== null).length;
    return `${done}/${answers.length}`;
  }
  const posts = new Set(row.handling?.seenBy?.map(({ post }) => post)).size;
  return posts > 0 ? t('toldPosts', { count: posts }) : <Nothing>{t('toldNobody')}</Nothing>;
}

function Ties({ row }: { readonly row: WarningLine }) {
  const { t } = useTranslation('alert');
  const tied = row.handling?.incidents?.length ?? 0;
  const parts = row.handling?.parts?.length ?? 0;
  if (tied > 0) return t('tied', { count: tied });
  if (parts > 0) return t('partsCount', { count: parts });
  if (row.suggestions.length > 0) return <Chip tone="edge">{t('suggested', { count: row.suggestions.length })}</Chip>;
  return <Nothing>{t('tiesNone')}</Nothing>;
}

const widths = {
  level: '84px',
  headline: 'minmax(240px, 4fr)',
  source: 'minmax(150px, 1.5fr)',
  areas: 'minmax(110px, 1.2fr)',
  since: '86px',
  next: 'minmax(150px, 1fr)',
  told: '76px',
  ties: '96px',
  state: 'minmax(150px, 1fr)',
} as const;

const line =
  <T,>(read: (row: WarningLine) => T, fold: T) =>
  (row: WarningRow): T =>
    isFold(row) ? fold : read(row);

/** Beside an open drawer, which says the rest. */
const BRIEF: ReadonlySet<string> = new Set(['level', 'headline', 'source', 'since', 'next', 'state']);

/** @param isBrief a drawer takes a part of the width. */
export function useWarningColumns(isBrief: boolean): readonly Column<WarningRow>[] {
  const { t } = useTranslation('alert');
  const format = useFormat();
  return useMemo<readonly Column<WarningRow>[]>(() => {
    const header = (id: keyof typeof widths) => ({ id, header: t(`column.${id}`), width: widths[id] });
    const sent = (row: WarningRow): number => (isFold(row) ? row.newestAt : row.alert.sentAt);
    const columns: Column<WarningRow>[] = [
      {
        ...header('level'),
        sort: (row): SortKey => [levelRank(levelOf(row)), -sent(row)],
        cell: (row) => <LevelCell row={row} />,
      },
      {
        ...header('headline'),
        sort: (row): SortKey => format.text(isFold(row) ? row.label : row.alert.headline),
        cell: (row) => <Headline row={row} />,
      },
      {
        ...header('source'),
        sort: line<SortKey>((row) => senderOf(row, format.text), null),
        cell: line((row) => <Source row={row} />, null),
      },
      { ...header('areas'), cell: line((row) => <Areas row={row} />, null) },
      {
        ...header('since'),
        align: 'end',
        sort: (row): SortKey => -sent(row),
        cell: (row) => (isFold(row) ? <Moment at={row.newestAt} /> : <Since at={row.alert.sentAt} />),
      },
      {
        ...header('next'),
        hint: t('columnHint.next'),
        sort: line<SortKey>((row) => row.next?.at ?? null, null),
        cell: line((row) => <NextRung row={row} />, null),
      },
      {
        ...header('told'),
        hint: t('columnHint.told'),
        sort: line<SortKey>((row) => row.untold.departments.length + row.untold.posts.length, null),
        cell: line((row) => <Told row={row} />, null),
      },
      {
        ...header('ties'),
        hint: t('columnHint.ties'),
        sort: line<SortKey>((row) => -(row.suggestions.length + (row.handling?.incidents?.length ?? 0)), null),
        cell: line((row) => <Ties row={row} />, null),
      },
      {
        ...header('state'),
        sort: (row): SortKey => urgencyOf(row),
        cell: line((row) => <WarningState row={row} />, null),
      },
    ];
    return isBrief ? columns.filter(({ id }) => BRIEF.has(id)) : columns;
  }, [t, format, isBrief]);
}
