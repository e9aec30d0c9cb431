import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { departmentOf } from '../../../shared/domain/case.ts';
import type { CaseRules } from '../../../shared/domain/case-rules.ts';
import { useDepartmentName } from '../../state/names.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Since } from '../../widgets/age.tsx';
import { Chip, Nothing, Unknown } from '../../widgets/chip.tsx';
import type { Column } from '../../widgets/table/column.ts';
import { CaseDue } from './case-due.tsx';
import { dueOf, tabOf, type CaseRow } from './case-state.ts';
import { useCaseChannel } from './use-case-channel.ts';
import styles from './cases.module.css';

const FAR = Number.MAX_SAFE_INTEGER;
const TAB_RANK = { desk: 0, department: 1, over: 2 } as const;

/** @param same how many proposals a case has */
export function useCaseColumns(
  rules: CaseRules | null | undefined,
  same: ReadonlyMap<string, number>,
): readonly Column<CaseRow>[] {
  const { t } = useTranslation('citizenCase');
  const { t: category } = useTranslation('caseCategory');
  const { t: incident } = useTranslation('incident');
  const format = useFormat();
  const department = useDepartmentName();
  const channel = useCaseChannel();
  return useMemo<readonly Column<CaseRow>[]>(() => {
    const header = (id: keyof typeof widths) => ({ id, header: t(`column.${id}`), width: widths[id] });
    return [
      {
        ...header('limit'),
        sort: (row) => [TAB_RANK[tabOf(row)], dueOf(row, rules)?.due ?? FAR, -row.data.reportedAt],
        cell: (row) => <CaseDue row={row} rules={rules} />,
      },
      {
        ...header('text'),
        sort: ({ data }) => format.text(data.text),
        cell: ({ data, pending }) => (
          <span className={styles.title} title={format.text(data.text)}>
            {data.isUrgent && (
              <Chip tone="plain" icon="warn">
                {t('clock.urgent')}
              </Chip>
            )}
            <Local text={data.text} />
            {(pending?.length ?? 0) > 0 && (
              <Chip tone="pending" icon="up">
                {incident('action.pending')}
              </Chip>
            )}
          </span>
        ),
      },
      {
        ...header('category'),
        sort: ({ data }) => (data.category ? category(`leaf.${data.category}`) : null),
        cell: ({ data }) =>
          data.category ? category(`leaf.${data.category}`) : <Nothing>{t('page.noCategory')}</Nothing>,
      },
      {
        ...header('state'),
        sort: ({ data }) => t(`state.${data.status.state}`),
        cell: ({ data }) => t(`state.${data.status.state}`),
      },
      {
        ...header('same'),
        sort: ({ id }) => -(same.get(id) ?? 0),
        cell: ({ id, data }) => <Same count={same.get(id) ?? 0} joined={data.joined?.length ?? 0} />,
      },
      {
        ...header('department'),
        sort: ({ data }) => departmentOf(data),
        cell: ({ data }) => {
          const code = departmentOf(data);
          return code === null ? <Nothing>{t('page.noDepartment')}</Nothing> : department(code);
        },
      },
      {
        ...header('place'),
        sort: ({ data }) => (data.place ? format.text(data.place) : null),
        cell: ({ data }) =>
          data.place ? (
            <Local text={data.place} />
          ) : data.at ? (
            <Nothing>{incident('placeOnMap')}</Nothing>
          ) : (
            <Unknown />
          ),
      },
      {
        ...header('channel'),
        sort: ({ data }) => channel(data.channel),
        cell: ({ data }) => <bdi>{channel(data.channel)}</bdi>,
      },
      {
        ...header('age'),
        align: 'end',
        sort: ({ data }) => data.reportedAt,
        cell: ({ data }) => <Since at={data.reportedAt} />,
      },
    ];
  }, [t, category, incident, format, department, channel, rules, same]);
}

const widths = {
  limit: '168px',
  text: 'minmax(260px, 3fr)',
  category: '116px',
  state: '96px',
  same: '112px',
  department: 'minmax(88px, 0.7fr)',
  place: 'minmax(120px, 1.2fr)',
  channel: '72px',
  age: '92px',
} as const;

function Same({ count, joined }: { readonly count: number; readonly joined: number }) {
  const { t } = useTranslation('citizenCase');
  const format = useFormat();
  return (
    <span className={styles.same}>
      {count > 0 && (
        <Chip tone="conflict" icon="split" title={t('same.duplicate')}>
          {format.number(count)}
        </Chip>
      )}
      {joined > 0 && (
        <Chip tone="edge" icon="link" title={t('page.joined')}>
          {format.number(joined)}
        </Chip>
      )}
    </span>
  );
}
