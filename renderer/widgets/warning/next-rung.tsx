import { useTranslation } from 'react-i18next';
import { MINUTE } from '../../../shared/kit/time.ts';
import type { WarningLine } from '../../../shared/protocol/console-api/warning-rows.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useClock } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { Nothing } from '../chip.tsx';
import { Icon } from '../icon.tsx';
import styles from './warning.module.css';

/** "2:10 后报指挥长": when the ladder goes on and to whom; near and passed it says so by glyph and weight, not by colour alone. */
export function NextRung({ row: { next, handling } }: { readonly row: Pick<WarningLine, 'next' | 'handling'> }) {
  const { t } = useTranslation('alert');
  const format = useFormat();
  const { post, postInFull } = usePeopleNames();
  const text = useClock((now) => {
    if (!next) return '';
    const to = post(next.to);
    return now < next.at ? t('next.due', { span: format.duration(next.at - now), to }) : t('next.overdue', { to });
  });
  const near = useClock((now) => (next === null ? 'false' : now >= next.at ? 'over' : String(next.at - now < MINUTE)));
  if (!next) {
    const state = handling?.status.state ?? 'new';
    const top = state === 'new' || state === 'seen' ? handling?.escalations?.at(-1) : undefined;
    // The last rung: nothing is counted any more, and still nobody has it.
    if (top) return <span className={styles.next}>{t('next.top', { to: post(top.to) })}</span>;
    return <Nothing>{t('next.none')}</Nothing>;
  }
  return (
    <span className={styles.next} data-near={near} title={postInFull(next.to)}>
      {near !== 'false' && <Icon name="clock" size={14} />}
      {text}
    </span>
  );
}
