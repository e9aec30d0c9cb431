import { useTranslation } from 'react-i18next';
import { deadlinesOf, type Deadline } from '../../../shared/domain/case-deadlines.ts';
import type { CaseRules } from '../../../shared/domain/case-rules.ts';
import { useClock } from '../../state/use-console.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Unknown } from '../../widgets/chip.tsx';
import { Section } from '../../widgets/panel.tsx';
import { dueState, type CaseRow } from './case-state.ts';
import styles from './cases.module.css';

function Limit({ deadline }: { readonly deadline: Deadline }) {
  const { t } = useTranslation('citizenCase');
  const format = useFormat();
  const { duty, due, done } = deadline;
  const state = useClock((now) => (done === null ? dueState(deadline, now) : done > due ? 'late' : 'done'));
  const big = useClock((now) => {
    if (done !== null) return '';
    return now <= due ? format.duration(due - now) : format.span(now - due);
  });
  const said = useClock((now) => {
    if (done === null) return '';
    const time = format.moment(done, now);
    return done > due ? t('due.doneLate', { time, span: format.span(done - due) }) : t('due.doneIn', { time });
  });
  return (
    <div data-due={state}>
      <dt>{t(`duty.${duty}`)}</dt>
      <dd>
        {done === null ? (
          <>
            <b>{state === 'over' ? `+${big}` : big}</b>
            <small>
              <Moment at={due} />
            </small>
          </>
        ) : (
          <small>{said}</small>
        )}
      </dd>
    </div>
  );
}

/** The limits of the present round: what is left of each, or how it ended. */
export function CaseLimits({ row, rules }: { readonly row: CaseRow; readonly rules: CaseRules | null | undefined }) {
  const { t } = useTranslation('citizenCase');
  const { data, id } = row;
  const deadlines = rules ? deadlinesOf(data, rules.clocks, id) : [];
  if (rules && deadlines.length === 0) return null;
  return (
    <Section title={t('page.limits')} hint={rules?.clocks.id}>
      {!rules && (
        <p className={styles.quiet}>
          <Unknown /> {rules === null && t('due.unknown')}
        </p>
      )}
      <dl className={styles.limits}>
        {deadlines.map((deadline) => (
          <Limit key={deadline.duty} deadline={deadline} />
        ))}
      </dl>
      {data.extended && (
        <p className={styles.quiet}>
          {t('page.extended', { reason: '' })}
          <Local text={data.extended.reason} />
        </p>
      )}
    </Section>
  );
}
