import { useTranslation } from 'react-i18next';
import type { CaseRules } from '../../../shared/domain/case-rules.ts';
import { useClock } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { Nothing, Unknown } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { dueOf, dueState, type CaseRow } from './case-state.ts';
import styles from './cases.module.css';

/** The limit that runs now: what for, how long it still is, or plainly by how much it was missed. */
export function CaseDue({ row, rules }: { readonly row: CaseRow; readonly rules: CaseRules | null | undefined }) {
  const { t } = useTranslation('citizenCase');
  const format = useFormat();
  const deadline = dueOf(row, rules);
  const state = useClock((now) => (deadline ? dueState(deadline, now) : ''));
  const text = useClock((now) => {
    if (!deadline) return '';
    const duty = t(`duty.${deadline.duty}`);
    return now <= deadline.due
      ? t('due.left', { duty, span: format.duration(deadline.due - now) })
      : t('due.over', { duty, span: format.span(now - deadline.due) });
  });
  if (!rules) return <Unknown />;
  if (!deadline) return <Nothing>{t('due.none')}</Nothing>;
  return (
    <span className={styles.due} data-due={state} title={state === 'reminded' ? t('due.reminder') : undefined}>
      {state !== 'left' && <Icon name="clock" size={14} />}
      {text}
    </span>
  );
}
