import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreRow } from '../../../shared/protocol/console-api/rows.ts';
import { useClock } from '../../state/use-console.ts';
import { useStore } from '../../state/use-store.ts';
import { useFormat } from '../../text/use-text.ts';
import { Age, Moment } from '../../widgets/age.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { useRepairWords, type Repair } from '../../widgets/store/use-repair-words.ts';
import styles from './store-line.module.css';

function Figure({ name, children }: { readonly name?: string; readonly children: ReactNode }) {
  return (
    <span className={styles.figure}>
      {name !== undefined && <span className={styles.name}>{name}</span>}
      {children}
    </span>
  );
}

function Disk({ disk }: Pick<StoreRow, 'disk'>) {
  const { t } = useTranslation('store');
  const format = useFormat();
  const full = useClock((now) =>
    disk.state === 'full' ? t('line.fullReserve', { span: format.span(now - disk.since) }) : '',
  );
  if (disk.state === 'full') {
    return (
      <Figure>
        <b className={styles.full}>{full}</b>
      </Figure>
    );
  }
  return (
    <Figure>
      {t('line.free', { free: format.bytes(disk.freeBytes) })}
      {disk.state === 'low' && <Chip tone="stale">{t('line.isLow')}</Chip>}
    </Figure>
  );
}

/** R8: what it costs and what ends it. Incidents, alerts and orders are not late. */
function Held({ since }: { readonly since: number }) {
  const { t } = useTranslation('store');
  const format = useFormat();
  const words = useClock((now) => t('line.held', { span: format.span(now - since) }));
  return (
    <Figure>
      <Chip tone="stale">{words}</Chip>
    </Figure>
  );
}

function Repaired({ repair }: { readonly repair: Repair }) {
  const { t } = useTranslation('store');
  const { t: common } = useTranslation();
  const words = useRepairWords()(repair);
  const parts = [words.reason, words.lost === null ? t('repair.nothingLost') : `${t('repair.lost')} ${words.lost}`];
  return (
    <Figure name={t('line.repaired')}>
      <span className="lz-cut" title={[...parts, words.kept].join(common('comma'))}>
        <Moment at={repair.at} /> {parts.join(common('comma'))}
      </span>
    </Figure>
  );
}

/** The quiet line under the feeds: what this computer holds, and how well it is kept. */
export function StoreLine() {
  const { t } = useTranslation('store');
  const store = useStore();
  return (
    <footer className={styles.line} aria-label={t('line.title')} data-part="store">
      <Icon name="disk" />
      <b>{t('line.title')}</b>
      {!store && <span className={styles.name}>{t('line.loading')}</span>}
      {store && (
        <>
          <Disk disk={store.disk} />
          {store.heldSince !== null && <Held since={store.heldSince} />}
          <Figure name={t('line.backup')}>
            {store.lastBackup === null ? (
              <span>{t('line.noBackup')}</span>
            ) : (
              <>
                <Age at={store.lastBackup.at} />
                {!store.lastBackup.verified && <Chip tone="stale">{t('line.unverified')}</Chip>}
              </>
            )}
          </Figure>
          <Figure name={t('line.history')}>{t('line.historyKept')}</Figure>
          {store.recovery && <Repaired repair={store.recovery} />}
        </>
      )}
    </footer>
  );
}
