import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_TAG } from '../../text/language.ts';
import styles from './release.module.css';

interface Worded {
  readonly zh: string;
  readonly en: string;
}

interface TextPairProps {
  readonly label: string;
  readonly value: Worded;
  readonly hasEnglish: boolean;
  readonly isLong?: boolean;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  onChange(value: Worded): void;
}

/** One text in the languages of the message, side by side, so that a translation is checked against what it translates. */
export function TextPair({
  label,
  value,
  hasEnglish,
  isLong = false,
  maxLength = 2_000,
  autoFocus,
  onChange,
}: TextPairProps) {
  const { t } = useTranslation('release');
  const field = (language: 'zh' | 'en') => {
    const shared = {
      label: hasEnglish ? t('form.inLanguage', { label, language: t(`form.${language}`) }) : label,
      lang: LANGUAGE_TAG[language],
      maxLength,
      autoComplete: 'off',
      'data-text': language,
      ...(autoFocus === true && language === 'zh' && { autoFocus: true }),
      value: value[language],
      onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
        onChange({ ...value, [language]: currentTarget.value }),
    };
    return isLong ? <Textarea {...shared} autosize minRows={2} maxRows={8} /> : <TextInput {...shared} />;
  };
  return (
    <div className={styles.languages} data-both={hasEnglish}>
      {field('zh')}
      {hasEnglish && field('en')}
    </div>
  );
}
