import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/domain/alert.ts';
import type { WarningMethod } from '../../../shared/domain/own-warning.ts';
import { Icon } from '../icon.tsx';
import styles from './warning.module.css';

export interface TrustBadgesProps {
  readonly alert: Pick<Alert, 'signature' | 'verdict' | 'origin'>;
  /** Of a warning that the console raised itself. */
  readonly method: WarningMethod | null;
  /** Leaves out what is as usual. */
  readonly brief?: boolean;
}

/** Signed or not, valid or tolerated, found by which method: each its own badge, with a word. */
export function TrustBadges({ alert: { signature, verdict, origin }, method, brief = false }: TrustBadgesProps) {
  const { t } = useTranslation('alert');
  if (method !== null) {
    return (
      <span className={styles.badges}>
        <span className={styles.badge}>{t(`method.${method}`)}</span>
      </span>
    );
  }
  return (
    <span className={styles.badges}>
      {origin !== undefined && !brief && <span className={styles.badge}>{t(`origin.${origin}`)}</span>}
      {signature && !(brief && signature.state === 'absent') && (
        <span
          className={styles.badge}
          data-look={signature.state === 'invalid' ? 'bad' : signature.state === 'absent' ? 'quiet' : undefined}
        >
          {signature.state !== 'absent' && <Icon name={signature.state === 'valid' ? 'check' : 'x'} size={12} />}
          {t(`signature.${signature.state}`)}
        </span>
      )}
      {verdict && !(brief && verdict.strict) && (
        <span className={styles.badge} data-look={verdict.strict ? undefined : 'quiet'}>
          {t(`verdict.${verdict.strict ? 'strict' : 'tolerant'}`)}
        </span>
      )}
    </span>
  );
}
