import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../widgets/button.tsx';
import { IncidentPick } from './incident-pick.tsx';
import type { KindFormProps } from './kind-form.ts';
import { newSheet } from './sheet.ts';
import styles from './list.module.css';

/** Which units to which incidents. What they need is what their kind and level usually need; it is changed on the sheet. */
export function DispatchForm({ onBegin }: KindFormProps) {
  const { t } = useTranslation('decision');
  const [incidents, setIncidents] = useState<readonly string[]>([]);
  const isReady = onBegin !== null && incidents.length > 0;
  return (
    <>
      <div className={styles.fields}>
        <p className={styles.quiet}>{t('new.dispatchHint')}</p>
        <IncidentPick chosen={incidents} onChange={setIncidents} />
      </div>
      <footer className={styles.newFoot}>
        <Button
          look="primary"
          size="grave"
          disabled={!isReady}
          onClick={() => onBegin?.(newSheet('dispatch', { incidents: [...incidents] }))}
        >
          {t('new.begin')}
        </Button>
      </footer>
    </>
  );
}
