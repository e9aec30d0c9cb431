import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDepartmentName } from '../../state/names.ts';
import { zh } from '../../text/catalogues.ts';
import { LevelWord } from '../../widgets/level.tsx';
import type { Facet } from '../../widgets/table/filter-bar.tsx';
import type { Form } from './resource-columns.tsx';
import type { ResourceCounts } from './resource-filter.ts';

const UNIT_STATES = ['free', 'enRoute', 'onScene', 'returning', 'offDuty'] as const;
const LEVELS = [1, 2, 3, 4, 0] as const;

type KindNames = 'unitKind' | 'facilityKind' | 'sensorKind';

function kindName<N extends KindNames>(names: N, kind: string): keyof (typeof zh.resource)[N] & string {
  return (Object.hasOwn(zh.resource[names], kind) ? kind : 'other') as keyof (typeof zh.resource)[N] & string;
}

export function useResourceFacets(form: Form, { departments, kinds }: ResourceCounts): readonly Facet[] {
  const { t } = useTranslation('resource');
  const { t: incident } = useTranslation('incident');
  const department = useDepartmentName();
  return useMemo(() => {
    const owner: Facet = {
      id: 'department',
      label: t('facet.department'),
      options: departments.map((value) => ({ value, label: department(value) })),
    };
    const kindWord = (value: string): string => {
      if (form === 'unit') return t(`unitKind.${kindName('unitKind', value)}`);
      if (form === 'facility') return t(`facilityKind.${kindName('facilityKind', value)}`);
      return t(`sensorKind.${kindName('sensorKind', value)}`);
    };
    const kind: Facet = {
      id: `${form}.kind`,
      label: t('facet.kind'),
      options: kinds[form].map((value) => ({ value, label: kindWord(value) })),
    };
    const states: Record<Form, Facet['options']> = {
      unit: UNIT_STATES.map((value) => ({ value, label: incident(`unitState.${value}`) })),
      facility: (['in', 'out'] as const).map((value) => ({ value, label: t(`service.${value}`) })),
      sensor: LEVELS.map((level) => ({ value: String(level), label: <LevelWord level={level} /> })),
    };
    const state: Facet = { id: `${form}.state`, label: t('facet.state'), options: states[form] };
    return [owner, kind, state].filter(({ options }) => options.length > 0);
  }, [t, incident, department, form, departments, kinds]);
}
