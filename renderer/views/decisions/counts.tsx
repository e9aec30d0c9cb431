import { useTranslation } from 'react-i18next';
import { UNIT_KINDS, type Unit } from '../../../shared/domain/resource.ts';
import type { PlanRunRow } from '../../../shared/protocol/console-api/plan-calls.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import type { ResourceRow } from '../../state/nearby.ts';
import { useSampled } from '../../state/sampler.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import { Unknown } from '../../widgets/chip.tsx';
import { selectSummary, sameSummary } from '../../state/feed-health.ts';
import type { Sheet } from './sheet.ts';
import { usePlanWords } from './use-plan-words.ts';
import styles from './sheet.module.css';

const EVERY = 2_000;
const MOST = 6;

type Counts = readonly (readonly [kind: Unit['kind'], free: number, all: number])[];

function countUnits({ rows }: LiveCollection<ResourceRow>): Counts {
  const counts = new Map<Unit['kind'], [number, number]>(UNIT_KINDS.map((kind) => [kind, [0, 0]]));
  for (const { data } of rows.values()) {
    if (data.form !== 'unit' || data.status.state === 'offDuty') continue;
    const count = counts.get(data.kind);
    if (!count) continue;
    count[1] += 1;
    if (data.status.state === 'free' || data.status.state === 'returning') count[0] += 1;
  }
  return [...counts].filter(([, [, all]]) => all > 0).map(([kind, [free, all]]) => [kind, free, all]);
}

/** What there is to be shared out, now: free units by kind, or stock of what is wanted. Unknown stays unknown. */
export function Counts({ sheet, leftOut }: { readonly sheet: Sheet; readonly leftOut: PlanRunRow['leftOut'] }) {
  const { t } = useTranslation('decision');
  const words = usePlanWords();
  const format = useFormat();
  const time = useClock((now) => format.time(now));
  return (
    <section className={styles.part} aria-label={t('counts.title')}>
      <h3 className={styles.partTitle}>
        {t('counts.title')}
        <span>{time}</span>
      </h3>
      {sheet.kind === 'reallocation' ? <Stock sheet={sheet} /> : <Units />}
      {leftOut.length > 0 && (
        <p className={styles.quiet} title={leftOut.map(({ id }) => words.resource(id)).join('\n')}>
          {t('counts.leftOut', { count: leftOut.length })}
        </p>
      )}
    </section>
  );
}

function Units() {
  const { t } = useTranslation('decision');
  const { t: resource } = useTranslation('resource');
  const format = useFormat();
  const resources = useCollection('resources', {});
  const counts = useSampled(resources, countUnits, EVERY);
  const isComplete = useLive(resources, ({ complete }) => complete);
  const { down } = useLive(useCollection('feeds', {}), selectSummary, sameSummary);
  if (counts.length === 0)
    return <p className={styles.quiet}>{isComplete ? t('counts.noUnits') : t('counts.reading')}</p>;
  // The scarcest first: those are what a plan has to share out.
  const ordered = [...counts].sort((a, b) => a[1] - b[1]);
  return (
    <>
      <dl className={styles.counts}>
        {ordered.slice(0, MOST).map(([kind, free, all]) => (
          <div key={kind}>
            <dt>{resource(`unitKind.${kind}`)}</dt>
            <dd>{format.number(free)}</dd>
            <dd className={styles.quiet}>{t('counts.freeOf', { all: format.number(all) })}</dd>
          </div>
        ))}
      </dl>
      {down > 0 && <p className={styles.quiet}>{t('counts.feedsDown', { count: down })}</p>}
    </>
  );
}

function Stock({ sheet }: { readonly sheet: Sheet }) {
  const { t } = useTranslation('decision');
  const words = usePlanWords();
  const format = useFormat();
  const supplies = useCollection('supplies', {});
  useLive(supplies, ({ version }) => version);
  const wanted = [...new Set(sheet.points.flatMap(({ wants }) => wants.map(({ good }) => good)))];
  if (wanted.length === 0) return <p className={styles.quiet}>{t('counts.nothingWanted')}</p>;
  return (
    <dl className={styles.counts}>
      {wanted.slice(0, MOST).map((good) => {
        const rows = [...supplies.rows.values()].filter(({ data }) => data.good === good);
        const unit = rows[0]?.data.unit;
        return (
          <div key={good}>
            <dt>{words.kind(good)}</dt>
            <dd>
              {rows.length === 0 ? <Unknown /> : format.number(rows.reduce((sum, { data }) => sum + data.quantity, 0))}
            </dd>
            <dd className={styles.quiet}>
              {unit === undefined ? '' : t('counts.inDepots', { unit: format.unit(unit), count: rows.length })}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
