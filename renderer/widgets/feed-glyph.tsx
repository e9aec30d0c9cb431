import type { FeedRow } from '../../shared/protocol/console-api/rows.ts';
import { healthOf } from '../state/feed-health.ts';
import { Icon } from './icon.tsx';
import styles from './feed-glyph.module.css';

/** Disc, clock, lock or hollow square: the form tells the state without its colour. */
export function FeedGlyph({ feed }: { readonly feed: Pick<FeedRow, 'status' | 'missing'> }) {
  if (feed.status.state === 'refused') return <Icon name="lock" size={14} />;
  switch (healthOf(feed)) {
    case 'up':
      return <span className={styles.disc} aria-hidden="true" />;
    case 'late':
      return <Icon name="clock" size={14} />;
    case 'down':
      return <span className={styles.square} aria-hidden="true" />;
  }
}
