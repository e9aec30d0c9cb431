import { useTranslation } from 'react-i18next';
import { goToDesk } from '../../state/route.ts';
import { useCollection, useRow } from '../../state/use-live.ts';
import { Local } from '../../text/local.tsx';
import { useFormat } from '../../text/use-text.ts';
import { Moment, Remaining } from '../../widgets/age.tsx';
import { Button } from '../../widgets/button.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { WarningLevel } from '../../widgets/warning/warning-level.tsx';
import { Empty, Panel } from '../../widgets/panel.tsx';
import styles from './picture.module.css';

/** A warning chosen on the map: its words, its place and until when it holds. */
export function AlertPanel({ id }: { readonly id: string }) {
  const { t } = useTranslation('alert');
  const { text } = useFormat();
  const row = useRow(useCollection('alerts', {}), id);
  if (!row) {
    return (
      <Panel className={styles.panel} label={t('title')}>
        <Empty title={t('drawer.gone')} hint={id} />
      </Panel>
    );
  }
  const alert = row.data;
  const drill = alert.status === 'Exercise' || alert.status === 'Test';
  return (
    <Panel className={styles.panel} label={t('title')}>
      <header className={styles.head}>
        <div>
          <p className={styles.meta}>
            {drill ? (
              <Chip tone="drill">{t(`status.${alert.status}`)}</Chip>
            ) : (
              <Chip tone="edge">
                <WarningLevel alert={alert} />
              </Chip>
            )}
            <Chip>{t(`msgType.${alert.msgType}`)}</Chip>
          </p>
          <h2 className={styles.title}>
            <Local text={alert.headline} />
          </h2>
        </div>
        <Button icon="right" onClick={() => goToDesk('alerts')}>
          {t('action.desk')}
        </Button>
      </header>
      <div className={styles.body}>
        <dl className={styles.facts}>
          <div>
            <dt>{t('column.sender')}</dt>
            <dd>{alert.senderName ? <Local text={alert.senderName} /> : alert.sender}</dd>
          </div>
          <div>
            <dt>{t('field.sent')}</dt>
            <dd>
              <Moment at={alert.sentAt} />
            </dd>
          </div>
          <div>
            <dt>{t('column.expires')}</dt>
            <dd>
              {alert.expiresAt === undefined ? t('phase.open') : <Moment at={alert.expiresAt} />}{' '}
              {alert.expiresAt !== undefined && (
                <Remaining until={alert.expiresAt} passed={(span) => t('endedAgo', { age: span })} />
              )}
            </dd>
          </div>
          <div>
            <dt>{t('column.areas')}</dt>
            <dd>{alert.areas.length === 0 ? t('areaNone') : alert.areas.map(({ name }) => text(name)).join(' / ')}</dd>
          </div>
        </dl>
        {alert.description && (
          <p className={styles.text}>
            <Local text={alert.description} />
          </p>
        )}
        {alert.instruction && (
          <p className={styles.text}>
            <Local text={alert.instruction} />
          </p>
        )}
      </div>
    </Panel>
  );
}
