import { useCallback, useMemo } from 'react';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import type { Resource } from '../../../../shared/domain/resource.ts';
import type { Incident } from '../../../../shared/domain/incident.ts';
import type { LiveCollection } from '../../../state/live-collection.ts';
import { useCollection, useLive } from '../../../state/use-live.ts';
import type { Spot } from './ask-store.ts';

/** Degrees; a unit that moved less than some fifty metres is where it was. */
const STEP = 0.0005;

type Placed = { readonly id: string; readonly data: Incident | Resource };

/** Where a spot is now: a record's own place, in steps, so that a moving unit does not ask anew each second. */
export function useSpotAt(spot: Spot | null): LonLat | null {
  const incidents = useCollection('incidents', {});
  const resources = useCollection('resources', {});
  const topic = spot?.record?.topic;
  const id = spot?.record?.id;
  const read = useCallback(
    ({ rows }: LiveCollection<Placed>) => {
      const at = id === undefined ? undefined : rows.get(id)?.data.at;
      if (!at) return '';
      const data = rows.get(id ?? '')?.data;
      const moves = data && 'form' in data && data.form === 'unit';
      return JSON.stringify(moves ? [stepped(at[0]), stepped(at[1])] : at);
    },
    [id],
  );
  const key = useLive((topic === 'incident' ? incidents : resources) as unknown as LiveCollection<Placed>, read);
  return useMemo(() => (key === '' ? (spot?.at ?? null) : (JSON.parse(key) as LonLat)), [key, spot]);
}

function stepped(degrees: number): number {
  return Math.round(degrees / STEP) * STEP;
}
