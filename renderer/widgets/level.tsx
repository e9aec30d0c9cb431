import { useTranslation } from 'react-i18next';
import type { Level } from '../../shared/domain/common.ts';
import { LEVEL_GLYPHS, LEVEL_ONE_MARK } from './symbols/glyphs.ts';
import styles from './level.module.css';

/** The shape of a level with its colour; the two light fills of the day theme carry their edge (design.md §2). */
function Shape({ level, size }: { readonly level: Level; readonly size: number }) {
  const edge = level === 2 || level === 3 ? `var(--lz-sev-${level}-edge)` : 'none';
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" className={styles.glyph} aria-hidden="true">
      <path d={LEVEL_GLYPHS[level]} fill={`var(--lz-sev-${level})`} stroke={edge} strokeLinejoin="round" />
      {level === 1 && <path d={LEVEL_ONE_MARK} stroke="var(--lz-sev-1-on)" strokeWidth={2} strokeLinecap="round" />}
    </svg>
  );
}

interface LevelProps {
  readonly level: Level;
  /** Where a level has another name than that of incidents. */
  readonly word?: string;
}

/** Glyph alone, for a row whose level is also said to assistive technology. Elsewhere use the ones with the word. */
export function LevelGlyph({ level, size = 16, word: own }: LevelProps & { readonly size?: number }) {
  const { t } = useTranslation();
  const word = own ?? t(`level.${level}`);
  return (
    <span role="img" aria-label={word} title={word}>
      <Shape level={level} size={size} />
    </span>
  );
}

/** Glyph and word on the level's tint: once per record, at its head. */
export function LevelChip({ level }: { readonly level: Level }) {
  const { t } = useTranslation();
  return (
    <span className={styles.chip} data-level={level}>
      <Shape level={level} size={14} />
      {t(`levelName.${level}`)}
      {level > 0 && <b className={styles.numeral}>{t(`levelNumeral.${level}`)}</b>}
    </span>
  );
}

/** Glyph and word in a table cell or a menu, without a tint. */
export function LevelWord({ level, word }: LevelProps) {
  const { t } = useTranslation();
  return (
    <span className={styles.word}>
      <Shape level={level} size={14} />
      {word ?? t(`levelName.${level}`)}
    </span>
  );
}
