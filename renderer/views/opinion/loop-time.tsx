import { useTranslation } from 'react-i18next';
import { limitState } from '../../state/incident-order.ts';
import { useClock } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { Moment } from '../../widgets/age.tsx';
import { Nothing } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import type { Instant } from '../../../shared/kit/time.ts';
import type { LoopTiming } from './opinion-loop.ts';
import styles from './opinion.module.css';

/** A step of the loop in one cell: when it was done, or how long it has been waited for. */
export function LoopTime({ timing, from }: { readonly timing: LoopTiming; readonly from: Instant | null }) {
  const { t } = useTranslation('opinion');
  const { at, due, took } = timing;
  if (at !== null) {
    const isLate = due !== null && at > due;
    return (
      <span className={styles.step} data-late={isLate}>
        {isLate && <Icon name="clock" size={14} />}
        <Moment at={at} />
        {took !== null && <Took took={took} />}
      </span>
    );
  }
  if (due === null || from === null) return <Nothing>{t('loop.none')}</Nothing>;
  return <Waiting from={from} due={due} />;
}

function Took({ took }: { readonly took: number }) {
  const { t } = useTranslation('opinion');
  const format = useFormat();
  return <small>{t('loop.took', { span: format.span(took) })}</small>;
}

function Waiting({ from, due }: { readonly from: Instant; readonly due: Instant }) {
  const { t } = useTranslation('opinion');
  const format = useFormat();
  const words = useClock((now) => format.duration(now - from));
  const state = useClock((now) => limitState(due, from, now));
  return (
    <span className={styles.step} data-waiting={state}>
      {(state === 'near' || state === 'passed') && <Icon name="clock" size={14} />}
      {t('loop.waiting')}
      <small>{words}</small>
    </span>
  );
}
