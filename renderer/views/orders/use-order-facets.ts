import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ORDER_FORMS } from '../../../shared/domain/order.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useDepartmentName } from '../../state/names.ts';
import type { OrderRow } from '../../state/order-due.ts';
import { useSampled } from '../../state/sampler.ts';
import type { Facet } from '../../widgets/table/filter-bar.tsx';
import { STATES } from './order-state.ts';

function selectDepartments({ rows }: LiveCollection<OrderRow>): string {
  return JSON.stringify([...new Set([...rows.values()].map(({ data }) => data.to.department))].sort());
}

function selectIncidents({ rows }: LiveCollection<OrderRow>): string {
  return JSON.stringify([...new Set([...rows.values()].flatMap(({ data }) => data.incident ?? []))].sort());
}

export function useOrderFacets(
  orders: LiveCollection<OrderRow>,
  incidentName: (id: string) => string | undefined,
): readonly Facet[] {
  const { t } = useTranslation('order');
  const department = useDepartmentName();
  const departments = useSampled(orders, selectDepartments, 1_000);
  const incidents = useSampled(orders, selectIncidents, 1_000);
  return useMemo(() => {
    const option = (label: (value: string) => string) => (value: string) => ({ value, label: label(value) });
    const list = (json: string): string[] => JSON.parse(json) as string[];
    return [
      { id: 'state', label: t('facet.state'), options: STATES.map((value) => ({ value, label: t(`state.${value}`) })) },
      { id: 'department', label: t('facet.department'), options: list(departments).map(option(department)) },
      { id: 'incident', label: t('facet.incident'), options: list(incidents).map(option((id) => incidentName(id) ?? id)) }, // prettier-ignore
      {
        id: 'form',
        label: t('facet.form'),
        options: ORDER_FORMS.map((value) => ({ value, label: t(`form.${value}`) })),
      },
    ].filter(({ options }) => options.length > 0);
  }, [t, department, departments, incidents, incidentName]);
}
