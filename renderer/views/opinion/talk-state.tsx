import { useTranslation } from 'react-i18next';
import type { OpinionRow } from '../../../shared/protocol/console-api/opinion-calls.ts';
import { Unknown } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import type { IconName } from '../../widgets/icon-paths.ts';
import { talkState, type TalkState } from './opinion-loop.ts';
import styles from './opinion.module.css';

const GLYPH: Readonly<Record<Exclude<TalkState, 'unknown'>, IconName>> = {
  burst: 'warn',
  rising: 'up',
  steady: 'minus',
  falling: 'down',
};

export function Talk({ row }: { readonly row: OpinionRow }) {
  const { t } = useTranslation('opinion');
  const state = talkState(row);
  if (state === 'unknown') return <Unknown />;
  return (
    <span className={styles.talk} data-state={state}>
      <Icon name={GLYPH[state]} size={14} />
      {t(`state.${state}`)}
    </span>
  );
}
