import type { LocalText } from '../../../../shared/domain/common.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import type { PlanConstraint, PlanQuestion } from '../../../../shared/protocol/console-api/plan-calls.ts';
import type { PlanStock, PlanWant, ReallocationProblem } from '../problem.ts';
import type { DispatchSources } from './dispatch.ts';
import { refuse, type Gathered, type LeftOut } from './gathered.ts';
import { closedNow, type Picture } from './records.ts';

type Question = Extract<PlanQuestion, { is: 'reallocation' }>;

/** Depots by wants that are weighed (PL10). */
const MOST_LANES = 400_000;

interface Chosen {
  readonly points: readonly { readonly id: string; readonly at: LonLat; readonly weight: number }[];
  readonly wants: readonly PlanWant[];
  readonly depots: readonly { readonly id: string; readonly at: LonLat }[];
  readonly stocks: readonly PlanStock[];
  readonly leftOut: readonly LeftOut[];
  readonly names: Readonly<Record<string, LocalText>>;
}

/** As `chooseDispatch`: who wants what, and which depots have any of it. */
export function chooseReallocation(question: Question, picture: Picture): Chosen {
  const leftOut: LeftOut[] = [];
  const names: Record<string, LocalText> = {};
  const points: Chosen['points'][number][] = [];
  const wants: PlanWant[] = [];
  for (const { id, wants: asked, weight } of question.points) {
    const place = placeOf(id, picture);
    if (!place) throw refuse('plan-unknown-target', id);
    names[id] = place.name;
    if (!place.at) leftOut.push({ id, because: 'without-coordinate' });
    else if (!points.some((point) => point.id === id)) {
      const point = points.push({ id, at: place.at, weight }) - 1;
      for (const { good, quantity, by } of asked) wants.push({ point, good, quantity, by });
    }
  }
  const sent = question.constraints.flatMap((one) => (one.is === 'sendFrom' ? [one.good] : []));
  const goods = new Set([...wants.map(({ good }) => good), ...sent]);
  const depots: Chosen['depots'][number][] = [];
  const stocks = new Map<string, PlanStock>();
  const known = new Set<string>();
  const placeless = new Set<string>();
  for (const record of picture.supplies.values()) {
    known.add(record.depot);
    if (!goods.has(record.good)) continue;
    names[record.depot] = record.depotName;
    names[record.good] = record.name;
    const at = placeOf(record.depot, picture)?.at;
    if (!at) {
      placeless.add(record.depot);
      continue;
    }
    let depot = depots.findIndex(({ id }) => id === record.depot);
    if (depot < 0) depot = depots.push({ id: record.depot, at }) - 1;
    const key = `${depot} ${record.good}`;
    const before = stocks.get(key);
    const reserve = record.reserve === undefined ? (before?.reserve ?? null) : record.reserve + (before?.reserve ?? 0);
    stocks.set(key, { depot, good: record.good, quantity: record.quantity + (before?.quantity ?? 0), reserve });
  }
  for (const id of placeless) leftOut.push({ id, because: 'without-coordinate' });
  checkConstraints(question, known);
  if (wants.length === 0 && sent.length === 0) throw refuse('plan-nothing-to-plan');
  if (depots.length * (wants.length + sent.length) > MOST_LANES) throw refuse('plan-too-large');
  return { points, wants, depots, stocks: [...stocks.values()], leftOut, names };
}

export async function gatherReallocation(
  question: Question,
  picture: Picture,
  { points, wants, depots, stocks, leftOut, names }: Chosen,
  { files, now, travel }: DispatchSources,
): Promise<Gathered> {
  const drive = await travel(depots.map(({ at }) => at), points.map(({ at }) => at), closedNow(picture)); // prettier-ignore
  const out: LeftOut[] = [...leftOut];
  if (drive.isGuessed) out.push({ id: 'roads', because: 'roads-unknown' });
  for (const at of drive.farFrom) out.push({ id: depots[at]?.id ?? '', because: 'far-from-road' });
  for (const at of drive.farTo) out.push({ id: points[at]?.id ?? '', because: 'far-from-road' });
  const goods = [...new Set(stocks.map(({ good }) => good))];
  for (const good of goods) if (!Object.hasOwn(files.sizes, good)) out.push({ id: good, because: 'size-unknown' });
  const problem: ReallocationProblem = {
    is: 'reallocation',
    at: now,
    depots,
    points,
    wants,
    stocks,
    sizes: Object.fromEntries(goods.flatMap((good) => { const size = files.sizes[good]; return size ? [[good, size]] : []; })), // prettier-ignore
    haulage: files.haulage,
    seconds: drive.seconds,
    constraints: question.constraints,
    weights: question.weights,
  };
  return { problem, names, leftOut: out };
}

/** A point may be a facility or an incident; a depot is a facility. Undefined: no such record. */
function placeOf(
  id: string,
  { resources, incidents }: Picture,
): { readonly at: LonLat | null; readonly name: LocalText } | undefined {
  const resource = resources.get(id);
  if (resource?.form === 'facility') return { at: resource.at, name: resource.name };
  const incident = incidents.get(id);
  return incident && { at: incident.at ?? null, name: incident.title };
}

function checkConstraints({ points, constraints }: Question, depots: ReadonlySet<string>): void {
  const asked = new Set(points.map(({ id }) => id));
  const targets = (one: PlanConstraint): readonly (readonly [string, boolean])[] => {
    if (one.is === 'trucks') return [];
    if (one.is === 'closeDepot' || one.is === 'keepStock') return [[one.depot, depots.has(one.depot)]];
    if (one.is === 'sendFrom') return [[one.depot, depots.has(one.depot)], [one.point, asked.has(one.point)]]; // prettier-ignore
    return [[one.is, false]];
  };
  for (const constraint of constraints) {
    for (const [target, isKnown] of targets(constraint)) if (!isKnown) throw refuse('plan-unknown-target', target);
  }
}
