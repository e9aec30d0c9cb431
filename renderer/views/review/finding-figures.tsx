import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useConsole } from '../../state/console.ts';
import { useSampled } from '../../state/sampler.ts';
import { useClock } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { Unknown } from '../../widgets/chip.tsx';
import { figuresOf, type FindingRow } from './finding-state.ts';
import styles from './review.module.css';

/** How often what is late is counted anew without any finding changing, ms. */
const RECOUNT = 60_000;
const COUNTS = ['open', 'late', 'unchecked', 'closed', 'strengths'] as const;

/** Where the city stands with what it found: in counts, in time, and by area. */
export function FindingFigures({ findings }: { readonly findings: LiveCollection<FindingRow> }) {
  const { t } = useTranslation('review');
  const format = useFormat();
  const { clock } = useConsole();
  const turn = useClock((now) => Math.floor(now / RECOUNT));
  const select = useMemo(
    () => (rows: LiveCollection<FindingRow>) => figuresOf(rows.rows.values(), clock.now),
    [clock, turn], // eslint-disable-line react-hooks/exhaustive-deps -- `turn`: time passes although no finding changes
  );
  const figures = useSampled(findings, select, 250);
  return (
    <dl className={styles.figures} aria-label={t('figures.label')}>
      {COUNTS.map((name) => (
        <div key={name} data-late={name === 'late' && figures.late > 0}>
          <dt>{t(`figures.${name}`)}</dt>
          <dd>{format.number(figures[name])}</dd>
        </div>
      ))}
      <div>
        <dt>{t('figures.median')}</dt>
        <dd>
          {figures.medianDays === null ? <Unknown /> : t('figures.days', { days: format.figure(figures.medianDays) })}
        </dd>
      </div>
      {figures.byArea.length > 0 && (
        <div className={styles.areas}>
          <dt>{t('figures.byArea')}</dt>
          <dd>
            {figures.byArea.map(({ area, open, late }) => (
              <span key={area} data-late={late > 0}>
                {t(`area.${area}`)} <b>{format.number(open)}</b>
                {late > 0 && <small>{`${t('late')} ${format.number(late)}`}</small>}
              </span>
            ))}
          </dd>
        </div>
      )}
    </dl>
  );
}
