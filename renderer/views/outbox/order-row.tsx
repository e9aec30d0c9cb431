import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxRow } from '../../../shared/protocol/console-api/rows.ts';
import { limitState } from '../../state/incident-order.ts';
import { useClock } from '../../state/use-console.ts';
import { useSourceName, useStationName } from '../../state/names.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { useFormat } from '../../text/use-text.ts';
import { Moment, Since } from '../../widgets/age.tsx';
import { CommandChip } from '../../widgets/command/command-chip.tsx';
import { describeCommand } from '../../widgets/command/describe-command.ts';
import { Icon } from '../../widgets/icon.tsx';
import { incidentOf, wasMerged, type OutboxGroup } from '../../widgets/command/outbox-groups.ts';
import { inLanguage, type Words } from '../../widgets/command/words.ts';
import styles from './outbox.module.css';

export interface OrderRowProps {
  readonly row: OutboxRow;
  readonly words: Words;
  readonly group: OutboxGroup;
  /** The number of the command that was given again for this one. */
  readonly resentAs: number | undefined;
  /** The number of the command that this one was given again for, where it is still listed. */
  readonly resendOf: number | undefined;
  readonly selected: boolean;
  readonly id: string;
  readonly onSelect: (id: string) => void;
}

/** What the state alone does not say. */
function useWhy({ row, words, group, resentAs, resendOf }: OrderRowProps): string {
  const { t } = useTranslation('outbox');
  const { t: common } = useTranslation();
  const format = useFormat();
  const problemText = useProblemText();
  const { status, expiresAt } = row;
  const left = useClock((now) => {
    if (status.state !== 'queued' && status.state !== 'sent') return '';
    return now < expiresAt
      ? inLanguage(words, t('why.lapses', { span: format.duration(expiresAt - now) }))
      : t('why.lapsing');
  });
  const state = (): string => {
    switch (status.state) {
      case 'queued':
        return left;
      case 'sent':
        return status.tries > 1 ? `${t('why.tries', { count: status.tries })}${common('comma')}${left}` : left;
      case 'rejected':
        return problemText({ code: status.code });
      case 'conflict':
        return t(group === 'waiting' ? 'why.conflict' : 'why.conflictSettled');
      case 'expired':
        return t('why.expired');
      case 'unknown':
        return t(status.reason === 'disk' ? 'why.disk' : 'why.noAnswer');
      case 'accepted':
      case 'effectSeen':
        return wasMerged(row) ? t('why.merged') : '';
      case 'undone':
        return t('why.undone');
      case 'withdrawn':
        return '';
    }
  };
  const again =
    resentAs !== undefined
      ? t('why.resentAs', { seq: resentAs })
      : row.resendOf === undefined
        ? ''
        : resendOf === undefined
          ? t('why.resendOld')
          : t('why.resendOf', { seq: resendOf });
  return [resentAs === undefined ? state() : '', again].filter((part) => part !== '').join(common('comma'));
}

/** The limit of the incident that the order serves, when it is near or passed while the order has not left. */
function Limit({ row, words }: Pick<OrderRowProps, 'row' | 'words'>) {
  const { t } = useTranslation('outbox');
  const { t: common } = useTranslation();
  const format = useFormat();
  const incident = words.find('incident', incidentOf(row) ?? '');
  const due = incident?.due?.at;
  const state = useClock((now) => limitState(due, incident?.reportedAt ?? row.issuedAt, now));
  const said = useClock((now) => {
    if (due === undefined) return '';
    const span = format.duration(Math.abs(due - now));
    const time = format.moment(due, now);
    return [t('limit', { time }), t(now < due ? 'limitLeft' : 'limitPassed', { span })].join(common('comma'));
  });
  if (state !== 'near' && state !== 'passed') return null;
  return (
    <span className={styles.limit} data-limit={state}>
      {said}
    </span>
  );
}

/** Another station's order, here because it reached no hub: not ours to change, and not to be read as ours. */
function Carried({ station, words }: { readonly station: string; readonly words: Words }) {
  const { t } = useTranslation('outbox');
  const name = useStationName();
  return (
    <span className={styles.carried} title={station}>
      <Icon name="swap" size={12} />
      {inLanguage(words, t('carried', { station: name(station) }))}
    </span>
  );
}

/** One order: its place, when, what, to whom, what is to be said of it, how it stands. */
export const OrderRow = memo(function OrderRow(props: OrderRowProps) {
  const { row, words, group, selected, id, onSelect } = props;
  const source = useSourceName();
  const format = useFormat();
  const why = useWhy(props);
  const sentence = describeCommand(words, row);
  return (
    <div
      role="row"
      id={id}
      aria-selected={selected}
      className={styles.row}
      data-row={row.id}
      data-state={row.status.state}
      data-group={group}
      data-carried={row.carriedFrom}
      onClick={() => onSelect(row.id)}
    >
      <span role="gridcell" className={styles.number}>
        {format.number(row.stationSeq)}
      </span>
      <span role="gridcell" className={styles.quiet}>
        <Moment at={row.issuedAt} />
      </span>
      <span role="gridcell" className={styles.what}>
        <b className="lz-cut" title={sentence}>
          <bdi>{sentence}</bdi>
        </b>
        <small className="lz-cut">
          {row.carriedFrom !== undefined && <Carried station={row.carriedFrom} words={words} />}
          <bdi>{row.entityId}</bdi>
          {group === 'waiting' && <Limit row={row} words={words} />}
        </small>
      </span>
      <span role="gridcell" className="lz-cut">
        {source(row.feed)}
      </span>
      <span role="gridcell" className={styles.why} title={why}>
        {why}
      </span>
      <span role="gridcell" className={styles.age}>
        {group !== 'settled' && <Since at={row.issuedAt} />}
      </span>
      <span role="gridcell" className={styles.state}>
        <CommandChip status={row.status} />
      </span>
    </div>
  );
});
