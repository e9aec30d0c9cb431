import { useTranslation } from 'react-i18next';
import type { TimelineRow } from '../../../shared/protocol/console-api/rows.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useSampled } from '../../state/sampler.ts';
import { useCollection, useLive, useRow } from '../../state/use-live.ts';
import { RecordEntries } from '../journal/record-entries.tsx';
import { Empty, Panel } from '../panel.tsx';
import { IncidentActionsFoot } from './incident-actions.tsx';
import { IncidentCases } from './incident-cases.tsx';
import { IncidentFigures } from './incident-figures.tsx';
import { IncidentHead } from './incident-head.tsx';
import { IncidentJournal } from './incident-journal.tsx';
import { IncidentJoined } from './incident-joined.tsx';
import { IncidentLoop } from './incident-loop.tsx';
import { IncidentNearby } from './incident-nearby.tsx';
import { IncidentUnits } from './incident-units.tsx';
import type { IncidentRow } from '../../state/incident-order.ts';
import styles from './drawer.module.css';

function selectHistory(timeline: LiveCollection<TimelineRow>): readonly TimelineRow[] {
  return [...timeline.rows.values()];
}

function Record({ row }: { readonly row: IncidentRow }) {
  const timeline = useCollection('timeline', { topic: 'incident', id: row.id });
  const history = useSampled(timeline, selectHistory, 250);
  const complete = useLive(timeline, (rows) => rows.complete);
  return (
    <>
      <div className={styles.body}>
        <IncidentHead row={row} />
        <IncidentFigures figures={row.data.figures ?? []} feed={row.feed} />
        <IncidentLoop incident={row.data} history={history} />
        <IncidentJoined row={row} />
        <IncidentCases id={row.id} />
        <IncidentUnits row={row} />
        <IncidentNearby at={row.data.at} />
        <RecordEntries topic="incident" id={row.id} />
        <IncidentJournal history={history} complete={complete} />
      </div>
      <IncidentActionsFoot key={row.id} row={row} />
    </>
  );
}

/** Everything about one incident, 432 px wide: what it is, how it stands, who is at it, what is near, what was done. */
export function IncidentDrawer({ id }: { readonly id: string | null }) {
  const { t } = useTranslation('incident');
  const incidents = useCollection('incidents', {});
  const row = useRow(incidents, id);
  return (
    <Panel className={styles.drawer} label={t('drawer.detail')}>
      {row && <Record row={row} />}
      {!row && id === null && <Empty title={t('drawer.none')} hint={t('drawer.noneHint')} />}
      {!row && id !== null && <Empty title={t('drawer.gone')} hint={id} />}
    </Panel>
  );
}
