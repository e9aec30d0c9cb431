import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../shared/kit/problem.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { hostileIn, nextStep } from './next-step.ts';
import styles from './exchange.module.css';

/** A refusal: the reason, and what to do about it. */
export function ProblemNote({
  problem,
  title,
  children,
}: {
  readonly problem: Problem;
  readonly title?: string;
  readonly children?: ReactNode;
}) {
  const { t } = useTranslation('exchange');
  const { t: common } = useTranslation();
  const problemText = useProblemText();
  const hostile = hostileIn(problem);
  const reasons = hostile === null ? [problem] : [problem, { code: hostile }];
  const next = nextStep(problem);
  return (
    <div className={styles.note} role="alert" data-code={problem.code}>
      {title !== undefined && <p>{title}</p>}
      <b>{reasons.map(problemText).join(common('comma'))}</b>
      {next !== null && <p>{t(`next.${next}`)}</p>}
      {children}
    </div>
  );
}
