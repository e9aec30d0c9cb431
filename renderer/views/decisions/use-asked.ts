import { useMemo } from 'react';
import { useCollection, useLive } from '../../state/use-live.ts';
import type { Asked } from './question-words.ts';
import type { Sheet } from './sheet.ts';

/** What a sheet is about, by names in both languages: for the wording of its question. */
export function useAsked({
  kind,
  incidents,
  points,
  response,
}: Pick<Sheet, 'kind' | 'incidents' | 'points' | 'response'>): Asked {
  const incidentRows = useCollection('incidents', {});
  const resourceRows = useCollection('resources', {});
  const templates = useCollection('templates', {});
  const read = [
    useLive(incidentRows, ({ complete }) => complete),
    useLive(resourceRows, ({ complete }) => complete),
    useLive(templates, ({ complete }) => complete),
  ].join();
  return useMemo((): Asked => {
    const template = response && templates.rows.get(response.template as never);
    const about =
      kind === 'response'
        ? template
          ? [template.data.name]
          : []
        : kind === 'reallocation'
          ? points.flatMap(({ id }) => resourceRows.rows.get(id as never)?.data.name ?? [])
          : incidents.flatMap((id) => incidentRows.rows.get(id as never)?.data.title ?? []);
    return { kind, about, level: response?.level ?? null };
  }, [kind, incidents, points, response, incidentRows, resourceRows, templates, read]); // eslint-disable-line react-hooks/exhaustive-deps -- `read`: names are there now that were not
}
