import type { Release } from '../../../shared/domain/release.ts';
import { DAY, type Instant } from '../../../shared/kit/time.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';

export type ReleaseRow = EntityRow<'release'>;

export const RELEASE_GROUPS = ['submitted', 'drafted', 'released', 'over'] as const;
export type ReleaseGroup = (typeof RELEASE_GROUPS)[number];

/** What waits for another officer first; what nobody replaced, cancelled or outlived is in force. */
export function groupOf({ status, replacedBy, kind, expiresAt }: Release, now: Instant): ReleaseGroup {
  switch (status.state) {
    case 'submitted':
      return 'submitted';
    case 'drafted':
    case 'rejected':
      return 'drafted';
    case 'withdrawn':
      return 'over';
    case 'released': {
      const end = expiresAt ?? status.since + DAY;
      return replacedBy !== undefined || kind.is === 'cancel' || end <= now ? 'over' : 'released';
    }
  }
}

/** By group, and the newest first within one. */
export function orderedReleases(
  { rows }: LiveCollection<ReleaseRow>,
  now: Instant,
): readonly { readonly group: ReleaseGroup; readonly rows: readonly ReleaseRow[] }[] {
  const all = [...rows.values()].toSorted((a, b) => b.data.status.since - a.data.status.since);
  return RELEASE_GROUPS.map((group) => ({ group, rows: all.filter(({ data }) => groupOf(data, now) === group) }));
}
