import { Checkbox, Select, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/domain/report.ts';
import { Local } from '../../text/local.tsx';
import { textOf } from '../../text/local-text.ts';
import { useFormat } from '../../text/use-text.ts';
import { Chip } from '../../widgets/chip.tsx';
import type { FieldDraft } from './report-draft.ts';
import { useFieldName, useSaid } from './report-words.ts';
import styles from './orders.module.css';

interface ReportFieldsProps {
  readonly drafts: readonly FieldDraft[];
  readonly required: ReadonlySet<string>;
  /** What the recipient was told of a field; a field that now says something else shows both. */
  readonly corrections: Report['corrections'];
  /** Fields that may still be added. */
  readonly more: readonly string[];
  onChange(drafts: readonly FieldDraft[]): void;
}

/** OR8: one text for each field, its source beside it; what cannot be found out is ticked as unknown, not left empty. */
export function ReportFields({ drafts, required, corrections, more, onChange }: ReportFieldsProps) {
  const { t } = useTranslation('report');
  const fieldName = useFieldName();
  const set = (key: string, part: Partial<FieldDraft>): void =>
    onChange(drafts.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)));
  return (
    <div className={styles.fields}>
      {drafts.map((draft) => (
        <Field
          key={draft.key}
          draft={draft}
          isRequired={required.has(draft.key)}
          correction={corrections.find(({ key }) => key === draft.key)}
          onChange={(part) => set(draft.key, part)}
        />
      ))}
      {more.length > 0 && (
        <Select
          className={styles.add}
          aria-label={t('form.add')}
          placeholder={t('form.add')}
          data={more.map((key) => ({ value: key, label: fieldName(key) }))}
          value={null}
          onChange={(key) => key !== null && onChange([...drafts, { key, text: '', isUnknown: false, before: null }])}
        />
      )}
    </div>
  );
}

interface FieldProps {
  readonly draft: FieldDraft;
  readonly isRequired: boolean;
  readonly correction: Report['corrections'][number] | undefined;
  onChange(part: Partial<FieldDraft>): void;
}

function Field({ draft, isRequired, correction, onChange }: FieldProps) {
  const { t } = useTranslation('report');
  const { language } = useFormat();
  const fieldName = useFieldName();
  const said = useSaid();
  const { key, text, isUnknown, before } = draft;
  const isMissing = isRequired && !isUnknown && text.trim() === '';
  const isOwn = before?.text ? textOf(before.text, language) === text : false;
  return (
    <div className={styles.field} data-missing={isMissing} data-field={key}>
      <div className={styles.fieldHead}>
        <label htmlFor={`field-${key}`}>{fieldName(key)}</label>
        {isMissing && <Chip tone="edge">{t('form.missing')}</Chip>}
        {before?.source && isOwn && (
          <span className={styles.quiet}>
            {t('form.from', { source: '' })}
            <Local text={before.source} />
          </span>
        )}
        <span className="lz-spring" />
        <Checkbox
          size="xs"
          label={t('form.unknown')}
          aria-label={`${fieldName(key)} ${t('form.unknown')}`}
          checked={isUnknown}
          onChange={({ currentTarget }) => onChange({ isUnknown: currentTarget.checked })}
        />
      </div>
      <Textarea
        id={`field-${key}`}
        autosize
        minRows={1}
        maxRows={10}
        maxLength={8_000}
        disabled={isUnknown}
        placeholder={isUnknown ? t('form.unknown') : undefined}
        value={isUnknown ? '' : text}
        onChange={({ currentTarget }) => onChange({ text: currentTarget.value })}
      />
      {correction && (
        <p className={styles.change}>
          <span>{t('form.told')}</span> <del>{said(correction.was)}</del>
          <span>{t('form.now')}</span> <ins>{said(correction.is)}</ins>
        </p>
      )}
    </div>
  );
}
