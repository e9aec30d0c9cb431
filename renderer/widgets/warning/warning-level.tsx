import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/domain/alert.ts';
import { colourOf } from './warning-colour.ts';
import { LevelGlyph } from '../level.tsx';
import styles from './warning.module.css';

/**
 * Shape and word of a warning's grade: its colour where the sender gave one. Elsewhere CAP's severity in words; the shape is
 * then only where it sorts. Never the words of an event's grade, which is another scale.
 */
export function WarningLevel({ alert }: { readonly alert: Pick<Alert, 'level' | 'severity' | 'colour' | 'origin'> }) {
  const { t } = useTranslation('alert');
  const colour = colourOf(alert);
  return (
    <span className={styles.level}>
      <LevelGlyph level={alert.level} size={14} />
      {colour ? t(`colour.${colour}`) : t(`severity.${alert.severity}`)}
    </span>
  );
}
