import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../state/incident-order.ts';
import { LOOP } from '../../state/incident-history.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useDepartmentName, useDistrictName } from '../../state/names.ts';
import { useSampled } from '../../state/sampler.ts';
import { LevelWord } from '../../widgets/level.tsx';
import type { Facet } from '../../widgets/table/filter-bar.tsx';

const LEVELS = [1, 2, 3, 4, 0] as const;

interface Present {
  readonly leads: readonly string[];
  readonly districts: readonly string[];
  readonly kinds: readonly IncidentRow['data']['kind'][];
}

function selectPresent(incidents: LiveCollection<IncidentRow>): Present {
  const leads = new Set<string>();
  const districts = new Set<string>();
  const kinds = new Set<IncidentRow['data']['kind']>();
  for (const { data } of incidents.rows.values()) {
    if (data.lead !== undefined) leads.add(data.lead);
    if (data.district !== undefined) districts.add(data.district);
    kinds.add(data.kind);
  }
  return { leads: [...leads].sort(), districts: [...districts].sort(), kinds: [...kinds].sort() };
}

/** What can be chosen: fixed words for level and state, and of the rest what the data has. */
export function useIncidentFacets(incidents: LiveCollection<IncidentRow>): readonly Facet[] {
  const { t } = useTranslation('incident');
  const department = useDepartmentName();
  const district = useDistrictName();
  const present = useSampled(incidents, selectPresent, 2_000);
  return useMemo(() => {
    const facets: Facet[] = [
      {
        id: 'level',
        label: t('facet.level'),
        options: LEVELS.map((level) => ({ value: String(level), label: <LevelWord level={level} /> })),
      },
      {
        id: 'state',
        label: t('facet.state'),
        options: LOOP.map((state) => ({ value: state, label: t(`state.${state}`) })),
      },
      {
        id: 'kind',
        label: t('facet.kind'),
        options: present.kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
      },
      {
        id: 'lead',
        label: t('facet.lead'),
        options: present.leads.map((code) => ({ value: code, label: department(code) })),
      },
      {
        id: 'district',
        label: t('facet.district'),
        options: present.districts.map((code) => ({ value: code, label: district(code) })),
      },
    ];
    return facets.filter(({ options }) => options.length > 0);
  }, [t, department, district, present]);
}
