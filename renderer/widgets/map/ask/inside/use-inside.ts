import { useCallback, useMemo } from 'react';
import { peopleWithin, type PeopleWithin } from '../../../../../shared/domain/people-within.ts';
import { useSampled } from '../../../../state/sampler.ts';
import { useCollection } from '../../../../state/use-live.ts';
import type { LiveCollection } from '../../../../state/live-collection.ts';
import type { IncidentRow } from '../../../../state/incident-order.ts';
import type { ResourceRow } from '../../../../state/nearby.ts';
import { usePeople, useShownHour } from '../../population/use-people.ts';
import { containsIn, polygonsOf, type Area } from '../area/area.ts';
import { hazardsInside, incidentsInside, resourcesInside, stockInside } from './inside.ts';
import type { HazardRow, Resources, Stock, SupplyRow } from './inside.ts';

export interface Inside extends Resources {
  readonly incidents: readonly IncidentRow[];
  readonly hazards: readonly HazardRow[];
  readonly stock: readonly Stock[];
}

/** What lies inside, read again at most once a second. */
export function useInside(area: Area): Inside {
  const contains = useMemo(() => containsIn(area), [area]);
  const ofResources = useCallback(
    ({ rows }: LiveCollection<ResourceRow>) => resourcesInside(rows.values(), contains),
    [contains],
  );
  const ofIncidents = useCallback(
    ({ rows }: LiveCollection<IncidentRow>) => incidentsInside(rows.values(), contains),
    [contains],
  );
  const ofHazards = useCallback(
    ({ rows }: LiveCollection<HazardRow>) => hazardsInside(rows.values(), contains),
    [contains],
  );
  const hazards = useSampled(useCollection('hazards', {}), ofHazards);
  const resources = useSampled(useCollection('resources', {}), ofResources);
  const incidents = useSampled(useCollection('incidents', {}), ofIncidents);
  const depots = useMemo(() => new Set<string>(resources.facilities.map(({ row }) => row.id)), [resources]);
  const key = [...depots].join(' ');
  const ofSupplies = useCallback(
    ({ rows }: LiveCollection<SupplyRow>) => stockInside(rows.values(), new Set(key.split(' '))),
    [key],
  );
  const stock = useSampled(useCollection('supplies', {}), ofSupplies);
  return useMemo(() => ({ ...resources, incidents, hazards, stock }), [resources, incidents, hazards, stock]);
}

/** An estimate of the people inside; null when nobody has counted the city's people, undefined while that is not known. */
export function usePeopleInside(area: Area | null): PeopleWithin | null | undefined {
  const people = usePeople(area !== null);
  const hour = useShownHour(null);
  return useMemo(() => people && area && peopleWithin(people, polygonsOf(area), hour), [people, area, hour]);
}
