import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import styles from './chip.module.css';

export type ChipTone =
  'plain' | 'edge' | 'live' | 'stale' | 'offline' | 'pending' | 'conflict' | 'unknown' | 'drill' | 'act';

export interface ChipProps {
  readonly tone?: ChipTone;
  readonly icon?: IconName;
  readonly title?: string;
  /** A word is required: no state is told by colour alone. */
  readonly children: ReactNode;
}

export function Chip({ tone = 'plain', icon, title, children }: ChipProps) {
  return (
    <span className={styles.chip} data-tone={tone} title={title}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  );
}

/** What is not known, said so: never 0, blank or a dash (rule D5). */
export function Unknown() {
  const { t } = useTranslation();
  return <span className={styles.unknown}>{t('unknown')}</span>;
}

/** What is known not to be there (no limit, no task): words in the quiet ink, so that it does not look like unknown. */
export function Nothing({ children }: { readonly children: ReactNode }) {
  return <span className={styles.none}>{children}</span>;
}
