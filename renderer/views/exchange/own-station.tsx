import { useTranslation } from 'react-i18next';
import type { StationRow } from '../../../shared/protocol/console-api/rows.ts';
import { useProblemText } from '../../text/use-problem.ts';
import { Unknown } from '../../widgets/chip.tsx';
import { Section } from '../../widgets/panel.tsx';
import { FingerprintGroups } from './fingerprint-groups.tsx';
import styles from './exchange.module.css';

type Own = Extract<StationRow['status'], { state: 'own' }>;

function Listener({ listener }: Pick<Own, 'listener'>) {
  const { t } = useTranslation('exchange');
  const problemText = useProblemText();
  switch (listener.state) {
    case 'on':
      return (
        <>
          <bdi className={styles.value}>{listener.address}</bdi>
          <small>{t('own.listenerOn')}</small>
        </>
      );
    case 'off':
      return <span className={styles.quiet}>{t('own.listenerOff')}</span>;
    case 'failed':
      return <b>{problemText(listener.problem)}</b>;
  }
}

/** What this console is to others: what they compare, what they enter. */
export function OwnStation({ id, fingerprint, own }: { readonly own: Own } & Pick<StationRow, 'id' | 'fingerprint'>) {
  const { t } = useTranslation('exchange');
  return (
    <Section title={t('own.title')}>
      <dl className={styles.facts}>
        <dt>{t('own.fingerprint')}</dt>
        <dd>
          <FingerprintGroups fingerprint={fingerprint} />
          <small>{t('own.readAloud')}</small>
        </dd>
        <dt>{t('own.listener')}</dt>
        <dd>
          <Listener listener={own.listener} />
        </dd>
        <dt>{t('own.city')}</dt>
        <dd>
          {own.city === null ? (
            <>
              <Unknown />
              <small>{t('own.cityUnknown')}</small>
            </>
          ) : (
            <bdi className={styles.value}>{own.city}</bdi>
          )}
        </dd>
        <dt>{t('own.station')}</dt>
        <dd>
          <bdi className={styles.quiet}>{id}</bdi>
        </dd>
      </dl>
    </Section>
  );
}
