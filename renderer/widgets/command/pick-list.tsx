import type { ReactNode } from 'react';
import { Icon } from '../icon.tsx';
import styles from './command.module.css';

export interface PickOption {
  readonly id: string;
  readonly glyph: ReactNode;
  readonly title: ReactNode;
  readonly note: ReactNode;
  readonly end: ReactNode;
  readonly endNote?: ReactNode;
}

export interface PickListProps {
  readonly label: string;
  readonly options: readonly PickOption[];
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

/** Several of a list, by click or space; arrows walk. */
export function PickList({ label, options, chosen, onToggle }: PickListProps) {
  return (
    <div className={styles.pick} role="group" aria-label={label}>
      <div className={styles.heading}>{label}</div>
      {options.map(({ id, glyph, title, note, end, endNote }) => (
        <div
          key={id}
          role="checkbox"
          aria-checked={chosen.has(id)}
          tabIndex={0}
          data-option={id}
          className={styles.option}
          onClick={() => onToggle(id)}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowDown' ? 'nextElementSibling' : 'previousElementSibling';
            if (event.key === ' ') onToggle(id);
            else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
              const other = event.currentTarget[step];
              if (other instanceof HTMLElement) other.focus();
            } else return;
            event.preventDefault();
          }}
        >
          <span className={styles.box} aria-hidden="true">
            {chosen.has(id) && <Icon name="check" size={14} />}
          </span>
          {glyph}
          <span className={styles.optionText}>
            <span className="lz-cut">{title}</span>
            <small className="lz-cut">{note}</small>
          </span>
          <span className={styles.optionEnd}>
            {end}
            {endNote !== undefined && <small>{endNote}</small>}
          </span>
        </div>
      ))}
    </div>
  );
}
