import type { Resource } from '../../../shared/domain/resource.ts';
import type { FeedRow } from '../../../shared/protocol/console-api/rows.ts';
import { MINUTE, SECOND } from '../../../shared/kit/time.ts';
import type { Instant } from '../../../shared/kit/time.ts';

/** A unit under way must tell where it is; a parked one has nothing new to say. */
const MOVING_LIMIT = MINUTE;
const SENSOR_LIMIT = 10 * MINUTE;

export interface Told {
  readonly entered: Instant;
  readonly received: Instant;
}

/**
 * Age in ms when a row is past its limit, else null (rule M7). Counted from the entry at the hub, not from the event: a
 * replayed file is years old by its own times and yet new on this desk. A feed that is not live makes all its rows old,
 * from the moment it was last heard.
 */
export function staleAge(row: Told, record: Resource | null, feed: FeedRow | undefined, now: Instant): number | null {
  if (!feed) return null;
  switch (feed.status.state) {
    case 'connecting':
    case 'stale':
    case 'offline':
    case 'refused':
      return Math.max(0, now - (feed.lastHeardAt ?? row.received));
    case 'catchingUp':
    case 'live': {
      const limit = record ? limitOf(record) : null;
      if (limit === null) return null;
      const age = now - row.entered;
      return age > Math.max(limit, feed.maxAgeSeconds * SECOND) ? age : null;
    }
  }
}

function limitOf(record: Resource): number | null {
  if (record.form === 'unit') {
    return record.status.state === 'enRoute' || record.status.state === 'returning' ? MOVING_LIMIT : null;
  }
  if (record.form === 'sensor') return record.kind === 'video' || !record.reading ? null : SENSOR_LIMIT;
  return null;
}
