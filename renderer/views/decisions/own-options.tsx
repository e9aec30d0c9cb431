import { useState } from 'react';
import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DecisionOption } from '../../../shared/domain/decision.ts';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { LETTERS } from './use-decide.ts';
import type { Sheet } from './sheet.ts';
import styles from './sheet.module.css';

const MOST = 4;

/** Options that no planner made, in the officer's words: two to four, so that there is something to choose from. */
export function OwnOptions({
  sheet,
  onChange,
}: {
  readonly sheet: Sheet;
  onChange(own: readonly DecisionOption[]): void;
}) {
  const { t } = useTranslation('decision');
  const format = useFormat();
  const [name, setName] = useState('');
  const [summary, setSummary] = useState('');
  const { own } = sheet;
  const add = (): void => {
    if (name.trim() === '' || own.length >= MOST) return;
    const { language } = format;
    onChange([
      ...own,
      {
        aim: 'byHand',
        name: { [language]: name.trim() },
        isComputed: false,
        ...(summary.trim() !== '' && { summary: { [language]: summary.trim() } }),
        figures: [],
        moves: [],
        faults: [],
      },
    ]);
    setName('');
    setSummary('');
  };
  return (
    <section className={styles.part} aria-label={t('own.title')}>
      <h3 className={styles.partTitle}>
        {t('own.title')}
        <span>{t('own.count', { count: own.length, most: MOST })}</span>
      </h3>
      <ul>
        {own.map((option, index) => (
          <li key={index} className={styles.limit}>
            <button type="button" title={t('own.remove')} onClick={() => onChange(own.toSpliced(index, 1))}>
              <b>{t(`letter.${LETTERS[index] ?? '0'}`)}</b>
              <span className={styles.limitWords}>{format.text(option.name)}</span>
              <span className={styles.limitKind}>{t('own.remove')}</span>
            </button>
          </li>
        ))}
      </ul>
      {own.length < MOST && (
        <form
          className={styles.limitForm}
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <TextInput
            size="xs"
            label={t('own.name')}
            value={name}
            maxLength={80}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Textarea
            size="xs"
            label={t('own.summary')}
            value={summary}
            maxLength={1_000}
            autosize
            minRows={2}
            maxRows={5}
            onChange={({ currentTarget }) => setSummary(currentTarget.value)}
          />
          <Button type="submit" icon="plus" disabled={name.trim() === ''}>
            {t('own.add')}
          </Button>
        </form>
      )}
    </section>
  );
}
