import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../shared/kit/problem.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { nextStep } from './next-step.ts';
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
  const problemText = useProblemText();
  const next = nextStep(problem);
  return (
    <div className={styles.note} role="alert" data-code={problem.code}>
      {title !== undefined && <p>{title}</p>}
      <b>{problemText(problem)}</b>
      {next !== null && <p>{t(`next.${next}`)}</p>}
      {children}
    </div>
  );
}
