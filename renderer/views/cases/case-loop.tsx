import { useTranslation } from 'react-i18next';
import { stepsOf, type CaseStatus } from '../../../shared/domain/case.ts';
import type { LocalText } from '../../../shared/domain/common.ts';
import { useDepartmentName, useSourceName } from '../../state/names.ts';
import { useClock } from '../../state/use-console.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Section } from '../../widgets/panel.tsx';
import { caseNo, type CaseRow } from './case-state.ts';
import styles from './cases.module.css';

/** One step in words, with what it knows. */
function useStepWords(): (step: CaseStatus) => string {
  const { t } = useTranslation('citizenCase');
  const department = useDepartmentName();
  return (step) => {
    switch (step.state) {
      case 'assigned':
      case 'accepted':
        return t(`step.${step.state}`, { department: department(step.department) });
      case 'returned': {
        const said = { department: department(step.department), ground: t(`ground.${step.ground}`) };
        return step.proposed === undefined
          ? t('step.returned', said)
          : t('step.returnedTo', { ...said, proposed: department(step.proposed) });
      }
      case 'calledBack':
        return t('step.calledBack', { result: t(`callBack.${step.result}`) });
      case 'rated':
        return t('step.rated', { rating: t(`rating.${step.rating}`) });
      case 'reopened':
        return t('step.reopened', { reason: t(`reopenReason.${step.reason}`) });
      case 'merged':
        return t(step.calledBack ? 'step.mergedCalled' : 'step.merged', { no: caseNo(step.into) });
      case 'rejected':
        return t('step.rejected', { ground: t(`rejectGround.${step.ground}`) });
      default:
        return t(`step.${step.state}`);
    }
  };
}

function saidIn(step: CaseStatus): LocalText | undefined {
  if (step.state === 'answered' || step.state === 'contacted') return step.text;
  return step.state === 'rejected' ? step.reason : undefined;
}

/** Report, handling, feedback: every step with its time and who made it, the newest first. */
export function CaseLoop({ row }: { readonly row: CaseRow }) {
  const { t } = useTranslation('citizenCase');
  const format = useFormat();
  const words = useStepWords();
  const source = useSourceName();
  const { data } = row;
  const closed = data.status.state === 'closed' ? data.status.at : null;
  const span = useClock((now) => format.span((closed ?? now) - data.reportedAt));
  const steps = stepsOf(data);
  return (
    <Section title={t('page.loop')} hint={t('page.loopSince', { span })}>
      <ol className={styles.loop}>
        {steps.toReversed().map((step, index) => {
          const said = saidIn(step);
          return (
            <li key={steps.length - index} data-now={index === 0}>
              <i aria-hidden="true" />
              <Moment at={step.at} />
              <div>
                <b>{words(step)}</b>
                <span className={styles.by}>{source(step.by)}</span>
                {said && (
                  <p>
                    <Local text={said} />
                  </p>
                )}
              </div>
            </li>
          );
        })}
      </ol>
      {data.note && (
        <p className={styles.note}>
          <b>{t('page.note')}</b> <Moment at={data.note.at} /> <Local text={data.note.text} />
        </p>
      )}
    </Section>
  );
}
