import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useConsole } from '../../state/console.ts';
import { useDepartmentName } from '../../state/names.ts';
import { usePeopleNames } from '../../state/post-names.ts';
import { useFormat } from '../../text/use-text.ts';
import { useRecordName } from '../../widgets/journal/use-record-names.ts';
import { dueOf, type FindingRow } from './finding-state.ts';

const COLUMNS = ['title', 'sort', 'area', 'owner', 'due', 'state', 'incident', 'made'] as const;

/** Findings as a table of texts: what is copied, saved and printed. */
export function useFindingTable(): (rows: readonly FindingRow[]) => readonly (readonly string[])[] {
  const { t } = useTranslation('review');
  const format = useFormat();
  const { clock } = useConsole();
  const department = useDepartmentName();
  const people = usePeopleNames();
  const name = useRecordName();
  return useCallback(
    (rows) => [
      COLUMNS.map((column) => t(`column.${column}`)),
      ...rows.map(({ data }) => {
        const { title, text, isStrength, area, owner, dueAt, status, incident, madeBy } = data;
        const result = status.state === 'done' || status.state === 'checked' ? format.text(status.result) : '';
        return [
          [title, text].flatMap((part) => (part ? [format.text(part)] : [])).join(' '),
          t(isStrength ? 'strength' : 'weakness'),
          t(`area.${area}`),
          [department(owner.department), owner.post === undefined ? '' : people.post(owner.post)].join(' ').trim(),
          isStrength ? '' : [format.date(dueAt), dueOf(data, clock.now) === 'late' ? t('late') : ''].join(' ').trim(),
          [t(`state.${status.state}`), result].join(' ').trim(),
          incident === undefined ? '' : name({ topic: 'incident', id: incident }),
          `${format.date(madeBy.at)} ${people.officer(madeBy.officer)}`,
        ];
      }),
    ],
    [t, format, clock, department, people, name],
  );
}
