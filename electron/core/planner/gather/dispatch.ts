import type { Incident } from '../../../../shared/domain/incident.ts';
import type { Facility, Unit } from '../../../../shared/domain/resource.ts';
import type { LonLat } from '../../../../shared/kit/geo.ts';
import type { Instant } from '../../../../shared/kit/time.ts';
import type { PlanConstraint, PlanQuestion } from '../../../../shared/protocol/console-api/plan-calls.ts';
import type { DispatchProblem, PlanIncident } from '../problem.ts';
import { refuse, type Gathered, type LeftOut } from './gathered.ts';
import type { Needs, PlannerFiles } from './planner-files.ts';
import { closedNow, type Picture } from './records.ts';
import type { Travel } from './travel.ts';
import type { Closures } from '../../roads/closures.ts';

type Question = Extract<PlanQuestion, { is: 'dispatch' }>;

/** Units by incidents that are weighed; far beyond any city's (PL10). */
const MOST_CELLS = 2_000_000;
/** A district has cover of a kind while a free one is within so many seconds of one of its stations. */
const COVER_SECONDS = 600;
/** Stations of a district that are asked about. */
const MOST_STATIONS = 6;
const STATIONS: readonly Facility['kind'][] = ['firestation', 'emsstation', 'policestation'];

export interface DispatchSources {
  readonly files: PlannerFiles;
  /** District of a place where the city's map tells. */
  readonly districtAt: (at: LonLat) => string | null;
  readonly now: Instant;
  readonly travel: (from: readonly LonLat[], to: readonly LonLat[], closures: Closures) => Promise<Travel>;
}

