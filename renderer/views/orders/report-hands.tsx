import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hand } from '../../../shared/domain/hand.ts';
import type { Report } from '../../../shared/domain/report.ts';
import { sentAt } from '../../../shared/domain/report-told.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useClock } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Nothing } from '../../widgets/chip.tsx';
import { Section } from '../../widgets/panel.tsx';
import styles from './orders.module.css';

/** The two limits of a report with what became of them, and through whose hands it went. */
export function ReportHands({ report }: { readonly report: Report }) {
  const { t } = useTranslation('report');
  const { phoneDueAt, phonedAt, dueAt, status, writtenBy, kind } = report;
  const sent = sentAt(report);
  return (
    <Section title={t('sheet.hands')}>
      <ol className={styles.hands}>
        {writtenBy.map((hand) => (
          <Row key={`${hand.officer} ${hand.at}`} what={t('sheet.written')} at={hand.at}>
            <Who hand={hand} />
          </Row>
        ))}
        {kind === 'first' && (phoneDueAt !== undefined || phonedAt !== undefined) && (
          <Row what={t('sheet.phone')} at={phonedAt ?? null}>
            <Limit due={phoneDueAt ?? null} at={phonedAt ?? null} />
          </Row>
        )}
        <Row what={t('sheet.sent')} at={sent}>
          {status.state !== 'drafted' && <Who hand={status.state === 'sent' ? status.by : status.sent} />}
          <Limit due={dueAt} at={sent} />
        </Row>
        {status.state === 'received' && (
          <Row what={t('sheet.received')} at={status.since}>
            <span>{status.by}</span>
          </Row>
        )}
      </ol>
    </Section>
  );
}

function Row({
  what,
  at,
  children,
}: {
  readonly what: string;
  readonly at: Instant | null;
  readonly children: ReactNode;
}) {
  return (
    <li>
      <span>{what}</span>
      <span className={styles.at}>{at !== null && <Moment at={at} />}</span>
      {children}
    </li>
  );
}

function Who({ hand }: { readonly hand: Hand }) {
  const people = usePeopleNames();
  return (
    <span>
      {people.officer(hand.officer)} <small className={styles.quiet}>{people.post(hand.post)}</small>
    </span>
  );
}

function Limit({ due, at }: { readonly due: Instant | null; readonly at: Instant | null }) {
  const { t } = useTranslation('report');
  const format = useFormat();
  const text = useClock((now) => {
    if (due === null) return '';
    const by = t('sheet.dueAt', { time: format.moment(due, now) });
    const over = (at ?? now) - due;
    if (over > 0) return `${by} ${t('sheet.lateBy', { span: format.span(over) })}`;
    return at === null ? `${by} ${t('due.left', { span: format.duration(-over) })}` : `${by} ${t('sheet.inTime')}`;
  });
  const isLate = useClock((now) => due !== null && (at ?? now) > due);
  if (due === null) return <Nothing>{t('due.none')}</Nothing>;
  return (
    <span className={styles.limit} data-late={isLate}>
      {text}
    </span>
  );
}
