import type { Alert } from '../../../shared/domain/alert.ts';
import type { Sink } from '../source.ts';
import type { HeldAlert } from './warning-reader.ts';

/** The alerts of one feed as a source sees them; the log has checked them when they came. */
export function heldAlerts(sink: Sink, feed: string): HeldAlert {
  return (id) => sink.held(feed, 'alert', id)?.data as Alert | undefined;
}
