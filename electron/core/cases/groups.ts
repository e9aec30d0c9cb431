import { isOver } from '../../../shared/domain/case.ts';
import { distance, type LonLat } from '../../../shared/kit/geo.ts';
import { MINUTE } from '../../../shared/kit/time.ts';
import type { CaseProposal } from '../../../shared/protocol/console-api/case-rows.ts';
import { apartBecause } from './apart.ts';
import { resemblance } from './alike-text.ts';
import type { CaseIndex, Known, Report } from './case-index.ts';
import { SAME_PLACE, SAME_TIME, SAME_WORDS } from './judge.ts';

/** Rule 2 and rule 3: from so many on. */
const CLUSTER = 3;
const CAMPAIGN = { count: 5, within: 30 * MINUTE };

type Cluster = Extract<CaseProposal, { kind: 'cluster' }>;
type Campaign = Extract<CaseProposal, { kind: 'campaign' }>;

/**
 * Rule 2: open cases of one category at one place within two hours, around this one; the earliest leads, or one that has others
 * joined already. Rule 7 keeps single ones out. Null when they are fewer than three.
 */
export function clusterOf(report: Known, index: CaseIndex): Cluster | null {
  const { where, category } = report;
  if (!where || category === undefined || isOver(report.record)) return null;
  const same = [...index.around(report).keys()].filter(
    (other) =>
      !isOver(other.record) &&
      other.category === category &&
      other.where !== undefined &&
      distance(where, other.where) <= SAME_PLACE &&
      Math.abs(other.at - report.at) <= SAME_TIME &&
      !isKeptApart(report, other) &&
      apartBecause(report.told, other.told).length === 0,
  );
  const all = [report, ...same].toSorted(
    (a, b) => Number(hasJoined(b)) - Number(hasJoined(a)) || a.at - b.at || (a.id < b.id ? -1 : 1),
  );
  const [lead] = all;
  if (!lead || all.length < CLUSTER) return null;
  const times = all.map(({ at }) => at);
  const minutes = Math.round((Math.max(...times) - Math.min(...times)) / MINUTE);
  return {
    id: `CL-${lead.id}`,
    kind: 'cluster',
    since: lead.at,
    lead: lead.id,
    cases: all.map(({ id }) => id),
    at: middleOf(all),
    reasons: [{ because: 'count', count: all.length, minutes }, { because: 'sameCategory' }],
  };
}

/** Rule 3: five and more with nearly the same words within half an hour, wherever they are. A mark, and no fraud for that. */
export function campaignOf(report: Known, index: CaseIndex): Campaign | null {
  if (report.record.campaign !== undefined) return null;
  const same = [...index.around(report)]
    .filter(
      ([other, shared]) =>
        Math.abs(other.at - report.at) <= CAMPAIGN.within &&
        resemblance(shared, report.grams.size, other.grams.size) >= SAME_WORDS,
    )
    .map(([other]) => other);
  const all = [report, ...same].toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last || all.length < CAMPAIGN.count) return null;
  const minutes = Math.round((last.at - first.at) / MINUTE);
  return {
    id: `CP-${first.id}`,
    kind: 'campaign',
    since: first.at,
    lead: first.id,
    cases: all.map(({ id }) => id),
    reasons: [{ because: 'count', count: all.length, minutes }],
  };
}

function hasJoined({ record }: Known): boolean {
  return (record.joined?.length ?? 0) > 0;
}

function isKeptApart(a: Known, b: Known): boolean {
  return a.record.apart?.includes(b.id) === true || b.record.apart?.includes(a.id) === true;
}

function middleOf(reports: readonly Report[]): LonLat {
  const places = reports.flatMap(({ where }) => (where ? [where] : []));
  const mean = (axis: 0 | 1): number => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  return [Math.round(mean(0) * 1e6) / 1e6, Math.round(mean(1) * 1e6) / 1e6];
}
