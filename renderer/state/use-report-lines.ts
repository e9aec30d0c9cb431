import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ReportSet } from '../../shared/domain/report-set.ts';
import type { TemplateRow } from '../../shared/protocol/console-api/template-calls.ts';
import { useConsole } from './console.ts';
import type { IncidentRow } from './incident-order.ts';
import type { LiveCollection } from './live-collection.ts';
import { owedLines, runningSets, type OwedLine, type ReportRow } from './report-lines.ts';
import { useSampled } from './sampler.ts';
import { useLinkState } from './use-console.ts';
import { useCollection, useLive } from './use-live.ts';

let known: readonly ReportSet[] | undefined;

/** Clocks and fields by set; they do not change while the console runs. Undefined: on their way · empty: none, or not readable. */
export function useReportSets(): readonly ReportSet[] | undefined {
  const { link } = useConsole();
  const isOpen = useLinkState() === 'open';
  const [sets, setSets] = useState(known);
  useEffect(() => {
    if (known || !isOpen) return;
    let isGone = false;
    link.call('reportSets', {}).then(
      (answer) => {
        known = answer;
        if (!isGone) setSets(answer);
      },
      // Asked again when the link is open again.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [link, isOpen]);
  return sets;
}

const version = <Row extends { readonly id: string }>(rows: LiveCollection<Row>): number => rows.version;

/** Sets of the plans that were activated, by incident. */
function usePlannedSets(): ReadonlyMap<string, readonly string[]> {
  const decisions = useCollection('decisions', {});
  const templates = useCollection('templates', {});
  const at = [useLive(decisions, version), useLive(templates, version)].join();
  return useMemo(() => {
    const planned = new Map<string, string[]>();
    for (const { data } of decisions.rows.values()) {
      const isOn = data.status.state === 'decided' || data.status.state === 'reviewed';
      const set = data.response && isOn ? setOfTemplate(templates, data.response.template) : undefined;
      if (set === undefined) continue;
      for (const id of data.incidents) planned.set(id, [...(planned.get(id) ?? []), set]);
    }
    return planned;
  }, [decisions, templates, at]); // eslint-disable-line react-hooks/exhaustive-deps -- `at`: their rows are others now
}

function setOfTemplate({ rows }: LiveCollection<TemplateRow>, id: string): string | undefined {
  return rows.get(id)?.data.reportSet;
}

/** Every row of reports that is owed or was begun. Empty while the sets are not known. */
export function useReportLines(): readonly OwedLine[] {
  const sets = useReportSets();
  const planned = usePlannedSets();
  const incidents = useCollection('incidents', {});
  const reports = useCollection('reports', {});
  const reportsAt = useLive(reports, version);
  const select = useCallback(
    ({ rows }: LiveCollection<IncidentRow>) =>
      [...rows.values()].flatMap((row) => {
        const running = runningSets(row, sets ?? [], planned);
        return running.length > 0 ? [{ row, sets: running }] : [];
      }),
    [sets, planned],
  );
  const open = useSampled(incidents, select, 1_000);
  return useMemo(() => {
    const all: readonly ReportRow[] = [...reports.rows.values()];
    return owedLines(open, all, sets ?? [], (id) => incidents.rows.get(id as IncidentRow['id']));
  }, [open, reports, reportsAt, sets, incidents]); // eslint-disable-line react-hooks/exhaustive-deps -- `reportsAt`: its rows are others now
}
