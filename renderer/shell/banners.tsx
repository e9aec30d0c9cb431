import { useTranslation } from 'react-i18next';
import { degradation, sameSummary, selectSummary, type FeedSummary } from '../state/feed-health.ts';
import { goToDesk } from '../state/route.ts';
import { useConsole } from '../state/console.ts';
import { useClock, useLinkState } from '../state/use-console.ts';
import { useCollection, useLive } from '../state/use-live.ts';
import { useSourceName } from '../state/names.ts';
import { useHeldByDisk } from '../state/use-store.ts';
import { useFormat } from '../text/use-text.ts';
import { Button } from '../widgets/button.tsx';
import { useOpenConflicts } from '../widgets/command/conflict/use-conflict.ts';
import { countUnsettled } from '../widgets/command/outbox-groups.ts';
import { Icon } from '../widgets/icon.tsx';
import { Present } from '../widgets/present.tsx';
import { cx } from '../styles/cx.ts';
import { PastBanner } from './past-banner.tsx';
import { StoreBanners } from './store-banners.tsx';
import { useLostSince } from './use-lost-since.ts';
import { WarningBanner } from './warning-banner.tsx';
import styles from './banners.module.css';

const STEPS = [1, 2, 3, 4] as const;

function Steps({ step }: { readonly step: number }) {
  const { t } = useTranslation('shell');
  return (
    <span className={styles.steps}>
      {STEPS.map((place) => (
        <i key={place} data-on={place <= step} aria-hidden="true" />
      ))}
      <span className={styles.quiet}>{t('banner.degraded', { step })}</span>
    </span>
  );
}

/** The data core itself is away: everything can be read, nothing written. Grey, because no network is a hazard. */
function CoreBanner() {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const { clock } = useConsole();
  const link = useLinkState();
  const lostAt = useLostSince();
  if (link === 'open' || lostAt === null) return null;
  return (
    <div className={cx(styles.banner, styles.offline)} role="status">
      <Icon name="unlink" size={24} />
      <b>{t('banner.core')}</b>
      <span className={cx(styles.quiet, 'lz-cut')}>
        {t('banner.coreText', { time: format.moment(lostAt, clock.now, true) })}
      </span>
      <span className="lz-spring" />
      <Steps step={degradation({ worst: 'none' }, true)} />
    </div>
  );
}

/** Nothing is down, but some links come and go: what is held back, so that a still marker is not taken for a standing unit. */
function IntermittentBanner({ feeds }: { readonly feeds: FeedSummary }) {
  const { t } = useTranslation('shell');
  const { t: common } = useTranslation();
  const source = useSourceName();
  if (feeds.intermittentIds.length === 0) return null;
  const names = feeds.intermittentIds.map(source).join(common('separator'));
  return (
    <div className={cx(styles.banner, styles.offline)} role="status" data-banner="intermittent">
      <Icon name="unlink" size={24} />
      <b className="lz-cut">{t('banner.intermittent', { names })}</b>
      <span className={cx(styles.quiet, 'lz-cut')}>{t('banner.intermittentText')}</span>
      <span className="lz-spring" />
      <Steps step={degradation(feeds, false)} />
      <Button onClick={() => goToDesk('feeds')}>{t('banner.feeds')}</Button>
    </div>
  );
}

/** More names would push out how long they have been down; the strip below names them all. */
const MOST_NAMED = 3;

/** Some or all feeds are down: since when, and what goes on. */
function OfflineBanner() {
  const { t } = useTranslation('shell');
  const { t: common } = useTranslation();
  const format = useFormat();
  const source = useSourceName();
  const link = useLinkState();
  const feeds = useLive(useCollection('feeds', {}), selectSummary, sameSummary);
  const since = feeds.downSince;
  const span = useClock((now) => (since === null ? '' : format.span(now - since)));
  const time = useClock((now) => (since === null ? '' : format.moment(since, now)));
  const outbox = useLive(useCollection('outbox', {}), countUnsettled);
  const conflicts = useOpenConflicts();
  const isHeldByDisk = useHeldByDisk();
  if (link !== 'open' || isHeldByDisk) return null;
  if (since === null) return <IntermittentBanner feeds={feeds} />;
  const all = feeds.down === feeds.all;
  const names = feeds.downIds.map(source).join(common('separator'));
  const title = all
    ? t('banner.offline', { span })
    : feeds.down > MOST_NAMED
      ? t('banner.partialMany', { count: feeds.down, span })
      : t('banner.partial', { names, span });
  const text = !feeds.everHeard ? t('banner.offlineNever') : t('banner.offlineText', { time });
  return (
    <div className={cx(styles.banner, styles.offline)} role="status" data-banner="offline">
      <Icon name="unlink" size={24} />
      <b className="lz-cut" title={names}>
        {title}
      </b>
      <span className={cx(styles.quiet, 'lz-cut')}>
        {all ? text : t('banner.partialText', { time, count: feeds.all - feeds.down })}
      </span>
      <span className="lz-spring" />
      <Steps step={degradation(feeds, false)} />
      {!all && <Button onClick={() => goToDesk('feeds')}>{t('banner.feeds')}</Button>}
      <Button icon="swap" onClick={() => goToDesk('exchange')}>
        {t('banner.exchange')}
      </Button>
      <Button icon="up" onClick={() => goToDesk('outbox')}>
        {t('banner.outbox', { count: outbox })}
      </Button>
      {conflicts > 0 && (
        <Button icon="split" onClick={() => goToDesk('conflicts')}>
          {t('banner.conflicts', { count: conflicts })}
        </Button>
      )}
    </div>
  );
}

/** Under the top bar, always in this order: core, not live, local storage, offline, the highest warning (rule V4). All but the second tell of now. */
export function Banners() {
  return (
    <>
      <CoreBanner />
      <PastBanner />
      <Present>
        <StoreBanners />
        <OfflineBanner />
        <WarningBanner />
      </Present>
    </>
  );
}
