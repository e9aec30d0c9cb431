import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LocalText } from '../../../shared/domain/common.ts';
import { Button } from '../../widgets/button.tsx';
import own from './editor.module.css';

interface TextListProps {
  readonly label: string;
  readonly texts: readonly LocalText[];
  /** `field`: what is typed in. */
  readonly onChange: (texts: LocalText[], field?: string) => void;
}

/** Lines in both languages; one that stays empty is not kept. */
export function TextList({ label, texts, onChange }: TextListProps) {
  const { t } = useTranslation('plan');
  return (
    <div className={own.fields}>
      {texts.map((text, index) => (
        // Lines have no name of their own; their place is what they are known by.
        <div key={index} className={own.line}>
          {(['zh', 'en'] as const).map((tongue) => (
            <TextInput
              key={tongue}
              aria-label={`${label} ${index + 1} ${t(`edit.${tongue}`)}`}
              placeholder={t(`edit.${tongue}`)}
              value={text[tongue] ?? ''}
              onChange={({ currentTarget: { value } }) =>
                onChange(texts.with(index, { ...text, [tongue]: value }), `${index}.${tongue}`)
              }
            />
          ))}
          <Button
            look="quiet"
            icon="x"
            aria-label={`${t('verb.remove')} ${index + 1}`}
            title={t('verb.remove')}
            onClick={() => onChange(texts.toSpliced(index, 1))}
          />
        </div>
      ))}
      <span>
        <Button icon="plus" onClick={() => onChange([...texts, { zh: '', en: '' }])}>
          {t('verb.addLine')}
        </Button>
      </span>
    </div>
  );
}
