import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { WarningRow } from '../../../shared/protocol/console-api/warning-rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useDepartmentName, useSourceName } from '../../state/names.ts';
import { useSampled } from '../../state/sampler.ts';
import { isFold } from '../../state/warnings.ts';
import { LevelGlyph } from '../../widgets/level.tsx';
import type { Facet } from '../../widgets/table/filter-bar.tsx';
import { useColourWord } from '../../widgets/warning/use-colour-word.ts';
import { STATES } from './warning-filter.ts';

const LEVELS = [1, 2, 3, 4, 0] as const;
interface Present {
  readonly feeds: readonly string[];
  readonly departments: readonly string[];
}

function selectPresent({ rows }: LiveCollection<WarningRow>): Present {
  const feeds = new Set<string>();
  const departments = new Set<string>();
  for (const row of rows.values()) {
    if (isFold(row)) continue;
    feeds.add(row.feed);
    for (const { department } of row.alert.answers ?? []) departments.add(department);
  }
  return { feeds: [...feeds].sort(), departments: [...departments].sort() };
}

/** What can be chosen: fixed words for level and state, and of the rest what the data has. */
export function useWarningFacets(warnings: LiveCollection<WarningRow>): readonly Facet[] {
  const { t } = useTranslation('alert');
  const department = useDepartmentName();
  const source = useSourceName();
  const colourWord = useColourWord();
  const present = useSampled(warnings, selectPresent, 2_000);
  return useMemo(() => {
    const facets: Facet[] = [
      {
        id: 'level',
        label: t('facet.level'),
        options: LEVELS.map((level) => ({
          value: String(level),
          label: (
            <>
              <LevelGlyph level={level} size={14} />
              {colourWord(level)}
            </>
          ),
        })),
      },
      {
        id: 'source',
        label: t('facet.source'),
        options: present.feeds.map((feed) => ({ value: feed, label: source(feed) })),
      },
      {
        id: 'state',
        label: t('facet.state'),
        options: STATES.map((state) => ({ value: state, label: t(`stateName.${state}`) })),
      },
      {
        id: 'department',
        label: t('facet.department'),
        options: present.departments.map((code) => ({ value: code, label: department(code) })),
      },
    ];
    return facets.filter(({ options }) => options.length > 0);
  }, [t, colourWord, department, source, present]);
}
