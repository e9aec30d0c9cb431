import type { ReactNode } from 'react';
import type { Topic } from '../../../../shared/domain/topics.ts';
import { useSelection } from '../../../state/selection.ts';
import styles from './overview.module.css';

export interface LineProps {
  readonly topic: Topic;
  readonly id: string;
  readonly glyph: ReactNode;
  readonly name: ReactNode;
  /** The whole name, for the pointer that rests on a name that was cut. */
  readonly title: string;
  readonly state?: ReactNode;
  readonly end: ReactNode;
}

/** One row of the overview. It selects what it names; the drawer then shows that. */
export function Line({ topic, id, glyph, name, title, state, end }: LineProps) {
  const select = useSelection((selection) => selection.select);
  return (
    <li>
      <button type="button" className={styles.line} title={title} onClick={() => select(topic, id, 'command')}>
        {glyph}
        <span className="lz-cut">{name}</span>
        <span className={styles.state}>{state}</span>
        <span className={styles.end}>{end}</span>
      </button>
    </li>
  );
}
