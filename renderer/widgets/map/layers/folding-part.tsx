import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Icon } from '../../icon.tsx';
import styles from './layers.module.css';

export interface FoldingPartProps {
  readonly title: string;
  /** What is so now, in a few words: read while it is folded too. */
  readonly state?: string;
  readonly children: ReactNode;
}

/** A part of the panel that unfolds. */
export function FoldingPart({ title, state, children }: FoldingPartProps) {
  const [isOpen, setOpen] = useState(false);
  const body = useId();
  return (
    <section className={styles.part} aria-label={title}>
      <button
        type="button"
        className={styles.fold}
        aria-expanded={isOpen}
        aria-controls={isOpen ? body : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <h3>{title}</h3>
        <small>{state}</small>
        <Icon name={isOpen ? 'up' : 'down'} size={14} />
      </button>
      {isOpen && (
        <div id={body} className={styles.folded}>
          {children}
        </div>
      )}
    </section>
  );
}
