import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRules } from '../../../shared/domain/case-rules.ts';
import { useConsole } from '../../state/console.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useClock } from '../../state/use-console.ts';
import { useFormat } from '../../text/use-text.ts';
import { Unknown } from '../../widgets/chip.tsx';
import { figuresOf, type Share } from './case-figures.ts';
import type { CaseRow } from './case-state.ts';
import styles from './cases.module.css';

/** How often what is overdue is counted anew without any case changing, ms. */
const RECOUNT = 15_000;

function Rate({ name, share }: { readonly name: 'response' | 'resolution' | 'satisfaction'; readonly share: Share }) {
  const { t } = useTranslation('citizenCase');
  const format = useFormat();
  return (
    <div title={t(`figures.${name}Hint`)}>
      <dt>{t(`figures.${name}`)}</dt>
      <dd>
        {share.all === 0 ? (
          <Unknown />
        ) : (
          <>
            {format.percent(share.part / share.all)}
            <small>{t('figures.of', { part: format.number(share.part), all: format.number(share.all) })}</small>
          </>
        )}
      </dd>
    </div>
  );
}

/** What waits, what is late, and the three rates of the hotline; a rate over nothing is unknown, not zero. */
export function FiguresStrip({
  cases,
  rules,
}: {
  readonly cases: LiveCollection<CaseRow>;
  readonly rules: CaseRules | null | undefined;
}) {
  const { t } = useTranslation('citizenCase');
  const format = useFormat();
  const { clock } = useConsole();
  const turn = useClock((now) => Math.floor(now / RECOUNT));
  const select = useMemo(
    () => (rows: LiveCollection<CaseRow>) => figuresOf(rows.rows.values(), rules, clock.now),
    [rules, clock, turn], // eslint-disable-line react-hooks/exhaustive-deps -- `turn`: time passes although no case changes
  );
  const figures = useSampled(cases, select, 1_000);
  const counts = [
    ['today', figures.total],
    ['waiting', figures.forDesk],
    ['late', figures.late],
  ] as const;
  return (
    <dl className={styles.strip} aria-label={t('figures.label')}>
      {counts.map(([name, count]) => (
        <div key={name} data-late={name === 'late' && count > 0}>
          <dt>{t(`figures.${name}`)}</dt>
          <dd>{name === 'late' && !rules ? <Unknown /> : format.number(count)}</dd>
        </div>
      ))}
      <Rate name="response" share={figures.response} />
      <Rate name="resolution" share={figures.resolution} />
      <Rate name="satisfaction" share={figures.satisfaction} />
    </dl>
  );
}
