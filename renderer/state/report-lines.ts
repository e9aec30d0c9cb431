import { happeningOf, nextClock, reportClocks, setFor, type ReportClock } from '../../shared/domain/report-clocks.ts';
import { isOfLine, type ReportLine } from '../../shared/domain/report-told.ts';
import type { ReportSet } from '../../shared/domain/report-set.ts';
import type { Instant } from '../../shared/kit/time.ts';
import type { EntityRow } from '../../shared/protocol/console-api/rows.ts';
import type { IncidentRow } from './incident-order.ts';

export type ReportRow = EntityRow<'report'>;

/** A row of reports that is owed or was begun: one incident, one set of clocks, one recipient. */
export interface OwedLine extends ReportLine {
  /** Absent: this window has no such incident (any more). */
  readonly row: IncidentRow | undefined;
  readonly clocks: ReportSet;
  readonly reports: readonly ReportRow[];
}

export function lineKey({ incident, set, recipient }: ReportLine): string {
  return `${incident} ${set} ${recipient.zh ?? recipient.en}`;
}

/**
 * OR5: the sets that run: the one that fits kind and level by itself, those of activated plans, and those by which something was
 * drafted. What is over is only followed up when it was reported before.
 * @param open incidents in hand for which a set runs by itself or by a plan, with the ids of the sets
 */
export function owedLines(
  open: readonly { readonly row: IncidentRow; readonly sets: readonly string[] }[],
  reports: readonly ReportRow[],
  sets: readonly ReportSet[],
  incident: (id: string) => IncidentRow | undefined,
): readonly OwedLine[] {
  const lines = new Map<string, OwedLine>();
  const add = (id: string, set: string, recipient: ReportLine['recipient'], row: IncidentRow | undefined): void => {
    const clocks = sets.find((known) => known.id === set);
    const line = { incident: id, set, recipient };
    const key = lineKey(line);
    if (!clocks || lines.has(key)) return;
    lines.set(key, { ...line, row, clocks, reports: reports.filter(({ data }) => isOfLine(data, line)) });
  };
  for (const { data } of reports) add(data.incident, data.set, data.recipient, incident(data.incident));
  for (const { row, sets: running } of open) {
    for (const set of running) {
      const recipients = sets.find((known) => known.id === set)?.recipients ?? [];
      for (const recipient of recipients) add(row.id, set, recipient, row);
    }
  }
  return [...lines.values()];
}

/** Of one incident in hand: the sets that run without anybody's doing. */
export function runningSets(
  { data, id }: IncidentRow,
  sets: readonly ReportSet[],
  planned: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  if (data.status.state === 'closed' || data.status.state === 'merged') return [];
  const own = setFor(sets, data)?.id;
  return [...new Set([...(planned.get(id) ?? []), ...(own === undefined ? [] : [own])])];
}

/** The clocks of a line; none where the incident is not here, or counts elsewhere. */
export function clocksOf({ row, clocks, reports }: OwedLine, now: Instant): readonly ReportClock[] {
  if (!row || row.data.status.state === 'merged') return [];
  return reportClocks(happeningOf(row.data), clocks, reports.map(({ data }) => data), now); // prettier-ignore
}

export function countLate(lines: readonly OwedLine[], now: Instant): number {
  return lines.filter((line) => {
    const state = nextClock(clocksOf(line, now))?.state;
    return state === 'late' || state === 'now';
  }).length;
}
