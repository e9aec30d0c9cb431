import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LonLat } from '../../../../../shared/kit/geo.ts';
import { Button } from '../../../button.tsx';
import { COORDINATE_FORMS, coordinateForms, type CoordinateForm } from '../coordinates/coordinate-forms.ts';
import { copyText } from '../copy-text.ts';
import styles from '../ask.module.css';

/** One place in every form, each to be copied. */
export function CoordinateList({ at }: { readonly at: LonLat }) {
  const { t } = useTranslation('ask');
  const [copied, setCopied] = useState<CoordinateForm | null>(null);
  const forms = coordinateForms(at);
  return (
    <dl className={styles.forms}>
      {COORDINATE_FORMS.map((form) => {
        const text = forms[form];
        return (
          <div key={form} data-form={form}>
            <dt>{t(`form.${form}`)}</dt>
            <dd>
              {text ?? t('form.none')}
              {text !== null && (
                <Button
                  look="quiet"
                  aria-label={t('copy.of', { what: t(`form.${form}`) })}
                  onClick={() => setCopied(copyText(text) ? form : null)}
                >
                  {t(copied === form ? 'copy.done' : 'copy.do')}
                </Button>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
