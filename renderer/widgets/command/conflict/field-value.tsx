import { useTranslation } from 'react-i18next';
import type { Level } from '../../../../shared/domain/common.ts';
import { LevelGlyph } from '../../level.tsx';
import { fieldWords } from '../field-words.ts';
import { isLevel } from '../words.ts';
import { useWords } from '../use-words.ts';
import styles from './conflict.module.css';

function LargeLevel({ level }: { readonly level: Level }) {
  const { t } = useTranslation();
  return (
    <span className={styles.large}>
      <LevelGlyph level={level} size={24} />
      <span>{t(`level.${level}`)}</span>
    </span>
  );
}

/** The value that a conflict is about, large. */
export function LargeValue({ field, value }: { readonly field: string; readonly value: unknown }) {
  const words = useWords();
  if (field === 'level' && isLevel(value)) return <LargeLevel level={value} />;
  return (
    <span className={styles.large} data-long={fieldWords(words, field, value).length > 14}>
      <bdi>{fieldWords(words, field, value)}</bdi>
    </span>
  );
}

/** A value in a line of text, with the glyph where it has one. */
export function SmallValue({ field, value }: { readonly field: string; readonly value: unknown }) {
  const words = useWords();
  return (
    <b className={styles.small}>
      {field === 'level' && isLevel(value) && <LevelGlyph level={value} />}
      <bdi>{fieldWords(words, field, value)}</bdi>
    </b>
  );
}
