import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { WARNING_COLOURS } from '../../../shared/domain/alert.ts';
import { CAP_CATEGORY, CAP_CERTAINTY, CAP_SEVERITY, CAP_URGENCY } from '../../../shared/domain/cap-terms.ts';
import { COLOURS, EVENT_TYPES } from '../../../shared/domain/warning-terms.ts';
import { useLanguage } from '../../text/use-text.ts';
import { LevelGlyph } from '../../widgets/level.tsx';
import { instantOfLocal, localTimeOf, worded, type Draft } from './draft-state.ts';
import { TextPair } from './text-pair.tsx';
import styles from './release.module.css';

interface FieldsProps {
  readonly draft: Draft;
  onChange(set: Partial<Draft>): void;
}

const OTHER = '-';

/** What happens: a type of the national list, or the officer's own words. */
export function EventFields({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation('release');
  const language = useLanguage();
  const { eventCode, event, hasEnglish, category } = draft;
  const types = Object.entries(EVENT_TYPES).map(([code, [zh, en]]) => ({
    value: code,
    label: `${language === 'zh' ? zh : en}  ${code}`,
  }));
  return (
    <>
      <div className={styles.pair}>
        <Select
          label={t('form.event')}
          data={[{ value: OTHER, label: t('form.eventOther') }, ...types]}
          value={eventCode === '' ? OTHER : eventCode}
          allowDeselect={false}
          searchable
          onChange={(chosen) => {
            const named = chosen === null ? undefined : EVENT_TYPES[chosen];
            if (chosen === OTHER) onChange({ eventCode: '' });
            else if (chosen !== null && named) {
              onChange({ eventCode: chosen, event: worded({ zh: named[0], en: named[1] }) });
            }
          }}
        />
        <Select
          label={t('form.category')}
          data={CAP_CATEGORY.map((value) => ({ value, label: t(`category.${value}`) }))}
          value={category}
          allowDeselect={false}
          onChange={(value) => onChange({ category: CAP_CATEGORY.find((known) => known === value) ?? category })}
        />
      </div>
      <TextPair
        label={t('form.eventName')}
        value={event}
        hasEnglish={hasEnglish}
        maxLength={60}
        onChange={(changed) => onChange({ event: changed })}
      />
    </>
  );
}

/** The colour of the law and CAP's three scales, each by itself. */
export function ScaleFields({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation('release');
  const { t: alert } = useTranslation('alert');
  const { colour, severity, urgency, certainty } = draft;
  return (
    <div className={styles.scales}>
      <Select
        label={t('form.colour')}
        data={WARNING_COLOURS.map((value) => ({ value, label: t(`colour.${value}`) }))}
        value={colour}
        allowDeselect={false}
        leftSection={<LevelGlyph level={COLOURS[colour].level} size={14} />}
        onChange={(value) => onChange({ colour: WARNING_COLOURS.find((known) => known === value) ?? colour })}
      />
      <Select
        label={t('form.severity')}
        data={CAP_SEVERITY.map((value) => ({ value, label: alert(`severity.${value}`) }))}
        value={severity}
        allowDeselect={false}
        onChange={(value) => onChange({ severity: CAP_SEVERITY.find((known) => known === value) ?? severity })}
      />
      <Select
        label={t('form.urgency')}
        data={CAP_URGENCY.map((value) => ({ value, label: alert(`urgency.${value}`) }))}
        value={urgency}
        allowDeselect={false}
        onChange={(value) => onChange({ urgency: CAP_URGENCY.find((known) => known === value) ?? urgency })}
      />
      <Select
        label={t('form.certainty')}
        data={CAP_CERTAINTY.map((value) => ({ value, label: alert(`certainty.${value}`) }))}
        value={certainty}
        allowDeselect={false}
        onChange={(value) => onChange({ certainty: CAP_CERTAINTY.find((known) => known === value) ?? certainty })}
      />
    </div>
  );
}

/** When: three moments, local time to the minute. */
export function TimeFields({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation('release');
  const field = (label: string, name: 'onsetAt' | 'expiresAt' | 'nextWordAt') => (
    <TextInput
      type="datetime-local"
      label={label}
      value={localTimeOf(draft[name])}
      onChange={({ currentTarget }) => onChange({ [name]: instantOfLocal(currentTarget.value) })}
    />
  );
  return (
    <div className={styles.times}>
      {field(t('form.onset'), 'onsetAt')}
      {field(t('form.expires'), 'expiresAt')}
      {field(t('form.nextWord'), 'nextWordAt')}
    </div>
  );
}
