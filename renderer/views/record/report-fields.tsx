import { useCallback } from 'react';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { HOUR, instant, type Instant } from '../../../shared/kit/time.ts';
import { REPORT_LANGUAGES, type ReportLanguage } from '../../../shared/protocol/console-api/record-calls.ts';
import type { CallArgs } from '../../../shared/protocol/console-api/calls.ts';
import type { IncidentRow } from '../../state/incident-order.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useCollection } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import styles from './record.module.css';

const PERIODS = { all: null, shift: 8 * HOUR, day: 24 * HOUR, days: 72 * HOUR } as const;
type Period = keyof typeof PERIODS;

/** Incidents that can be chosen: the gravest open ones first. */
const MOST = 200;

export interface ReportChoice {
  readonly language: ReportLanguage;
  readonly period: Period;
  readonly incident: string;
}

export const ALL: ReportChoice = { language: 'zh', period: 'all', incident: '' };

export function reportArgs(
  { language, period, incident }: ReportChoice,
  now: Instant,
): Pick<CallArgs<'exportRecord'>, 'language' | 'from' | 'until' | 'incident'> {
  const length = PERIODS[period];
  return {
    language,
    ...(length !== null && { from: instant(now - length), until: now }),
    ...(incident !== '' && { incident }),
  };
}

interface ReportFieldsProps {
  readonly value: ReportChoice;
  readonly onChange: (value: ReportChoice) => void;
}

/** What the report for reading is about; the log is always taken out whole. */
export function ReportFields({ value, onChange }: ReportFieldsProps) {
  const { t } = useTranslation('record');
  const { text } = useFormat();
  const incidents = useCollection('incidents', {});
  const read = useCallback(
    ({ rows }: LiveCollection<IncidentRow>) =>
      JSON.stringify([...rows.values()].slice(0, MOST).map(({ id, data }) => ({ value: id, label: text(data.title) }))),
    [text],
  );
  const options = JSON.parse(useSampled(incidents, read)) as { value: string; label: string }[];
  return (
    <>
      <div className={styles.pair}>
        <NativeSelect
          label={t('export.language')}
          value={value.language}
          data={REPORT_LANGUAGES.map((language) => ({ value: language, label: t(`export.languages.${language}`) }))}
          onChange={({ currentTarget }) => onChange({ ...value, language: currentTarget.value as ReportLanguage })}
        />
        <NativeSelect
          label={t('export.period')}
          value={value.period}
          data={(Object.keys(PERIODS) as Period[]).map((period) => ({
            value: period,
            label: t(`export.periods.${period}`),
          }))}
          onChange={({ currentTarget }) => onChange({ ...value, period: currentTarget.value as Period })}
        />
      </div>
      <NativeSelect
        label={t('export.incident')}
        description={t('export.scopeHint')}
        value={value.incident}
        data={[{ value: '', label: t('export.incidentNone') }, ...options]}
        onChange={({ currentTarget }) => onChange({ ...value, incident: currentTarget.value })}
      />
    </>
  );
}
