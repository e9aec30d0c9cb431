import { Checkbox, MultiSelect, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { WARNING_METHODS } from '../../../shared/domain/own-warning.ts';
import { METHOD_FACTS } from '../../../shared/domain/rule-check.ts';
import { Section } from '../../widgets/panel.tsx';
import {
  hasClear,
  hasLeast,
  hasOwnLimit,
  hasUsual,
  isMethod,
  withDirection,
  withMethod,
  type FormFaults,
  type FormField,
  type FormRule,
} from './rule-draft.ts';
import { RungFields } from './rung-fields.tsx';
import { useDepartments } from './use-departments.ts';
import { useDistricts } from './use-districts.ts';
import { useFaultText } from './use-fault-text.ts';
import { useSourceWords } from './rule-words.ts';
import styles from './rules.module.css';

export interface RuleFieldsProps {
  readonly form: FormRule;
  readonly faults: FormFaults;
  readonly onChange: (form: FormRule) => void;
  readonly isNew: boolean;
}

type TextField = {
  [F in FormField]: FormRule[F] extends string ? F : never;
}[FormField];

/** What can be said of a rule. Fields that its method has no use for are not there. */
export function RuleFields({ form, faults, onChange, isNew }: RuleFieldsProps) {
  const { t } = useTranslation('rule');
  const words = useSourceWords();
  const districts = useDistricts();
  const departments = useDepartments();
  const faultText = useFaultText();
  const { sources, direction } = METHOD_FACTS[form.method];
  const text = (field: TextField, label: string, more: { readonly hint?: string; readonly unit?: string } = {}) => (
    <TextInput
      label={label}
      value={form[field]}
      error={faultText(faults[field])}
      description={more.hint}
      rightSection={more.unit && <span className={styles.unit}>{more.unit}</span>}
      inputMode={more.unit === undefined ? 'text' : 'decimal'}
      autoComplete="off"
      onChange={(event) => onChange({ ...form, [field]: event.currentTarget.value })}
    />
  );
  const minutes = { unit: t('field.minutes') };
  const { method } = form;
  const window = method === 'threshold' ? null : text('windowMinutes', t(`field.window.${method}`), minutes);
  const kinds = words.kinds(form.of);
  return (
    <>
      <Section title={t('part.what')}>
        <div className={styles.fields}>
          <div className={styles.pair}>
            {text('nameZh', t('field.nameZh'))}
            {text('nameEn', t('field.nameEn'))}
          </div>
          <div className={styles.pair}>
            <Select
              label={t('field.method')}
              data={WARNING_METHODS.map((value) => ({ value, label: t(`method.${value}`) }))}
              value={method}
              allowDeselect={false}
              data-autofocus={isNew}
              onChange={(value) => isMethod(value) && onChange(withMethod(form, value))}
            />
            <Select
              label={t('field.source')}
              data={sources.map((value) => ({ value, label: t(`source.${value}`) }))}
              value={form.of}
              allowDeselect={false}
              onChange={(value) => {
                const of = sources.find((known) => known === value);
                if (of && of !== form.of) onChange({ ...form, of, kinds: [] });
              }}
            />
          </div>
          {kinds.length > 0 && (
            <MultiSelect
              label={t(form.of === 'supply' ? 'field.goods' : 'field.kinds')}
              data={[...kinds]}
              value={[...form.kinds]}
              searchable
              hidePickedOptions
              error={faultText(faults.kinds)}
              onChange={(chosen) => onChange({ ...form, kinds: chosen })}
            />
          )}
          {districts.all.length > 0 && (
            <MultiSelect
              label={t('field.districts')}
              data={[...districts.all]}
              value={[...form.districts]}
              onChange={(chosen) => onChange({ ...form, districts: chosen })}
            />
          )}
        </div>
      </Section>
      <Section title={t('part.when')}>
        <div className={styles.fields}>
          {direction === null && (
            <SegmentedControl
              aria-label={t('field.direction')}
              data={(['above', 'below'] as const).map((value) => ({ value, label: t(`field.${value}`) }))}
              value={form.direction}
              onChange={(value) => onChange(withDirection(form, value === 'below' ? 'below' : 'above'))}
            />
          )}
          {hasOwnLimit(form) && (
            <Checkbox
              label={t('field.ownLimit')}
              checked={form.isOwnLimit}
              onChange={(event) => onChange({ ...form, isOwnLimit: event.currentTarget.checked })}
            />
          )}
          <RungFields form={form} fault={faultText(faults.rungs)} onChange={onChange} />
          <div className={styles.pair}>
            {window}
            {hasLeast(form) && text('atLeast', t(form.of === 'facility' ? 'field.atLeastPlaces' : 'field.atLeast'))}
          </div>
          {hasUsual(form) && text('usual', t('field.usual'), { hint: t('field.usualHint') })}
        </div>
      </Section>
      <Section title={t('part.end')}>
        <div className={styles.three}>
          {hasClear(form) && text('clear', t('field.clear'))}
          {text('clearMinutes', t('field.clearMinutes'), minutes)}
          {text('coolDownMinutes', t('field.coolDown'), minutes)}
        </div>
      </Section>
      <Section title={t('part.who')}>
        <div className={styles.fields}>
          <MultiSelect
            label={t('field.departments')}
            data={[...departments]}
            value={[...form.departments]}
            searchable
            hidePickedOptions
            onChange={(chosen) => onChange({ ...form, departments: chosen })}
          />
          <div className={styles.pair}>
            {text('eventZh', t('field.eventZh'))}
            {text('eventEn', t('field.eventEn'))}
          </div>
          {text('eventCode', t('field.eventCode'))}
          <Textarea
            label={t('field.instructionZh')}
            value={form.instructionZh}
            autosize
            minRows={2}
            onChange={(event) => onChange({ ...form, instructionZh: event.currentTarget.value })}
          />
          <Textarea
            label={t('field.instructionEn')}
            value={form.instructionEn}
            autosize
            minRows={2}
            onChange={(event) => onChange({ ...form, instructionEn: event.currentTarget.value })}
          />
          <Checkbox
            label={t('field.enabled')}
            checked={form.enabled}
            onChange={(event) => onChange({ ...form, enabled: event.currentTarget.checked })}
          />
          {text('why', t('field.why'), { hint: t('field.whyHint') })}
        </div>
      </Section>
    </>
  );
}
