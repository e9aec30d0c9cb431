import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { instant, MINUTE } from '../../../shared/kit/time.ts';
import { sentAt } from '../../../shared/domain/report-told.ts';
import { useCommand } from '../../state/commands.ts';
import type { LiveCollection } from '../../state/live-collection.ts';
import type { IncidentRow } from '../../state/incident-order.ts';
import { lineKey, type ReportRow } from '../../state/report-lines.ts';
import { useSampled } from '../../state/sampler.ts';
import { useSelectedId, useSelection } from '../../state/selection.ts';
import { useClock } from '../../state/use-console.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useMay } from '../../state/use-may.ts';
import { useReportLines, useReportSets } from '../../state/use-report-lines.ts';
import { Button } from '../../widgets/button.tsx';
import { Empty, Panel, PanelHead } from '../../widgets/panel.tsx';
import { LinePage } from './line-page.tsx';
import { NewReport } from './new-report.tsx';
import { ReportList, type ReportGroup } from './report-list.tsx';
import { ReportPage } from './report-page.tsx';
import { urgentLines } from './report-due.tsx';
import styles from './orders.module.css';

function countUngraded({ rows }: LiveCollection<IncidentRow>): number {
  let count = 0;
  for (const { data } of rows.values()) {
    if (data.level === 0 && data.status.state !== 'closed' && data.status.state !== 'merged') count += 1;
  }
  return count;
}

function groupsOf(reports: readonly ReportRow[]): readonly ReportGroup[] {
  const newest = (rows: readonly ReportRow[]) =>
    rows.toSorted((a, b) => (sentAt(b.data) ?? b.data.dueAt) - (sentAt(a.data) ?? a.data.dueAt));
  return (['drafted', 'sent', 'received'] as const).map((state) => ({
    state,
    rows: newest(reports.filter(({ data }) => data.status.state === state)),
  }));
}

/** OR5: what has to be reported by when, what is drafted, what is out; beside it the one that is worked on. */
export function ReportDesk({ tabs }: { readonly tabs: ReactNode }) {
  const { t } = useTranslation('report');
  const sets = useReportSets();
  const lines = useReportLines();
  const reports = useCollection('reports', {});
  const version = useLive(reports, (rows) => rows.version);
  const isComplete = useLive(reports, (rows) => rows.complete);
  const ungraded = useSampled(useCollection('incidents', {}), countUngraded, 2_000);
  const minute = instant(useClock((now) => Math.floor(now / MINUTE) * MINUTE));
  const clocks = useMemo(() => urgentLines(lines, minute), [lines, minute]);
  const groups = useMemo(() => groupsOf([...reports.rows.values()]), [reports, version]); // eslint-disable-line react-hooks/exhaustive-deps -- `version`: its rows are others now
  const selected = useSelectedId('report');
  const [line, setLine] = useState<string | null>(null);
  const [isMaking, setMaking] = useState(false);
  const { select, clear } = useSelection.getState();
  const openReport = useCallback((id: string) => {
    setMaking(false);
    setLine(null);
    useSelection.getState().select('report', id, 'list');
  }, []);
  const openLine = useCallback(
    (key: string) => {
      setMaking(false);
      clear();
      setLine(key);
    },
    [clear],
  );
  const mayDraft = useMay()('report.draft') === null && (sets?.length ?? 0) > 0;
  const make = (): void => setMaking(true);
  useCommand(mayDraft ? { id: 'report.draft', group: 'list', key: 'W', title: t('new'), run: make } : null);
  const row = selected === null ? undefined : reports.rows.get(selected as ReportRow['id']);
  const shown = selected === null ? lines.find((one) => lineKey(one) === line) : undefined;
  return (
    <div className={styles.reports} data-preview={row !== undefined && !isMaking}>
      <Panel className={styles.left} label={t('title')}>
        <PanelHead title={t('title')}>
          {tabs}
          <Button icon="plus" disabled={!mayDraft} aria-label={t('new')} title={t('new')} onClick={make} />
        </PanelHead>
        {sets?.length === 0 ? (
          <Empty title={t('noSets')} hint={t('noSetsHint')} />
        ) : clocks.length === 0 && reports.rows.size === 0 ? (
          <Empty title={t(isComplete ? 'nothing' : 'loading')} hint={isComplete ? t('nothingHint') : undefined} />
        ) : (
          <ReportList
            clocks={clocks}
            groups={groups}
            selected={selected ?? line}
            onLine={openLine}
            onReport={openReport}
          />
        )}
        {ungraded > 0 && <p className={styles.note}>{t('ungraded', { count: ungraded })}</p>}
      </Panel>
      {isMaking ? (
        <NewReport
          sets={sets ?? []}
          onClose={(id) => {
            setMaking(false);
            if (id !== null) select('report', id, 'command');
          }}
        />
      ) : row ? (
        <ReportPage key={row.id} row={row} lines={lines} />
      ) : shown ? (
        <LinePage key={lineKey(shown)} line={shown} onReport={openReport} />
      ) : (
        <Panel className={styles.nothing}>
          <Empty title={t('choose')} />
        </Panel>
      )}
    </div>
  );
}
