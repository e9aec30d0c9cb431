import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useConsole } from '../../../state/console.ts';
import { usePreference } from '../../../state/use-console.ts';
import { Button } from '../../button.tsx';
import styles from './base.module.css';
import { useAttempt } from './use-attempt.ts';

const LAST_PATH = 'map.base.path';

function parsePath(stored: unknown): string {
  return typeof stored === 'string' ? stored : '';
}

export interface AddFileProps {
  onAdded(id: string): void;
  onCancel(): void;
}

/** A file of tiles by its path; the last one is remembered. */
export function AddFile({ onAdded, onCancel }: AddFileProps) {
  const { t } = useTranslation('baseMap');
  const { link } = useConsole();
  const [last, remember] = usePreference(LAST_PATH, parsePath);
  const [path, setPath] = useState(last);
  const { reason, isBusy, run } = useAttempt();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const added = await run(() => link.call('addTileFile', { path }));
    if (!added) return;
    remember(path);
    onAdded(added.answer.id);
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <label>
        {t('file.path')}
        <input
          autoFocus
          required
          spellCheck={false}
          maxLength={1_000}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <small>{t('file.hint')}</small>
      </label>
      {reason !== null && (
        <p className={styles.reason} role="alert">
          {reason}
        </p>
      )}
      <div className={styles.actions}>
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" look="primary" disabled={isBusy || path.trim() === ''}>
          {t('add')}
        </Button>
      </div>
    </form>
  );
}
