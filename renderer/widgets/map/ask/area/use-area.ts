import { useCallback, useMemo } from 'react';
import { useCityMap } from '../../../../state/names.ts';
import { useCollection, useRow } from '../../../../state/use-live.ts';
import { areaOf, type AreaChoice } from './area-choice.ts';
import type { Area } from './area.ts';

/** The chosen area as it is at the moment that is shown; the same object until it changes. */
export function useArea(choice: AreaChoice | null): Area | null {
  const city = useCityMap();
  const idOf = (by: AreaChoice['by']): string | null => (choice?.by === by && 'id' in choice ? choice.id : null);
  const drawing = useRow(useCollection('drawings', {}), idOf('drawing'))?.data;
  const incident = useRow(useCollection('incidents', {}), idOf('incident'))?.data;
  const alert = useRow(useCollection('alerts', {}), idOf('alert'))?.data;
  const [lon, lat] = incident?.at ?? [];
  const read = useCallback(
    () => choice && areaOf(choice, { drawing: () => drawing, incident: () => incident, alert: () => alert, city }),
    [choice, drawing, incident, alert, city],
  );
  // An incident changes often, its place seldom.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  return useMemo(read, [choice, drawing, alert, city, lon, lat]);
}
