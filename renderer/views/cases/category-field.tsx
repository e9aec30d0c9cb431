import { useMemo } from 'react';
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CASE_GROUP_CODES, CASE_GROUPS } from '../../../shared/domain/case-categories.ts';

export interface CategoryFieldProps {
  readonly value: string | null;
  readonly onChange: (category: string | null) => void;
  readonly autoFocus?: boolean;
}

/** A leaf category by its code or name, under its first level. */
export function CategoryField({ value, onChange, autoFocus = false }: CategoryFieldProps) {
  const { t } = useTranslation('citizenCase');
  const { t: category } = useTranslation('caseCategory');
  const data = useMemo(
    () =>
      CASE_GROUP_CODES.map((group) => ({
        group: category(`group.${group}`),
        items: CASE_GROUPS[group].map((leaf) => ({ value: leaf, label: `${leaf} ${category(`leaf.${leaf}`)}` })),
      })),
    [category],
  );
  return (
    <Select
      label={t('form.category')}
      placeholder={t('form.categoryHint')}
      searchable
      clearable
      autoFocus={autoFocus}
      data={data}
      value={value}
      onChange={onChange}
    />
  );
}
