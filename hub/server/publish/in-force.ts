import { DAY, instant, type Instant } from '../../../shared/kit/time.ts';
import type { Released } from './shelf.ts';

/** When it stops to be in the index: its own end, or that of what it cancels, so that whoever polls learns of the cancel. */
function endOf(released: Released, all: ReadonlyMap<string, Released>): Instant {
  const { kind, expiresAt, status } = released;
  if (kind.is !== 'cancel') return expiresAt ?? instant(status.since + DAY);
  return all.get(kind.of)?.expiresAt ?? instant(status.since + DAY);
}

/** The newest message of each chain that is not over, newest first; drills apart from what is real. */
export function inForce(
  all: ReadonlyMap<string, Released>,
  isReal: boolean,
  now: Instant,
): (readonly [string, Released])[] {
  return [...all]
    .filter(([, one]) => (one.reality === 'Actual') === isReal && one.replacedBy === undefined && endOf(one, all) > now)
    .toSorted(([a, one], [b, other]) => other.status.since - one.status.since || (a < b ? 1 : -1));
}

/** When the list last changed: something came, or something ended. The beginning of time where nothing ever was. */
export function changedAt(all: ReadonlyMap<string, Released>, isReal: boolean, now: Instant): Instant {
  const moments = [...all.values()]
    .filter(({ reality }) => (reality === 'Actual') === isReal)
    .flatMap((one) => [one.status.since, endOf(one, all)])
    .filter((at) => at <= now);
  return instant(Math.max(0, ...moments));
}
