import { Select, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Sheet } from './sheet.ts';
import styles from './sheet.module.css';

const REVIEWS = [15, 30, 60, 120, 240, 720] as const;
const PHRASES = ['people', 'stale', 'wayBack'] as const;

interface ReasonFieldProps {
  readonly sheet: Sheet;
  onChange(part: Partial<Sheet>): void;
}

/** Why this one: it stands in the record with the choice, so there is no choice without it (DE-V5). */
export function ReasonField({ sheet, onChange }: ReasonFieldProps) {
  const { t } = useTranslation('decision');
  const { reason, expected, reviewMinutes } = sheet;
  const add = (words: string): void =>
    onChange({ reason: reason.trim() === '' ? words : `${reason.trimEnd()} ${words}` });
  return (
    <section className={styles.reason} aria-label={t('reason.title')}>
      <h3 className={styles.partTitle}>
        {t('reason.title')}
        <span>{t('reason.needed')}</span>
      </h3>
      <Textarea
        aria-label={t('reason.title')}
        aria-required
        className={styles.reasonText}
        value={reason}
        maxLength={4_000}
        placeholder={t('reason.placeholder')}
        onChange={({ currentTarget }) => onChange({ reason: currentTarget.value })}
      />
      <div className={styles.phrases}>
        {PHRASES.map((phrase) => (
          <button key={phrase} type="button" onClick={() => add(t(`phrase.${phrase}`))}>
            {t(`phrase.${phrase}`)}
          </button>
        ))}
      </div>
      <div className={styles.review}>
        <TextInput
          size="xs"
          label={t('reason.expected')}
          value={expected}
          maxLength={2_000}
          onChange={({ currentTarget }) => onChange({ expected: currentTarget.value })}
        />
        <Select
          size="xs"
          label={t('reason.review')}
          allowDeselect={false}
          data={[
            { value: '0', label: t('review.none') },
            ...REVIEWS.map((minutes) => ({
              value: String(minutes),
              label: minutes < 60 ? t('review.minutes', { minutes }) : t('review.hours', { hours: minutes / 60 }),
            })),
          ]}
          value={String(reviewMinutes ?? 0)}
          onChange={(value) => onChange({ reviewMinutes: Number(value) || null })}
        />
      </div>
    </section>
  );
}
