import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../widgets/button.tsx';
import { Chip } from '../../widgets/chip.tsx';
import styles from './sheet.module.css';

interface SheetHeadProps {
  /** Null: it is not to be changed. */
  readonly onTitle: ((title: string) => void) | null;
  readonly title: string;
  /** As it is worded where the officer wrote nothing. */
  readonly worded: string;
  readonly chips: ReactNode;
  readonly words: ReactNode;
  onBack(): void;
  readonly children?: ReactNode;
}

/** The question in one line, where it stands, and what can be done with all of it. */
export function SheetHead({ onTitle, title, worded, chips, words, onBack, children }: SheetHeadProps) {
  const { t } = useTranslation('decision');
  return (
    <header className={styles.sheetHead}>
      <Button look="quiet" icon="left" aria-label={t('back')} title={t('back')} onClick={onBack} />
      {onTitle ? (
        <input
          className={styles.question}
          aria-label={t('question.label')}
          value={title}
          placeholder={worded}
          maxLength={300}
          onChange={({ currentTarget }) => onTitle(currentTarget.value)}
        />
      ) : (
        <h1 className="lz-cut" title={title}>
          {title}
        </h1>
      )}
      {chips}
      <span className="lz-spring" />
      <span className={styles.runWords}>{words}</span>
      {children}
    </header>
  );
}

/** A decision by the end of its number: enough to tell it on the telephone. */
export function NumberChip({ id }: { readonly id: string | null }) {
  const { t } = useTranslation('decision');
  return <Chip tone="edge">{id === null ? t('notKept') : t('number', { no: id.slice(-6).toUpperCase() })}</Chip>;
}
