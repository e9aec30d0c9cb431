import { useTranslation } from 'react-i18next';
import { useMay, useRefusalText } from '../../state/use-may.ts';
import { Icon } from '../../widgets/icon.tsx';
import styles from './exchange.module.css';

/** Why the buttons beside it are grey; nothing when they are not. */
export function RefusedAction({ action }: { readonly action: 'carry' | 'manage' }) {
  const { t } = useTranslation('exchange');
  const refusal = useMay()(`exchange.${action}`);
  const text = useRefusalText();
  if (!refusal) return null;
  return (
    <p className={styles.refused}>
      <Icon name="lock" size={14} />
      {text(refusal, [t(`verb.${action}`)])}
    </p>
  );
}
