import { useTranslation } from 'react-i18next';
import type { CommandTypeName } from '../../../shared/protocol/commands/command-types.ts';
import { useMay, useRefusalText, type Refusal } from '../../state/use-may.ts';
import { Icon } from '../icon.tsx';
import { verbOf } from './describe-command.ts';
import styles from './command.module.css';

/** The rule that refuses some of the buttons beside it, said once. A grey button alone would be a riddle. */
export function Refusals({ actions }: { readonly actions: readonly CommandTypeName[] }) {
  const { t } = useTranslation('command');
  const may = useMay();
  const text = useRefusalText();
  const refused = actions.map((action) => ({ action, refusal: may(action) })).filter(({ refusal }) => refusal !== null);
  const first: Refusal | null = refused[0]?.refusal ?? null;
  if (!first) return null;
  const verbs = [...new Set(refused.map(({ action }) => t(`verb.${verbOf(action)}`)))];
  return (
    <p className={styles.refusal}>
      <Icon name="lock" size={14} />
      <span>{text(first, verbs)}</span>
    </p>
  );
}
