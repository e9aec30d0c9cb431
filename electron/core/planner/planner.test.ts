import { afterEach, describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Topic } from '../../../shared/domain/topics.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { Facility, Unit } from '../../../shared/domain/resource.ts';
import type { Supply } from '../../../shared/domain/supply.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { instant } from '../../../shared/kit/time.ts';
import type { PlanQuestion, PlanRunRow } from '../../../shared/protocol/console-api/plan-calls.ts';
import { createSystemPorts } from '../kernel/system-ports.ts';
import { passOver } from '../queries/live-source.ts';
import { openInlineLine } from '../roads/line.ts';
import { RoadService } from '../roads/road-service.ts';
import { openInlinePlan, type OpenPlanLine } from './line.ts';
import { Planner } from './planner.ts';
import { madeDispatch } from './testing/made-problems.ts';
import { threadPlans } from './thread.ts';
import { noAreas } from '../warning/rules/areas.ts';

const RESOURCES = join(import.meta.dirname, '../../../resources');
const AT = instant(1_790_000_000_000);
const WEIGHTS = { time: 50, coverage: 50, cost: 50, fairness: 0 };

const incident = (at?: LonLat, part: Partial<Incident> = {}): Incident => ({
  kind: 'fire',
  level: 3,
  title: { zh: '火情' },
  status: { state: 'reported', since: AT },
  ...(at && { at }),
  reportedAt: AT,
  channel: '119',
  ...part,
});
const unit = (at: LonLat, kind: Unit['kind'] = 'engine', status: Unit['status'] = { state: 'free', since: AT }): Unit => ({ form: 'unit', kind, name: { zh: '车' }, department: 'FRD', status, at, positionAt: AT }); // prettier-ignore
const facility = (at: LonLat, kind: Facility['kind'], district: string): Facility => ({ form: 'facility', kind, name: { zh: '站' }, district, at, inService: true }); // prettier-ignore
const supply = (depot: string, quantity: number): Supply => ({ good: 'sandbag_empty', name: { zh: '编织袋' }, depot, depotName: { zh: depot }, unit: '条', quantity, burnPerHour: null, reserve: 100, countedAt: AT }); // prettier-ignore

const RECORDS: Partial<Record<Topic, Readonly<Record<string, unknown>>>> = {
  incident: {
    I1: incident([117.58, 30.3]),
    I2: incident([117.6, 30.31], { kind: 'medical', level: 2 }),
    I3: incident(),
    I4: incident([117.58, 30.3], { status: { state: 'closed', since: AT, outcome: { zh: '完' } } }),
    I5: incident([117.58, 30.3], { kind: 'hotline' }),
  },
  resource: {
    E1: unit([117.57, 30.3]),
    E2: unit([117.55, 30.29]),
    E3: unit([117.58, 30.3], 'engine', { state: 'offDuty', since: AT }),
    E4: unit([117.58, 30.3], 'engine', { state: 'onScene', since: AT, incident: 'I1' }),
    P1: unit([117.59, 30.3], 'police', { state: 'returning', since: AT }),
    A1: unit([117.6, 30.3], 'ambulance'),
    S1: facility([117.58, 30.3], 'firestation', '01'),
    D1: facility([117.55, 30.26], 'depot', '01'),
    D2: facility([117.7, 30.31], 'depot', '02'),
    X1: facility([117.6, 30.3], 'shelter', '01'),
  },
  supply: { 'D1:s': supply('D1', 500), 'D2:s': supply('D2', 300), 'D9:s': supply('D9', 300) },
};

const open: Planner[] = [];
afterEach(() => {
  for (const planner of open.splice(0)) planner.stop();
});

function planner(line: OpenPlanLine = openInlinePlan): Planner {
  const ports = createSystemPorts({ profile: '', resources: RESOURCES });
  const { clock, log } = ports;
  const made = new Planner({
    ports,
    resources: RESOURCES,
    records: (topic) => ({
      pass: () => passOver(Object.entries(RECORDS[topic] ?? {}).map(([id, data]) => ({ id, json: JSON.stringify({ id, data }) }))), // prettier-ignore
      subscribe: () => () => undefined,
    }),
    roads: new RoadService({ clock, log: { ...log, warn: () => undefined }, source: null, open: openInlineLine }),
    districtAt: (at) => noAreas().districtAt(at),
    now: () => AT,
    open: line,
  });
  open.push(made);
  return made;
}

const dispatch = (
  ids: readonly string[],
  part: Partial<Extract<PlanQuestion, { is: 'dispatch' }>> = {},
): PlanQuestion => ({
  is: 'dispatch',
  incidents: ids.map((id) => ({ id, needs: [], weight: 5 })),
  constraints: [],
  weights: WEIGHTS,
  ...part,
});

/** The row, each time it changes, until `isEnough`. */
function until(of: Planner, id: string, isEnough: (row: PlanRunRow) => boolean): Promise<PlanRunRow> {
  return new Promise((resolve) => {
    const look = (json: string | null): void => {
      const row = json === null ? null : (JSON.parse(json) as PlanRunRow);
      if (row?.id === id && isEnough(row)) resolve(row);
    };
    of.source().subscribe((_, json) => look(json()));
    for (const { json } of of.source().pass().next(100)) look(json);
  });
}

