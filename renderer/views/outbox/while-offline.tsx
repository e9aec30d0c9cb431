import { useTranslation } from 'react-i18next';
import { limitState } from '../../state/incident-order.ts';
import { useSourceName } from '../../state/names.ts';
import { useClock } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { Unknown } from '../../widgets/chip.tsx';
import { describeCommand } from '../../widgets/command/describe-command.ts';
import { isUnsent, type Grouped, type PhoneCall } from '../../widgets/command/outbox-groups.ts';
import type { Words } from '../../widgets/command/words.ts';
import { Icon } from '../../widgets/icon.tsx';
import type { FeedsNow } from './feeds-down.ts';
import styles from './outbox.module.css';

function Clock({ call }: { readonly call: PhoneCall }) {
  const { t } = useTranslation('outbox');
  const format = useFormat();
  const { limit, first, inConflict } = call;
  const state = useClock((now) => limitState(limit ?? undefined, first.issuedAt, now));
  const said = useClock((now) => {
    if (inConflict) return t('calls.conflict');
    if (limit === null) return t('calls.waited', { span: format.span(now - first.issuedAt) });
    return now < limit
      ? t('calls.left', { span: format.duration(limit - now) })
      : t('calls.passed', { span: format.duration(now - limit) });
  });
  return (
    <span className={styles.limit} data-limit={inConflict ? 'none' : state}>
      {said}
    </span>
  );
}

/** Whom to call first. The console has no directory, and says so: a number that somebody made up would be worse than none. */
export function PhoneCalls({
  calls,
  words,
  onSelect,
}: {
  readonly calls: readonly PhoneCall[];
  readonly words: Words;
  readonly onSelect: (id: string) => void;
}) {
  const { t } = useTranslation('outbox');
  const source = useSourceName();
  return (
    <section className={styles.panel}>
      <h3>
        {calls.length === 0 ? t('calls.none') : t('calls.title', { count: calls.length })}
        <span>{calls.length > 0 && t('calls.order')}</span>
      </h3>
      {calls.map((call) => (
        <button key={call.feed} type="button" className={styles.call} onClick={() => onSelect(call.first.id)}>
          <Icon name="phone" />
          <span className={styles.callText}>
            <b>{source(call.feed)}</b>
            <span className="lz-cut">{describeCommand(words, call.first)}</span>
            {call.others > 0 && <small>{t('calls.more', { count: call.others })}</small>}
          </span>
          <small className={styles.phone}>
            {t('calls.number')} <Unknown />
          </small>
          <Clock call={call} />
        </button>
      ))}
    </section>
  );
}

/** What happens by itself when the link is back, and what does not. */
export function AfterLink({ groups, feeds }: { readonly groups: Grouped; readonly feeds: FeedsNow }) {
  const { t } = useTranslation('outbox');
  const down = feeds.stopped.reduce((sum, stopped) => sum + stopped.feeds.length, 0);
  const sends = groups.waiting.filter(isUnsent).length;
  const conflicts = groups.waiting.filter(({ status }) => status.state === 'conflict').length;
  const lapsed = groups.again.filter(({ status }) => status.state === 'expired').length;
  const steps = [
    t('after.align', { count: down }),
    sends > 0 && t('after.send', { count: sends }),
    conflicts > 0 && t('after.conflicts', { count: conflicts }),
    lapsed > 0 && t('after.lapsed', { count: lapsed }),
    sends > 0 && t('after.receipts'),
  ].filter((step) => step !== false);
  return (
    <section className={styles.panel}>
      <h3>
        {t('after.title')}
        <span>{t('after.hint')}</span>
      </h3>
      <ol>
        {steps.map((step, index) => (
          <li key={step} className={styles.step}>
            <span>{index + 1}</span>
            {step}
          </li>
        ))}
      </ol>
    </section>
  );
}
