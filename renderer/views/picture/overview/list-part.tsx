import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sameSummary, selectSummary } from '../../../state/feed-health.ts';
import type { LiveCollection } from '../../../state/live-collection.ts';
import { useCollection, useLive } from '../../../state/use-live.ts';
import { Section } from '../../../widgets/panel.tsx';
import styles from './overview.module.css';

export interface ListPartProps<Row extends { readonly id: string }> {
  readonly title: string;
  /** What the list is read from: it tells none from not known. */
  readonly from: LiveCollection<Row>;
  readonly none: string;
  /** How many there are, and how many of them are shown. */
  readonly count: number;
  readonly shown: number;
  /** The desk that has all of them. */
  readonly desk: string;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

function isComplete({ complete }: { readonly complete: boolean }): boolean {
  return complete;
}

/** A short list under its heading. Empty, it says whether there is none or nobody can tell. */
export function ListPart<Row extends { readonly id: string }>({
  title,
  from,
  none,
  count,
  shown,
  desk,
  note,
  children,
}: ListPartProps<Row>) {
  const { t } = useTranslation('overview');
  const complete = useLive(from, isComplete);
  const feeds = useLive(useCollection('feeds', {}), selectSummary, sameSummary);
  const why = (): string => {
    if (!complete) return t('reading');
    if (from.rows.size > 0) return none;
    return t(feeds.all === feeds.down ? 'notKnown' : 'noneTold');
  };
  const hint = (
    <>
      {note}
      {count > shown && (
        <a className={styles.more} href={`#/${desk}`}>
          {t('more', { count })}
        </a>
      )}
    </>
  );
  return (
    <Section title={title} hint={hint}>
      {shown === 0 ? <p className={styles.none}>{why()}</p> : <ul className={styles.rows}>{children}</ul>}
    </Section>
  );
}
