import { useState } from 'react';
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../state/incident-order.ts';
import { useIncidentActions } from '../../state/use-incident-actions.ts';
import { Button } from '../button.tsx';
import styles from './drawer.module.css';

/** A line for the log, written at the foot of the drawer. */
export function NoteForm({ row, onDone }: { readonly row: IncidentRow; readonly onDone: () => void }) {
  const { t } = useTranslation('incident');
  const { t: common } = useTranslation();
  const { addNote } = useIncidentActions();
  const [text, setText] = useState('');
  const submit = (): void => {
    if (text.trim() === '') return;
    void addNote(row, text.trim()).then((stored) => stored && onDone());
  };
  return (
    <form
      className={styles.note}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Textarea
        aria-label={t('dialog.noteTitle')}
        placeholder={t('dialog.noteHint')}
        autoFocus
        minRows={3}
        autosize
        maxRows={8}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            // A desk may have the same key for something else.
            event.preventDefault();
            submit();
          }
          if (event.key === 'Escape') {
            event.stopPropagation();
            onDone();
          }
        }}
      />
      <div className={styles.actions}>
        <Button type="submit" look="primary" size="grave" shortcut="Ctrl ↵" disabled={text.trim() === ''}>
          {t('dialog.submitNote')}
        </Button>
        <Button size="grave" shortcut="Esc" onClick={onDone}>
          {common('cancel')}
        </Button>
      </div>
    </form>
  );
}
