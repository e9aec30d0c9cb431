import { ProblemError, toProblem } from '../../../../../shared/kit/problem.ts';
import type { Unit } from '../../../../../shared/domain/resource.ts';
import type { LonLat } from '../../../../../shared/kit/geo.ts';
import { useConsole } from '../../../../state/console.ts';
import type { LiveCollection } from '../../../../state/live-collection.ts';
import type { ResourceRow } from '../../../../state/nearby.ts';
import { useSampled } from '../../../../state/sampler.ts';
import { useCollection } from '../../../../state/use-live.ts';
import { usePast } from '../../../../state/use-moment.ts';
import type { ShownClosures } from '../use-closures.ts';
import { useAsked, type Asked } from '../use-asked.ts';
import { byAir, freeUnits, isWithoutRoads, type Nearest } from './nearest.ts';

const LIMIT = 10;
/** Units move: asked again so often, ms. */
const EVERY = 5_000;

/**
 * Free units by travel time to a place. Live, the core knows them, this seat's own promises included. Of a past moment the
 * window has the units, and asks for their times only.
 */
export function useNearest(
  to: LonLat | null,
  kind: Unit['kind'] | null,
  { closures, key }: ShownClosures,
): Asked<Nearest> {
  const { link } = useConsole();
  const past = usePast();
  const resources = useCollection('resources', {});
  const version = useSampled(resources, versionOf, EVERY);
  const question = to && JSON.stringify([to, kind, key, version, past?.at]);
  return useAsked(question, async (): Promise<Nearest> => {
    if (!to) throw new ProblemError({ code: 'unexpected', origin: 'window' });
    const units = freeUnits(resources.rows.values(), kind);
    try {
      if (past) {
        if (units.length === 0) return { by: 'road', rows: [], considered: 0, why: null };
        const { seconds } = await link.call('travelTimes', { from: units.map(({ at }) => at), to: [to], closures });
        const timed = units.flatMap(({ id }, index) => {
          const time = seconds[index]?.[0];
          return typeof time === 'number' ? [{ id, seconds: time, metres: null }] : [];
        });
        timed.sort((a, b) => a.seconds - b.seconds || (a.id < b.id ? -1 : 1));
        return { by: 'road', rows: timed.slice(0, LIMIT), considered: units.length, why: null };
      }
      const near = await link.call('nearestUnits', {
        to,
        limit: LIMIT,
        closures,
        ...(kind !== null && { kinds: [kind] }),
      });
      return { by: 'road', rows: near.units, considered: near.considered, why: null };
    } catch (error) {
      const why = toProblem(error, 'window');
      if (!isWithoutRoads(why)) throw error;
      return { by: 'air', rows: byAir(units, to, LIMIT), considered: units.length, why };
    }
  });
}

function versionOf({ version }: LiveCollection<ResourceRow>): number {
  return version;
}
