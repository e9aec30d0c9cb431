import type { ReactNode } from 'react';
import { cx } from '../styles/cx.ts';
import styles from './panel.module.css';

export function Panel({
  className,
  label,
  children,
}: {
  readonly className?: string | undefined;
  readonly label?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={cx(styles.panel, className)} aria-label={label}>
      {children}
    </section>
  );
}

export interface PanelHeadProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly children?: ReactNode;
}

export function PanelHead({ title, note, children }: PanelHeadProps) {
  return (
    <header className={styles.head}>
      <h2>{title}</h2>
      {note !== undefined && <span className={styles.note}>{note}</span>}
      <span className="lz-spring" />
      {children}
    </header>
  );
}

export interface SectionProps {
  readonly title?: string;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a drawer, closed by a hairline. */
export function Section({ title, hint, children }: SectionProps) {
  return (
    <section className={styles.section}>
      {title !== undefined && (
        <h3 className={styles.title}>
          {title}
          {hint !== undefined && <span className={styles.hint}>{hint}</span>}
        </h3>
      )}
      {children}
    </section>
  );
}

/** One line of what would be here, and at most one action. The words must tell none from not known. */
export function Empty({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string | undefined;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      <b>{title}</b>
      {hint !== undefined && <span>{hint}</span>}
      {children}
    </div>
  );
}
