import { useTranslation } from 'react-i18next';
import type { IncidentRow } from '../../state/incident-order.ts';
import { selectSummary, sameSummary } from '../../state/feed-health.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { Empty } from '../panel.tsx';

export interface IncidentsEmptyProps {
  readonly incidents: LiveCollection<IncidentRow>;
  readonly none: 'empty' | 'emptyUnassigned' | 'emptyHandling' | 'emptyFeedback' | 'emptyFiltered';
}

/** Why there is no row: still reading, nothing there, or no feed that could tell. */
export function IncidentsEmpty({ incidents, none }: IncidentsEmptyProps) {
  const { t } = useTranslation('incident');
  const complete = useLive(incidents, ({ complete }) => complete);
  const feeds = useLive(useCollection('feeds', {}), selectSummary, sameSummary);
  if (!complete) return <Empty title={t('awaiting')} />;
  if (incidents.rows.size === 0 && feeds.all === feeds.down) return <Empty title={t('notKnown')} />;
  return <Empty title={t(none)} />;
}
