import { useCallback } from 'react';
import type { IncidentRow } from '../../state/incident-order.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';

/** The title of an incident; undefined when this window has no such record. New when all incidents have come. */
export function useIncidentName(): (id: string) => string | undefined {
  const incidents = useCollection('incidents', {});
  const isComplete = useLive(incidents, ({ complete }) => complete);
  const { text } = useFormat();
  return useCallback(
    (id) => {
      const found = incidents.rows.get(id as IncidentRow['id']);
      return found && text(found.data.title);
    },
    [incidents, text, isComplete], // eslint-disable-line react-hooks/exhaustive-deps -- `isComplete`: names are there now that were not
  );
}
