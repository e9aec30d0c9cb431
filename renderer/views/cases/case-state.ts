import { departmentOf, isOver, type CaseState } from '../../../shared/domain/case.ts';
import { groupOfCategory } from '../../../shared/domain/case-categories.ts';
import { nextDeadline, type Deadline } from '../../../shared/domain/case-deadlines.ts';
import type { CaseRules } from '../../../shared/domain/case-rules.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Chosen } from '../../widgets/table/filter-bar.tsx';

export type CaseRow = EntityRow<'case'>;
export type CaseTab = 'desk' | 'department' | 'over' | 'all';

/** The department works; the desk has nothing to do but to watch its clock. */
const WITH_DEPARTMENT: ReadonlySet<CaseState> = new Set(['assigned', 'accepted', 'contacted', 'inWork']);

export function tabOf({ data }: CaseRow): Exclude<CaseTab, 'all'> {
  if (isOver(data)) return 'over';
  return WITH_DEPARTMENT.has(data.status.state) ? 'department' : 'desk';
}

/** Enough of a made id to tell it from its neighbours; a source's own number is its number. */
export function caseNo(id: string): string {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(id) ? id.slice(-6).toUpperCase() : id;
}

export function dueOf({ id, data }: CaseRow, rules: CaseRules | null | undefined): Deadline | null {
  return rules ? nextDeadline(data, rules.clocks, id) : null;
}

export type DueState = 'left' | 'reminded' | 'over';

export function dueState({ due, reminders }: Deadline, now: Instant): DueState {
  if (now > due) return 'over';
  return reminders.some((at) => at <= now) ? 'reminded' : 'left';
}

function includes(text: string | undefined, query: string): boolean {
  return text !== undefined && text.toLocaleLowerCase().includes(query);
}

function isChosen(values: readonly string[] | undefined, value: string | null | undefined): boolean {
  return values === undefined || values.length === 0 || (typeof value === 'string' && values.includes(value));
}

/** Whether a row passes tab, text and facets; text in both languages, so that a filter survives a switch. */
export function caseFilter(tab: CaseTab, text: string, chosen: Chosen): (row: CaseRow) => boolean {
  const query = text.trim().toLocaleLowerCase();
  return (row) => {
    const { id, data } = row;
    if (tab !== 'all' && tabOf(row) !== tab) return false;
    return (
      isChosen(chosen['group'], data.category && groupOfCategory(data.category)) &&
      isChosen(chosen['state'], data.status.state) &&
      isChosen(chosen['department'], departmentOf(data)) &&
      isChosen(chosen['clock'], data.clock) &&
      (query === '' ||
        [data.text.zh, data.text.en, data.place?.zh, data.place?.en, id, caseNo(id)].some((one) =>
          includes(one, query),
        ))
    );
  };
}
