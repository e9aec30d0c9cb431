import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Button } from '../../widgets/button.tsx';
import { IncidentPick } from './incident-pick.tsx';
import type { KindFormProps } from './kind-form.ts';
import { newSheet } from './sheet.ts';
import styles from './list.module.css';

/** A question that nothing computes: its options are put by hand. */
export function OtherForm({ onBegin }: KindFormProps) {
  const { t } = useTranslation('decision');
  const [question, setQuestion] = useState('');
  const [incidents, setIncidents] = useState<readonly string[]>([]);
  return (
    <>
      <div className={styles.fields}>
        <TextInput
          size="xs"
          label={t('question.label')}
          value={question}
          maxLength={300}
          onChange={({ currentTarget }) => setQuestion(currentTarget.value)}
        />
        <IncidentPick chosen={incidents} onChange={setIncidents} />
      </div>
      <footer className={styles.newFoot}>
        <Button
          look="primary"
          size="grave"
          disabled={onBegin === null || question.trim() === ''}
          onClick={() => onBegin?.(newSheet('other', { question: question.trim(), incidents: [...incidents] }))}
        >
          {t('new.begin')}
        </Button>
      </footer>
    </>
  );
}
