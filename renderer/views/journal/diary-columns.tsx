import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeopleNames } from '../../state/post-names.ts';
import { Moment } from '../../widgets/age.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import type { Column } from '../../widgets/table/column.ts';
import type { DiaryLine } from './diary-lines.ts';
import { useLineText, useSideName } from './use-diary.ts';
import styles from './journal.module.css';

const ARROWS = { in: 'down', out: 'up', within: 'swap' } as const;

/** @param numberOf the number of an entry by its id. */
export function useDiaryColumns(numberOf: (id: string) => number | string): readonly Column<DiaryLine>[] {
  const { t } = useTranslation('journal');
  const text = useLineText();
  const side = useSideName();
  const people = usePeopleNames();
  return useMemo<readonly Column<DiaryLine>[]>(
    () => [
      {
        id: 'no',
        header: t('column.no'),
        width: '72px',
        sort: (line) => (line.origin === 'entry' ? line.row.data.number : null),
        cell: (line) =>
          line.origin === 'entry' ? (
            <b className={styles.no}>{line.row.data.number}</b>
          ) : (
            <span title={t('systemHint')}>
              <Chip>{t('system')}</Chip>
            </span>
          ),
      },
      {
        id: 'at',
        header: t('column.happened'),
        width: '112px',
        // Of one moment, in the order they were entered.
        sort: (line) => [line.at, line.origin === 'entry' ? line.row.data.number : 0],
        cell: (line) => <Moment at={line.at} />,
      },
      {
        id: 'kind',
        header: t('column.kind'),
        width: '84px',
        sort: (line) => line.kind,
        cell: (line) => t(`kind.${line.kind}`),
      },
      {
        id: 'direction',
        header: t('column.direction'),
        width: '72px',
        sort: (line) => line.direction,
        cell: (line) => (
          <span className={styles.way}>
            <Icon name={ARROWS[line.direction]} size={14} />
            {t(`direction.${line.direction}`)}
          </span>
        ),
      },
      {
        id: 'media',
        header: t('column.media'),
        width: '84px',
        sort: (line) => line.media,
        cell: (line) => <span className={styles.quiet}>{t(`media.${line.media}`)}</span>,
      },
      {
        id: 'text',
        header: t('column.text'),
        width: 'minmax(260px, 4fr)',
        cell: (line) => <LineText line={line} words={text(line)} numberOf={numberOf} />,
      },
      {
        id: 'sides',
        header: `${t('column.from')} → ${t('column.to')}`,
        width: 'minmax(150px, 1.2fr)',
        cell: (line) => {
          const [from, to] = line.origin === 'entry' ? [line.row.data.from, line.row.data.to] : [line.by, line.to];
          const words = [from, to]
            .filter((name) => name !== '')
            .map(side)
            .join(' → ');
          return (
            <span className="lz-cut" title={words}>
              <bdi>{words}</bdi>
            </span>
          );
        },
      },
      {
        id: 'links',
        header: t('column.links'),
        width: '56px',
        align: 'end',
        sort: (line) => line.links.length,
        cell: (line) =>
          line.links.length > 0 && (
            <span className={styles.way}>
              <Icon name="link" size={14} />
              {line.links.length}
            </span>
          ),
      },
      {
        id: 'by',
        header: t('column.by'),
        width: 'minmax(88px, 0.6fr)',
        cell: (line) =>
          line.origin === 'entry' && <span className="lz-cut">{people.officer(line.row.data.by.officer)}</span>,
      },
    ],
    [t, text, side, people, numberOf],
  );
}

interface LineTextProps {
  readonly line: DiaryLine;
  readonly words: string;
  readonly numberOf: (id: string) => number | string;
}

/** What was corrected is struck and says by which; it can still be read. */
function LineText({ line, words, numberOf }: LineTextProps) {
  const { t } = useTranslation('journal');
  const data = line.origin === 'entry' ? line.row.data : null;
  return (
    <span className={styles.said}>
      {data?.corrects !== undefined && <Chip tone="edge">{t('correction', { no: numberOf(data.corrects) })}</Chip>}
      {data?.correctedBy !== undefined && <Chip tone="edge">{t('corrected', { no: numberOf(data.correctedBy) })}</Chip>}
      <span className="lz-cut" data-corrected={data?.correctedBy !== undefined} title={words}>
        <bdi>{words}</bdi>
      </span>
      {line.origin === 'entry' && line.row.pending && (
        <Chip tone="pending" icon="up">
          {t('pending')}
        </Chip>
      )}
    </span>
  );
}
