import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CASE_CLOCKS, departmentOf, type CaseState } from '../../../shared/domain/case.ts';
import { CASE_GROUP_CODES } from '../../../shared/domain/case-categories.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useDepartmentName } from '../../state/names.ts';
import { useSampled } from '../../state/sampler.ts';
import type { Facet } from '../../widgets/table/filter-bar.tsx';
import type { CaseRow } from './case-state.ts';

const STATES: readonly CaseState[] = [
  'new', 'sorted', 'assigned', 'accepted', 'returned', 'contacted', 'inWork', 'answered', 'calledBack', 'rated', 'reopened',
  'closed', 'merged', 'rejected',
]; // prettier-ignore

function selectDepartments(cases: LiveCollection<CaseRow>): string {
  const codes = new Set<string>();
  for (const { data } of cases.rows.values()) {
    const code = departmentOf(data);
    if (code !== null) codes.add(code);
  }
  return [...codes].sort().join();
}

export function useCaseFacets(cases: LiveCollection<CaseRow>): readonly Facet[] {
  const { t } = useTranslation('citizenCase');
  const { t: category } = useTranslation('caseCategory');
  const department = useDepartmentName();
  const departments = useSampled(cases, selectDepartments, 2_000);
  return useMemo(
    () =>
      [
        {
          id: 'group',
          label: t('facet.group'),
          options: CASE_GROUP_CODES.map((value) => ({ value, label: category(`group.${value}`) })),
        },
        {
          id: 'state',
          label: t('facet.state'),
          options: STATES.map((value) => ({ value, label: t(`state.${value}`) })),
        },
        {
          id: 'department',
          label: t('facet.department'),
          options: departments
            .split(',')
            .filter((code) => code !== '')
            .map((value) => ({ value, label: department(value) })),
        },
        {
          id: 'clock',
          label: t('facet.clock'),
          options: CASE_CLOCKS.map((value) => ({ value, label: t(`clock.${value}`) })),
        },
      ].filter(({ options }) => options.length > 0),
    [t, category, department, departments],
  );
}