const isOver = ({ state }: PlanRunRow): boolean => state.is !== 'gathering' && state.is !== 'solving';
const codeOf = async (asked: Promise<unknown>): Promise<string> => {
  try {
    await asked;
    return 'none';
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
};

describe('the planner', () => {
  it('PL9: gathers from live records, says what it left out, and binds the whole question by its hash', async () => {
    const desk = planner();
    const run = await desk.start(dispatch(['I1', 'I2', 'I3', 'I4', 'I5']));
    const row = await until(desk, run, isOver);
    expect(row.state.is).toBe('done');
    expect(row.leftOut).toEqual(
      expect.arrayContaining([
        { id: 'I3', because: 'without-coordinate' },
        { id: 'I4', because: 'over' },
        { id: 'I5', because: 'no-needs' },
        { id: 'E3', because: 'off-duty' },
        { id: 'E4', because: 'busy' },
        { id: 'roads', because: 'roads-unknown' },
      ]),
    );
    // A fire of level 3 usually has two engines; one is there already.
    const fastest = row.options.find(({ aim }) => aim === 'fastest');
    expect(fastest?.moves.map((move) => (move.is === 'assign' ? `${move.unit} ${move.incident}` : '')).sort()).toEqual(['A1 I2', 'E1 I1', 'P1 I1']); // prettier-ignore
    const inputs = desk.inputsOf(run);
    expect(createHash('sha256').update(inputs ?? '').digest('hex')).toBe(row.inputs); // prettier-ignore
    expect(desk.modelOf(run)).toMatchObject({ solver: 'HiGHS 1.15.3', inputs: row.inputs });
    expect(await desk.usualNeeds(['I1', 'gone'])).toEqual([{ id: 'I1', needs: [{ kind: 'engine', count: 1 }, { kind: 'police', count: 1 }] }]); // prettier-ignore
  });

  it('PL9: sends goods by whole trips, and never more than there is', async () => {
    const desk = planner();
    const wants = [{ good: 'sandbag_empty', quantity: 700, by: null }];
    const run = await desk.start({ is: 'reallocation', points: [{ id: 'X1', wants, weight: 5 }], constraints: [], weights: WEIGHTS }); // prettier-ignore
    const row = await until(desk, run, isOver);
    expect(row.leftOut).toContainEqual({ id: 'D9', because: 'without-coordinate' });
    const fastest = row.options.find(({ aim }) => aim === 'fastest');
    const ships = fastest?.moves.flatMap((move) =>
      move.is === 'ship' ? [[move.from, move.quantity, move.trips]] : [],
    );
    expect(ships).toEqual([['D1', 500, 1], ['D2', 200, 1]]); // prettier-ignore
  });

  it('PL10: refuses what it does not know, what is nothing and what is far too much', async () => {
    const desk = planner();
    expect(await codeOf(desk.start(dispatch(['gone'])))).toBe('plan-unknown-target');
    expect(await codeOf(desk.start(dispatch(['I3', 'I4'])))).toBe('plan-nothing-to-plan');
    const lock = { is: 'lock', unit: 'nobody', incident: 'I1' } as const;
    expect(await codeOf(desk.start(dispatch(['I1'], { constraints: [lock] })))).toBe('plan-unknown-target');
    expect(await codeOf(desk.start(dispatch(['I1'], { constraints: [{ is: 'trucks', count: 1 }] })))).toBe('plan-unknown-target'); // prettier-ignore
    expect(() => desk.cancel('gone')).toThrow('plan-unknown-target');
  });

  it('PL7: a unit that is off duty cannot be locked: the lock alone is the conflict', async () => {
    const desk = planner();
    const run = await desk.start(dispatch(['I1'], { constraints: [{ is: 'atMost', incident: 'I1', count: 5 }, { is: 'lock', unit: 'E3', incident: 'I1' }] })); // prettier-ignore
    const row = await until(desk, run, isOver);
    expect(row.state).toEqual({ is: 'infeasible', conflict: [{ of: 'constraint', index: 1 }] });
  });

  it('PL1, PL10: a thread is ended at once by cancelling, and what it found stays; the oldest runs go', async () => {
    const big = madeDispatch(1, 1_200, 200);
    const threads = threadPlans(join(import.meta.dirname, 'plan-worker.ts'));
    // The real thread on a large problem, so that there is something to cancel.
    const desk = planner((ask, events) => threads({ ...ask, problem: big }, events));
    const run = await desk.start(dispatch(['I1']));
    await until(desk, run, ({ options }) => options.length > 0);
    desk.cancel(run);
    const row = await until(desk, run, isOver);
    expect(row.state).toEqual({ is: 'cancelled' });
    expect(row.options.map(({ aim }) => aim)).toContain('fastest');

    const idle = planner(() => ({ end: () => undefined }));
    const first = await idle.start(dispatch(['I1']));
    for (let more = 0; more < 9; more += 1) await idle.start(dispatch(['I1']));
    const rows = idle.source().pass().next(100).map(({ json }) => JSON.parse(json) as PlanRunRow); // prettier-ignore
    expect(rows).toHaveLength(9);
    expect(rows.map(({ id }) => id)).not.toContain(first);
    expect(rows.filter((one) => !isOver(one))).toHaveLength(2);
  }, 20_000);
});
