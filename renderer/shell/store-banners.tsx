import { useTranslation } from 'react-i18next';
import type { StoreRow } from '../../shared/protocol/console-api/rows.ts';
import { goToDesk } from '../state/route.ts';
import { useClock, usePreference } from '../state/use-console.ts';
import { useStore } from '../state/use-store.ts';
import { cx } from '../styles/cx.ts';
import { useFormat } from '../text/use-text.ts';
import { Button } from '../widgets/button.tsx';
import { Icon } from '../widgets/icon.tsx';
import { useRepairWords, type Repair } from '../widgets/store/use-repair-words.ts';
import styles from './banners.module.css';

/** Whose report was read: the moment of the repair. Kept by the core, so that no other window asks again. */
const SEEN = 'store.repairSeen';

function parseSeen(stored: unknown): number {
  return typeof stored === 'number' ? stored : 0;
}

/** The disk is full: what goes on, what does not, what to do. Red, because the next order may be the one that does not fit. */
function FullBanner({ disk }: { readonly disk: Extract<StoreRow['disk'], { state: 'full' }> }) {
  const { t } = useTranslation('store');
  const format = useFormat();
  const span = useClock((now) => format.span(now - disk.since));
  const time = useClock((now) => format.moment(disk.since, now));
  return (
    <div className={cx(styles.banner, styles.tall, styles.full)} role="alert" data-banner="disk-full">
      <Icon name="disk" size={24} />
      <b>{t('full.title', { span })}</b>
      <span className={styles.lines}>
        <span>{t('full.text', { time })}</span>
        <span>{t('full.act')}</span>
      </span>
    </div>
  );
}

function LowBanner({ disk }: { readonly disk: Extract<StoreRow['disk'], { state: 'low' }> }) {
  const { t } = useTranslation('store');
  const format = useFormat();
  return (
    <div className={cx(styles.banner, styles.low)} role="status" data-banner="disk-low">
      <Icon name="disk" />
      <b>{t('low.title', { free: format.bytes(disk.freeBytes) })}</b>
      <span className={cx(styles.quiet, 'lz-cut')}>
        {t('low.text')} {t('low.act')}
      </span>
    </div>
  );
}

/** What the last start had to repair, until somebody has read it. */
function RepairBanner({ repair, onDismiss }: { readonly repair: Repair; readonly onDismiss: () => void }) {
  const { t } = useTranslation('store');
  const format = useFormat();
  const words = useRepairWords()(repair);
  const time = useClock((now) => format.moment(repair.at, now));
  return (
    <div className={cx(styles.banner, styles.tall, styles.repair)} role="status" data-banner="repair">
      <Icon name="disk" size={24} />
      <div className={styles.report}>
        <p>
          <b>{t(words.lost === null ? 'repair.title' : 'repair.titleLost')}</b>
          <span className={styles.quiet}>{`${time} · ${words.reason}`}</span>
        </p>
        <dl>
          {words.recovered !== null && (
            <div>
              <dt>{t('repair.recovered')}</dt>
              <dd>{words.recovered}</dd>
            </div>
          )}
          <div data-lost={words.lost !== null}>
            <dt>{t('repair.lost')}</dt>
            <dd>{words.lost ?? t('repair.nothingLost')}</dd>
          </div>
          <div>
            <dt>{t('repair.kept')}</dt>
            <dd>
              <bdi>{words.kept}</bdi>
            </dd>
          </div>
        </dl>
        <p className={styles.quiet}>{t('repair.check')}</p>
      </div>
      <span className="lz-spring" />
      <Button icon="up" onClick={() => goToDesk('outbox')}>
        {t('repair.outbox')}
      </Button>
      <Button onClick={onDismiss}>{t('repair.dismiss')}</Button>
    </div>
  );
}

/** How safe the local copy is, when that is worth a line. The quiet figures are on the feeds desk. */
export function StoreBanners() {
  const store = useStore();
  const [seen, setSeen] = usePreference(SEEN, parseSeen);
  if (!store) return null;
  const { disk, recovery } = store;
  return (
    <>
      {disk.state === 'full' && <FullBanner disk={disk} />}
      {disk.state === 'low' && <LowBanner disk={disk} />}
      {recovery && recovery.at > seen && <RepairBanner repair={recovery} onDismiss={() => setSeen(recovery.at)} />}
    </>
  );
}
