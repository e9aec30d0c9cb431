import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../text/use-text.ts';
import { Button } from '../../button.tsx';
import type { MapToolPanelProps } from '../tools/map-tool.ts';
import { useFollow } from './follow-store.ts';
import { useLeadPart } from './use-lead.ts';
import { useLeadWays } from './use-lead-ways.ts';
import styles from './follow.module.css';

/** Takes the lead, or gives it back. Another's lead is taken only after the officer was told whose it is. */
export function LeadPanel({ engine, close }: MapToolPanelProps) {
  const { t } = useTranslation('follow');
  const { time } = useFormat();
  const part = useLeadPart();
  const ways = useLeadWays(engine);
  const showsPointer = useFollow((state) => state.showsPointer);
  const showPointer = useFollow((state) => state.showPointer);
  const leave = useFollow((state) => state.leave);
  const rejoin = useFollow((state) => state.rejoin);
  const [isBusy, setBusy] = useState(false);
  const from = part.is !== 'none' && part.is !== 'leading' && part.lead.state === 'leading' ? part : null;

  async function take(): Promise<void> {
    setBusy(true);
    await ways.take(from?.lead.since ?? null);
    setBusy(false);
    close();
  }

  return (
    <div className={styles.panel}>
      <p>{t('about')}</p>
      {from && (
        <p role="status" className={styles.who}>
          {t('isLed', { name: from.name, post: from.lead.post, time: time(from.lead.since, true) })}
        </p>
      )}
      <label>
        <input type="checkbox" checked={showsPointer} onChange={() => showPointer(!showsPointer)} />
        {t('pointer')}
      </label>
      <div className={styles.actions}>
        {part.is === 'leading' ? (
          <Button look="primary" onClick={ways.end}>
            {t('end')}
          </Button>
        ) : (
          <Button look={from ? 'edge' : 'primary'} disabled={isBusy} onClick={() => void take()}>
            {from ? t('takeOver', { name: from.name }) : t('take')}
          </Button>
        )}
        {from && part.is === 'left' && (
          <Button look="primary" onClick={rejoin}>
            {t('rejoin')}
          </Button>
        )}
        {from && part.is === 'following' && <Button onClick={() => leave(from.lead.since)}>{t('leave')}</Button>}
      </div>
    </div>
  );
}