interface Chosen {
  readonly incidents: readonly (Omit<PlanIncident, 'district'> & { readonly code: string | null })[];
  readonly units: readonly (readonly [id: string, unit: Unit])[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * What the question is about, by the records. Throws `plan-unknown-target`, `plan-nothing-to-plan`, `plan-too-large`: before
 * anything is computed.
 */
export function chooseDispatch(question: Question, picture: Picture, files: PlannerFiles): Chosen {
  const leftOut: LeftOut[] = [];
  const incidents: Chosen['incidents'][number][] = [];
  for (const { id, needs, weight } of question.incidents) {
    const record = picture.incidents.get(id);
    if (!record) throw refuse('plan-unknown-target', id);
    const wanted = needs.length > 0 ? summed(needs) : stillNeeded(id, record, picture, files);
    const because = whyNot(record, wanted);
    if (because !== null || !record.at) leftOut.push({ id, because: because ?? 'without-coordinate' });
    else if (!incidents.some((one) => one.id === id)) incidents.push({ id, at: record.at, weight, needs: wanted, code: record.district ?? null }); // prettier-ignore
  }
  checkConstraints(question, picture);
  const locked = new Set(question.constraints.flatMap((one) => (one.is === 'lock' ? [one.unit] : [])));
  if (incidents.length === 0) throw refuse('plan-nothing-to-plan');
  const kinds = new Set<string>(incidents.flatMap(({ needs }) => needs.map(({ kind }) => kind)));
  for (const one of question.constraints) if (one.is === 'keepFree') kinds.add(one.kind);
  const units: (readonly [string, Unit])[] = [];
  for (const [id, record] of picture.resources) {
    if (record.form !== 'unit' || (!kinds.has(record.kind) && !locked.has(id))) continue;
    const { state } = record.status;
    if (state === 'free' || state === 'returning') units.push([id, record]);
    else leftOut.push({ id, because: state === 'offDuty' ? 'off-duty' : 'busy' });
  }
  if (units.length * incidents.length > MOST_CELLS) throw refuse('plan-too-large');
  return { incidents, units, leftOut };
}

export async function gatherDispatch(
  question: Question,
  picture: Picture,
  { incidents, units, leftOut }: Chosen,
  { districtAt, now, travel }: DispatchSources,
): Promise<Gathered> {
  const facilities = [...picture.resources.values()].filter((one) => one.form === 'facility');
  const nearest = nearestDistrict(facilities);
  const districtOf = (at: LonLat): string | null => districtAt(at) ?? nearest(at);
  const coded = incidents.map((one) => ({ ...one, code: one.code ?? districtOf(one.at) }));
  const stations = stationsOf(facilities);
  const districts = [...new Set([...stations.keys(), ...coded.flatMap(({ code }) => code ?? [])])].sort();
  const closures = closedNow(picture);
  const places = units.map(([, { at }]) => at);
  const drive = await travel(places, coded.map(({ at }) => at), closures); // prettier-ignore
  const points = districts.flatMap((code, district) => (stations.get(code) ?? []).map((at) => ({ at, district })));
  const reach = await travel(places, points.map(({ at }) => at), closures); // prettier-ignore

  const out: LeftOut[] = [...leftOut];
  if (drive.isGuessed) out.push({ id: 'roads', because: 'roads-unknown' });
  const far = new Set(drive.farFrom);
  for (const at of drive.farTo) out.push({ id: coded[at]?.id ?? '', because: 'far-from-road' });
  const locked = new Set(
    question.constraints.flatMap((one) => (one.is === 'lock' ? [`${one.unit} ${one.incident}`] : [])),
  );
  const kept: DispatchProblem['units'][number][] = [];
  const seconds: (number | null)[][] = [];
  units.forEach(([id, { kind, at }], index) => {
    const row = coded.map((incident, target) =>
      incident.needs.some((need) => need.kind === kind) || locked.has(`${id} ${incident.id}`)
        ? (drive.seconds[index]?.[target] ?? null)
        : null,
    );
    if (far.has(index)) return out.push({ id, because: 'far-from-road' });
    const isAsked = coded.some(({ needs }) => needs.some((need) => need.kind === kind));
    if (isAsked && row.every((time) => time === null)) out.push({ id, because: 'not-reachable' });
    const covers = new Set(points.flatMap(({ district }, point) => ((reach.seconds[index]?.[point] ?? Infinity) <= COVER_SECONDS ? [district] : []))); // prettier-ignore
    kept.push({
      id,
      kind,
      at,
      district: districts.indexOf(districtOf(at) ?? ''),
      covers: [...covers].sort((a, b) => a - b),
    });
    return seconds.push(row);
  });
  const problem: DispatchProblem = {
    is: 'dispatch',
    at: now,
    units: kept,
    incidents: coded.map(({ code, ...one }) => ({ ...one, district: districts.indexOf(code ?? '') })),
    districts,
    seconds,
    constraints: question.constraints,
    weights: question.weights,
  };
  const names = Object.fromEntries(coded.flatMap(({ id }) => { const title = picture.incidents.get(id)?.title; return title ? [[id, title]] : []; })); // prettier-ignore
  return { problem, names, leftOut: out };
}

/** What is usual, less what is on its way or there. */
export function stillNeeded(id: string, record: Incident, { resources }: Picture, files: PlannerFiles): Needs {
  const there = [...resources.values()].flatMap(
    (one) =>
    one.form === 'unit' && (one.status.state === 'enRoute' || one.status.state === 'onScene') && one.status.incident === id ? [one.kind] : [], // prettier-ignore
  );
  return files.usualNeeds(record).flatMap(({ kind, count }) => {
    const open = count - there.filter((one) => one === kind).length;
    return open > 0 ? [{ kind, count: open }] : [];
  });
}

function whyNot({ status, at }: Incident, needs: Needs): string | null {
  if (status.state === 'closed' || status.state === 'merged') return 'over';
  if (!at) return 'without-coordinate';
  return needs.length === 0 ? 'no-needs' : null;
}

function summed(needs: Needs): Needs {
  const counts = new Map<string, number>();
  for (const { kind, count } of needs) counts.set(kind, (counts.get(kind) ?? 0) + count);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

/** A constraint may speak only of units that there are and of incidents of the question. */
function checkConstraints({ incidents, constraints }: Question, { resources }: Picture): void {
  const asked = new Set(incidents.map(({ id }) => id));
  const isUnit = (id: string): boolean => resources.get(id)?.form === 'unit';
  const targets = (one: PlanConstraint): readonly (readonly [string, boolean])[] => {
    if (one.is === 'lock') return [[one.unit, isUnit(one.unit)], [one.incident, asked.has(one.incident)]]; // prettier-ignore
    if (one.is === 'forbid') return [[one.unit, isUnit(one.unit)], [one.incident ?? '', one.incident === null || asked.has(one.incident)]]; // prettier-ignore
    if (one.is === 'keepFree') return [];
    if (one.is === 'arriveWithin' || one.is === 'atMost') return [[one.incident, asked.has(one.incident)]];
    return [[one.is, false]];
  };
  for (const constraint of constraints) {
    for (const [target, isKnown] of targets(constraint)) if (!isKnown) throw refuse('plan-unknown-target', target);
  }
}

function stationsOf(facilities: readonly Facility[]): Map<string, LonLat[]> {
  const found = new Map<string, LonLat[]>();
  for (const { kind, district, at, inService } of facilities) {
    if (district === undefined || !inService || !STATIONS.includes(kind)) continue;
    const list = found.get(district) ?? [];
    if (list.length < MOST_STATIONS) found.set(district, [...list, at]);
  }
  return found;
}

/** District of the nearest facility that names one: for a city whose map is not loaded. */
function nearestDistrict(facilities: readonly Facility[]): (at: LonLat) => string | null {
  const known = facilities.flatMap(({ at, district }) => (district === undefined ? [] : [{ at, district }]));
  return ([lon, lat]) => {
    const narrow = Math.cos((lat * Math.PI) / 180);
    let best: { readonly district: string | null; readonly square: number } = { district: null, square: Infinity };
    for (const { at, district } of known) {
      const square = ((at[0] - lon) * narrow) ** 2 + (at[1] - lat) ** 2;
      if (square < best.square) best = { district, square };
    }
    return best.district;
  };
}
