import type { Alert } from '../../../shared/domain/alert.ts';
import type { LocalText } from '../../../shared/domain/common.ts';
import type { WarningLine, WarningRow } from '../../../shared/protocol/console-api/warning-rows.ts';
import { groupOf, isFold, isSnoozed, levelOf, type WarningGroup } from '../../state/warnings.ts';
import type { Chosen } from '../../widgets/table/filter-bar.tsx';

export type BoardTab = WarningGroup | 'all';

export const STATES = ['new', 'seen', 'acknowledged', 'snoozed', 'closed', 'joined'] as const;
type State = (typeof STATES)[number];

export function stateOf(row: WarningLine): State {
  return isSnoozed(row) ? 'snoozed' : (row.handling?.status.state ?? 'new');
}

/** Whom it concerns: who was asked to answer, and for the console's own whom the rule names. */
export function departmentsOf(row: WarningLine, record: Alert | undefined): readonly string[] {
  return [...(row.alert.answers ?? []).map(({ department }) => department), ...(record?.own?.departments ?? [])];
}

function says({ alert, id }: WarningLine, query: string): boolean {
  const texts: (LocalText | undefined)[] = [alert.headline, alert.event, alert.senderName];
  const words = [...texts, ...alert.areas.map(({ name }) => name)].flatMap((text) => [text?.zh, text?.en]);
  return [...words, alert.sender, alert.identifier, id].some((word) => word?.toLocaleLowerCase().includes(query));
}

function isChosen(values: readonly string[] | undefined, has: (value: string) => boolean): boolean {
  return values === undefined || values.length === 0 || values.some(has);
}

/**
 * Whether a row passes tab, text and facets. A fold passes all but tab and level: what it holds is not here, and a filter must
 * not hide what it cannot see.
 */
export function warningFilter(
  tab: BoardTab,
  text: string,
  chosen: Chosen,
  record: (id: string) => Alert | undefined,
): (row: WarningRow) => boolean {
  const query = text.trim().toLocaleLowerCase();
  return (row) => {
    if (tab !== 'all' && groupOf(row) !== tab) return false;
    if (!isChosen(chosen['level'], (level) => level === String(levelOf(row)))) return false;
    if (isFold(row)) return true;
    return (
      isChosen(chosen['source'], (feed) => feed === row.feed) &&
      isChosen(chosen['state'], (state) => state === stateOf(row)) &&
      isChosen(chosen['department'], (code) => departmentsOf(row, record(row.id)).includes(code)) &&
      (query === '' || says(row, query))
    );
  };
}
