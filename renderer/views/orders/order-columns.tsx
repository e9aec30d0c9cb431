import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDepartmentName } from '../../state/names.ts';
import type { OrderRow } from '../../state/order-due.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment, Since } from '../../widgets/age.tsx';
import { Chip, Nothing } from '../../widgets/chip.tsx';
import type { Column } from '../../widgets/table/column.ts';
import { DueText } from './due-text.tsx';
import { OrderStateWord } from './order-state-word.tsx';
import { STATES, urgencyOf } from './order-state.ts';
import styles from './orders.module.css';

const WIDTHS = {
  due: '168px',
  title: 'minmax(260px, 3fr)',
  to: 'minmax(130px, 1fr)',
  state: '104px',
  since: '92px',
  incident: 'minmax(150px, 1.3fr)',
  from: '88px',
  doneBy: '96px',
} as const;

/** @param incidentName its title; undefined when this window has no such incident */
export function useOrderColumns(incidentName: (id: string) => string | undefined): readonly Column<OrderRow>[] {
  const { t } = useTranslation('order');
  const { t: incident } = useTranslation('incident');
  const format = useFormat();
  const department = useDepartmentName();
  const people = usePeopleNames();
  return useMemo<readonly Column<OrderRow>[]>(() => {
    const header = (id: keyof typeof WIDTHS) => ({ id, header: t(`column.${id}`), width: WIDTHS[id] });
    return [
      { ...header('due'), sort: urgencyOf, cell: (row) => <DueText row={row} /> },
      {
        ...header('title'),
        sort: ({ data }) => format.text(data.title),
        cell: ({ data, pending }) => (
          <span className={styles.title} title={format.text(data.title)}>
            {data.form === 'instruction' && <Chip tone="edge">{t('form.instruction')}</Chip>}
            <Local className="lz-cut" text={data.title} />
            {(pending?.length ?? 0) > 0 && (
              <Chip tone="pending" icon="up">
                {incident('action.pending')}
              </Chip>
            )}
          </span>
        ),
      },
      {
        ...header('to'),
        sort: ({ data }) => department(data.to.department),
        cell: ({ data: { to } }) => {
          const post = to.post === undefined ? '' : people.post(to.post);
          return (
            <span className="lz-cut" title={post}>
              {department(to.department)}
            </span>
          );
        },
      },
      {
        ...header('state'),
        sort: ({ data }) => STATES.indexOf(data.status.state),
        cell: ({ data }) => <OrderStateWord state={data.status.state} />,
      },
      { ...header('since'), sort: ({ data }) => -data.status.at, cell: ({ data }) => <Since at={data.status.at} /> },
      {
        ...header('incident'),
        sort: ({ data }) => (data.incident === undefined ? null : (incidentName(data.incident) ?? data.incident)),
        cell: ({ data }) => {
          if (data.incident === undefined) return <Nothing>{t('page.incidentNone')}</Nothing>;
          return <span className="lz-cut">{incidentName(data.incident) ?? t('page.incidentGone')}</span>;
        },
      },
      { ...header('from'), sort: ({ data }) => -data.from.at, cell: ({ data }) => <Moment at={data.from.at} /> },
      {
        ...header('doneBy'),
        sort: ({ data }) => data.clocks.doneBy ?? null,
        cell: ({ data }) =>
          data.clocks.doneBy === undefined ? <Nothing>{t('due.none')}</Nothing> : <Moment at={data.clocks.doneBy} />,
      },
    ];
  }, [t, incident, format, department, people, incidentName]);
}
