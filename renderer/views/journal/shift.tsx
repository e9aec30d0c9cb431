import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveCollection } from '../../state/live-collection.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useSampled } from '../../state/sampler.ts';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useCollection } from '../../state/use-live.ts';
import { usePast } from '../../state/use-moment.ts';
import { Moment } from '../../widgets/age.tsx';
import { Chip } from '../../widgets/chip.tsx';
import { Section } from '../../widgets/panel.tsx';
import { ShiftDraft } from './shift-draft.tsx';
import { ShiftSheet } from './shift-sheet.tsx';
import type { ShiftRow } from './shift-row.ts';
import styles from './journal.module.css';

const newestFirst = ({ rows }: LiveCollection<ShiftRow>): readonly ShiftRow[] =>
  [...rows.values()].sort((a, b) => b.data.from.at - a.data.from.at);

/** What is open now and goes to the next shift; what waits to be taken over; what was handed over before. */
export function Shift() {
  const { t } = useTranslation('journal');
  const people = usePeopleNames();
  const isPast = usePast() !== null;
  const rows = useSampled(useCollection('handovers', {}), newestFirst, 250);
  const waiting = rows.find(({ data }) => data.status.state === 'offered');
  const [isDraft, setDraft] = useState<boolean | null>(null);
  const wanted = useSelectedId('handover');
  const { select, clear } = useSelection.getState();
  const asked = rows.find(({ id }) => id === wanted);
  const chosen = asked ?? (isDraft === true ? undefined : (waiting ?? (isPast ? rows[0] : undefined)));
  const lastTaken = rows.find(({ data }) => data.status.state === 'taken');
  return (
    <div className={styles.shift}>
      <nav className={styles.past} aria-label={t('shift.history')}>
        <Section title={t('shift.history')} hint={rows.length > 0 ? rows.length : t('shift.noHistory')}>
          <ul className={styles.pastList}>
            {!isPast && (
              <li>
                <button
                  type="button"
                  aria-current={!chosen}
                  onClick={() => {
                    clear();
                    setDraft(true);
                  }}
                >
                  <b>{t('shift.now')}</b>
                </button>
              </li>
            )}
            {rows.map((row) => (
              <li key={row.id}>
                <button
                  type="button"
                  aria-current={row.id === chosen?.id}
                  onClick={() => {
                    setDraft(false);
                    select('handover', row.id, 'list');
                  }}
                >
                  <Moment at={row.data.from.at} />
                  <span className="lz-cut">{people.officer(row.data.from.officer)}</span>
                  {row.data.status.state === 'offered' ? (
                    <Chip tone="pending">{t('shift.open')}</Chip>
                  ) : (
                    <span className={styles.quiet}>{t('shift.items', { count: row.data.open.length })}</span>
                  )}
                </button>
              </li>
            ))}
          </ul>
        </Section>
      </nav>
      {chosen ? (
        <ShiftSheet key={chosen.id} row={chosen} />
      ) : (
        <ShiftDraft
          lastTaken={lastTaken}
          onOffered={(id) => {
            setDraft(false);
            select('handover', id, 'list');
          }}
        />
      )}
    </div>
  );
}
