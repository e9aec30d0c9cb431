import {
  FINDING_AREAS,
  isFindingLate,
  isFindingOver,
  type Finding,
  type FindingState,
  type FindingStatus,
} from '../../../shared/domain/finding.ts';
import { DAY, type Instant } from '../../../shared/kit/time.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import type { Chosen } from '../../widgets/table/filter-bar.tsx';

export type FindingRow = EntityRow<'finding'>;
export type FindingArea = Finding['area'];

const SOON = 7 * DAY;
const STATE_RANK: Readonly<Record<FindingState, number>> = { open: 0, inWork: 1, done: 2, checked: 3, dropped: 4 };

export type Due = 'late' | 'soon' | 'later';
export const DUES = ['late', 'soon', 'later'] as const;

/** How its date stands; null where nothing is waited for. */
export function dueOf(finding: Finding, now: Instant): Due | null {
  if (isFindingOver(finding) || finding.isStrength || finding.status.state === 'done') return null;
  if (isFindingLate(finding, now)) return 'late';
  return finding.dueAt - now < SOON ? 'soon' : 'later';
}

/** What is waited for first, the soonest due of it first; strengths after what is to be mended. */
export function urgencyOf({ data }: FindingRow): readonly number[] {
  const { status, isStrength, dueAt } = data;
  return [isFindingOver(data) ? 1 : 0, isStrength ? 1 : 0, STATE_RANK[status.state] > 1 ? 1 : 0, dueAt];
}

export function findingFilter(query: string, chosen: Chosen, now: Instant): (row: FindingRow) => boolean {
  const wanted = query.trim().toLocaleLowerCase();
  const has = (facet: string, value: string | null | undefined): boolean => {
    const values = chosen[facet] ?? [];
    return values.length === 0 || (typeof value === 'string' && values.includes(value));
  };
  return ({ data }) =>
    has('area', data.area) &&
    has('state', data.status.state) &&
    has('department', data.owner.department) &&
    has('incident', data.incident) &&
    has('sort', data.isStrength ? 'strength' : 'weakness') &&
    has('due', dueOf(data, now)) &&
    (wanted === '' ||
      [data.title.zh, data.title.en, data.text?.zh, data.text?.en, data.owner.department, data.owner.post].some(
        (text) => text?.toLocaleLowerCase().includes(wanted),
      ));
}

/** When a finding was mended: when somebody said that it is done and that stood. */
function mendedAt({ status, steps }: Finding): Instant | null {
  if (status.state !== 'checked') return null;
  const done = steps.findLast((step): step is Extract<FindingStatus, { state: 'done' }> => step.state === 'done');
  return done?.since ?? status.did.at;
}

export interface FindingFigures {
  readonly open: number;
  readonly late: number;
  readonly unchecked: number;
  readonly closed: number;
  readonly strengths: number;
  /** From made to done, of what was checked; null while nothing was. */
  readonly medianDays: number | null;
  readonly byArea: readonly { readonly area: FindingArea; readonly open: number; readonly late: number }[];
}

/** RV5: what was found and is not mended. Strengths are counted by themselves, what was dropped is not. */
export function figuresOf(rows: Iterable<FindingRow>, now: Instant): FindingFigures {
  const all = [...rows].map(({ data }) => data);
  const toMend = all.filter(({ isStrength, status }) => !isStrength && status.state !== 'dropped');
  const open = toMend.filter(({ status }) => status.state === 'open' || status.state === 'inWork');
  const spans = toMend
    .flatMap((one) => {
      const at = mendedAt(one);
      return at === null ? [] : [(at - one.madeBy.at) / DAY];
    })
    .sort((a, b) => a - b);
  return {
    open: open.length,
    late: open.filter((one) => isFindingLate(one, now)).length,
    unchecked: toMend.filter(({ status }) => status.state === 'done').length,
    closed: toMend.filter(({ status }) => status.state === 'checked').length,
    strengths: all.filter(({ isStrength, status }) => isStrength && status.state !== 'dropped').length,
    medianDays: median(spans),
    byArea: FINDING_AREAS.map((area) => {
      const here = open.filter((one) => one.area === area);
      return { area, open: here.length, late: here.filter((one) => isFindingLate(one, now)).length };
    }).filter((line) => line.open > 0),
  };
}

/** @param sorted ascending. */
function median(sorted: readonly number[]): number | null {
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) return null;
  return sorted.length % 2 === 1 ? middle : (middle + (sorted[sorted.length / 2 - 1] ?? middle)) / 2;
}
