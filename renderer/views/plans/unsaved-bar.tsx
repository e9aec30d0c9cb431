import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../text/use-text.ts';
import { Button } from '../../widgets/button.tsx';
import { usePlans } from './plan-store.ts';
import own from './editor.module.css';

/** Another plan was chosen while this one has unsaved words: it is asked here, where they are. */
export function UnsavedBar() {
  const { t } = useTranslation('plan');
  const { text } = useFormat();
  const { draft, wanted, want, close, choose } = usePlans();
  const stay = useRef<HTMLButtonElement>(null);
  const isAsked = wanted !== null;
  useEffect(() => {
    if (isAsked) stay.current?.focus();
  }, [isAsked]);
  if (!isAsked || !draft) return null;
  const name = text(draft.words.name);
  return (
    <div
      className={own.unsaved}
      role="alertdialog"
      aria-label={t('unsaved.title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') want(null);
      }}
    >
      <b>{t('unsaved.title')}</b>
      <span>{t('unsaved.text', { name: name === '' ? t('edit.titleNew') : name })}</span>
      <Button ref={stay} look="primary" onClick={() => want(null)}>
        {t('unsaved.stay')}
      </Button>
      <Button
        onClick={() => {
          close();
          choose(wanted);
        }}
      >
        {t('unsaved.leave')}
      </Button>
    </div>
  );
}
