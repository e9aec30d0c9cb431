import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveCollection } from '../../state/live-collection.ts';
import { useDepartmentName } from '../../state/names.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useSampled } from '../../state/sampler.ts';
import { useCollection, useLive } from '../../state/use-live.ts';
import { useFormat } from '../../text/use-text.ts';
import {
  decisionLines,
  entryLine,
  orderLines,
  reportLines,
  shiftLines,
  warningLines,
  type DiaryLine,
} from './diary-lines.ts';

/** Entries show at once; what is derived may come a moment later. */
const SOON = 250;

function linesBy<Row extends { readonly id: string }>(make: (row: Row) => readonly DiaryLine[]) {
  return ({ rows }: LiveCollection<Row>): readonly DiaryLine[] => [...rows.values()].flatMap(make);
}

const ofEntries = linesBy((row: Parameters<typeof entryLine>[0]) => [entryLine(row)]);
const ofOrders = linesBy(orderLines);
const ofDecisions = linesBy(decisionLines);
const ofWarnings = linesBy(warningLines);
const ofReports = linesBy(reportLines);
const ofShifts = linesBy(shiftLines);

/** Everything that the duty journal shows, in no order, and whether the entries are all there. */
export function useDiary(): { readonly lines: readonly DiaryLine[]; readonly complete: boolean } {
  const journal = useCollection('journal', {});
  const complete = useLive(journal, (rows) => rows.complete);
  const entries = useSampled(journal, ofEntries, SOON);
  const orders = useSampled(useCollection('orders', {}), ofOrders);
  const decisions = useSampled(useCollection('decisions', {}), ofDecisions);
  const warnings = useSampled(useCollection('warnings', {}), ofWarnings);
  const reports = useSampled(useCollection('reports', {}), ofReports);
  const shifts = useSampled(useCollection('handovers', {}), ofShifts);
  const lines = useMemo(
    () => [...entries, ...orders, ...decisions, ...warnings, ...reports, ...shifts],
    [entries, orders, decisions, warnings, reports, shifts],
  );
  return { lines, complete };
}

/** A post or department by its name; free text as it is. */
export function useSideName(): (side: string) => string {
  const people = usePeopleNames();
  const department = useDepartmentName();
  return useCallback(
    (side) => {
      const post = people.post(side);
      return post === side ? department(side) : post;
    },
    [people, department],
  );
}

/** What a line says. */
export function useLineText(): (line: DiaryLine) => string {
  const { t } = useTranslation('journal');
  const format = useFormat();
  const side = useSideName();
  return useCallback(
    (line) => {
      if (line.origin === 'entry') return format.text(line.row.data.text);
      const { what, by, to, title } = line;
      return t(`what.${what}`, { by: side(by), to: to === '' ? '' : side(to), title: format.text(title) });
    },
    [t, format, side],
  );
}
