import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../widgets/button.tsx';
import { useDraft, type OpenDraft } from './draft-store.ts';
import styles from './rules.module.css';

export interface UnsavedBarProps {
  readonly draft: OpenDraft;
  readonly choose: (id: string | null) => void;
}

/** Another rule was chosen while this one has unsaved words: it is asked here, where they are. */
export function UnsavedBar({ draft, choose }: UnsavedBarProps) {
  const { t } = useTranslation('rule');
  const { wanted, want, edit } = useDraft();
  const stay = useRef<HTMLButtonElement>(null);
  const isAsked = wanted !== undefined;
  useEffect(() => {
    if (isAsked) stay.current?.focus();
  }, [isAsked]);
  if (!isAsked) return null;
  return (
    <div
      className={styles.unsaved}
      role="alertdialog"
      aria-label={t('unsaved.title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') want(undefined);
      }}
    >
      <b>{t('unsaved.title')}</b>
      <span>{t('unsaved.text', { name: nameOf(draft) ?? t('add') })}</span>
      <span className={styles.buttons}>
        <Button ref={stay} look="primary" onClick={() => want(undefined)}>
          {t('unsaved.stay')}
        </Button>
        <Button
          onClick={() => {
            edit(draft.before);
            choose(wanted);
          }}
        >
          {t('unsaved.leave')}
        </Button>
      </span>
    </div>
  );
}

function nameOf({ before }: OpenDraft): string | null {
  return before.nameZh || before.nameEn || null;
}
