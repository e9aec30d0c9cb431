import { useTranslation } from 'react-i18next';
import type { LinkState } from '../link/link.ts';
import type { FeedRow } from '../../shared/protocol/console-api/rows.ts';
import { healthOf, sameSummary, selectSummary } from '../state/feed-health.ts';
import type { LiveCollection } from '../state/live-collection.ts';
import { useCollection, useLive } from '../state/use-live.ts';
import { useLinkState } from '../state/use-console.ts';
import { useFeedWords } from '../state/use-feed-words.ts';
import { Local } from '../text/local.tsx';
import { cx } from '../styles/cx.ts';
import { useOpenConflicts } from '../widgets/command/conflict/use-conflict.ts';
import { countUnsettled } from '../widgets/command/outbox-groups.ts';
import { Icon } from '../widgets/icon.tsx';
import { FeedGlyph } from '../widgets/feed-glyph.tsx';
import styles from './feed-strip.module.css';

function selectFeeds(feeds: LiveCollection<FeedRow>): readonly FeedRow[] {
  return [...feeds.rows.values()];
}

function sameRows(a: readonly FeedRow[], b: readonly FeedRow[]): boolean {
  return a.length === b.length && a.every((row, index) => row === b[index]);
}

/** While the core is away nothing of a feed can be known to be live; it shows as down since it was last heard. */
function asSeen(feed: FeedRow, link: LinkState): FeedRow {
  if (link === 'open' || healthOf(feed) === 'down') return feed;
  const since = feed.lastHeardAt ?? feed.status.since;
  return { ...feed, status: { state: 'offline', since, reason: 'link-lost', retryAt: null } };
}

function Feed({ feed, grows }: { readonly feed: FeedRow; readonly grows: boolean }) {
  const words = useFeedWords(feed);
  return (
    <a
      href="#/feeds"
      className={styles.feed}
      data-health={healthOf(feed)}
      data-grows={grows}
      data-feed={feed.id}
      title={words}
    >
      <FeedGlyph feed={feed} />
      <b className="lz-cut">
        <Local text={feed.name} />
      </b>
      <span className={cx(styles.value, 'lz-cut')}>{words}</span>
    </a>
  );
}

/** One cell per feed: how it is and how old; a bad one grows and says what is missing. The outbox at the end. */
export function FeedStrip() {
  const { t } = useTranslation('shell');
  const collection = useCollection('feeds', {});
  const feeds = useLive(collection, selectFeeds, sameRows);
  const summary = useLive(collection, selectSummary, sameSummary);
  const waiting = useLive(useCollection('outbox', {}), countUnsettled);
  const conflicts = useOpenConflicts();
  const link = useLinkState();
  const allDown = link !== 'open' || summary.down === summary.all;
  return (
    <footer className={styles.strip} aria-label={t('feedStrip')}>
      <div className={styles.head}>
        <Icon name={allDown ? 'unlink' : 'link'} />
        {summary.all === 0
          ? t('feedNone')
          : t(allDown ? 'feedCountDown' : 'feedCount', { count: summary.all, live: link === 'open' ? summary.up : 0 })}
      </div>
      {feeds.map((feed) => (
        <Feed key={feed.id} feed={asSeen(feed, link)} grows={!allDown} />
      ))}
      {feeds.length === 0 && <span className="lz-spring" />}
      <a href="#/outbox" className={styles.outbox} data-waiting={waiting > 0}>
        <Icon name="up" size={14} />
        {t('outboxCount', { count: waiting })}
        {conflicts > 0 && (
          <span className={styles.conflict}>
            <Icon name="split" size={14} />
            {t('outboxConflict', { count: conflicts })}
          </span>
        )}
      </a>
    </footer>
  );
}
