import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeerRow } from '../../shared/protocol/console-api/rows.ts';
import { sameSummary, selectSummary } from '../state/feed-health.ts';
import { countIncidents, type IncidentRow } from '../state/incident-order.ts';
import type { LiveCollection } from '../state/live-collection.ts';
import { useSampled } from '../state/sampler.ts';
import { useCollection, useLive } from '../state/use-live.ts';
import { useOwedCount } from '../state/use-owed-count.ts';
import { useWarnings } from '../state/use-warnings.ts';
import type { WarningIndex } from '../state/warnings.ts';
import { useFormat } from '../text/use-text.ts';
import { useOpenConflicts } from '../widgets/command/conflict/use-conflict.ts';
import { countUnsettled } from '../widgets/command/outbox-groups.ts';
import { Icon } from '../widgets/icon.tsx';
import { DESKS, type Desk, type DeskId } from './desks.ts';
import styles from './rail.module.css';

function countOpen(incidents: LiveCollection<IncidentRow>): number {
  return countIncidents(incidents.rows.values()).open;
}

/** Stations that were set up and are not taken from: somebody has to look. */
function countRefused({ rows }: LiveCollection<PeerRow>): number {
  let refused = 0;
  for (const { status } of rows.values()) if (status.state === 'refused') refused += 1;
  return refused;
}

/** Those that need somebody now. */
function countNow(index: WarningIndex): number {
  return index.count('now');
}

/** Figures above 999 would not fit; the exact one is on the desk. */
const MOST = 999;

function useCounts(): Partial<Record<DeskId, number>> {
  const open = useSampled(useCollection('incidents', {}), countOpen, 500);
  const alerts = useWarnings(countNow);
  const feeds = useLive(useCollection('feeds', {}), selectSummary, sameSummary);
  const outbox = useLive(useCollection('outbox', {}), countUnsettled);
  const conflicts = useOpenConflicts();
  const exchange = useLive(useCollection('peers', {}), countRefused);
  const orders = useOwedCount();
  return { incidents: open, alerts, feeds: feeds.late + feeds.down, outbox, conflicts, exchange, orders };
}

function isShown({ offRail, whenCounted }: Desk, isOpen: boolean, count: number): boolean {
  return whenCounted ? isOpen || count > 0 : !offRail;
}

export function Rail({ desk }: { readonly desk: string }) {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const counts = useCounts();
  return (
    <nav className={styles.rail} aria-label={t('desks')}>
      {DESKS.filter((known) => isShown(known, known.id === desk, counts[known.id] ?? 0)).map(({ id, icon, apart }) => {
        const count = counts[id] ?? 0;
        return (
          <Fragment key={id}>
            {apart && <div className={styles.line} role="presentation" />}
            <a href={`#/${id}`} className={styles.desk} aria-current={id === desk ? 'page' : undefined}>
              <Icon name={icon} size={22} />
              <span>{t(`desk.${id}`)}</span>
              {count > 0 && (
                <span className={styles.count} data-wide={count > MOST}>
                  {count > MOST ? `${MOST}+` : format.number(count)}
                </span>
              )}
            </a>
          </Fragment>
        );
      })}
    </nav>
  );
}
