import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { RESPONSE_LEVELS } from '../../../shared/domain/plan-template.ts';
import type { TemplateRow } from '../../../shared/protocol/console-api/template-calls.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Chip, Nothing } from '../../widgets/chip.tsx';
import type { Column } from '../../widgets/table/column.ts';
import type { PlanWords } from './use-plan-book.ts';
import styles from './plans.module.css';

/** From the least to the gravest, as a response grows. */
export const LEVELS_UP = RESPONSE_LEVELS.toReversed();

export function usePlanColumns(words: PlanWords): readonly Column<TemplateRow>[] {
  const { t } = useTranslation('plan');
  const { t: common } = useTranslation();
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('column.name'),
        width: 'minmax(140px, 1fr)',
        sort: ({ data }) => format.text(data.name),
        cell: ({ id, data }) => (
          <span className={styles.name} title={format.text(data.name)}>
            <Local text={data.name} />
            {!id.startsWith('template:') && <small>{id}</small>}
          </span>
        ),
      },
      {
        id: 'type',
        header: t('column.type'),
        width: '108px',
        sort: ({ data }) => words.eventType(data.eventType),
        cell: ({ data }) => <span title={words.eventType(data.eventType)}>{words.eventType(data.eventType)}</span>,
      },
      ...LEVELS_UP.map((level): Column<TemplateRow> => {
        const numeral = common(`levelNumeral.${LEVELS_UP.length - LEVELS_UP.indexOf(level)}` as 'levelNumeral.1');
        return {
          id: level,
          header: numeral,
          hint: t('levelHint', { level: numeral }),
          width: '32px',
          align: 'end',
          sort: (row) => -countAt(row, level),
          cell: (row) =>
            countAt(row, level) === 0 ? <Nothing>{t('nothing')}</Nothing> : format.number(countAt(row, level)),
        };
      }),
      {
        id: 'state',
        header: t('column.state'),
        width: '76px',
        sort: ({ data }) => (data.enabled ? 0 : 1),
        cell: ({ data, pending = [] }) =>
          pending.length > 0 ? (
            <Chip tone="pending">{t('waiting')}</Chip>
          ) : (
            <Chip tone={data.enabled ? 'live' : 'offline'}>{t(data.enabled ? 'state.on' : 'state.off')}</Chip>
          ),
      },
    ],
    [t, common, format, words],
  );
}

function countAt({ data }: TemplateRow, level: (typeof RESPONSE_LEVELS)[number]): number {
  return data.tasks.filter(({ due }) => due[level] !== null).length;
}
