import { createHash } from 'node:crypto';
import type { Evidence } from '../../../shared/domain/decision.ts';
import type { Topic } from '../../../shared/domain/topics.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import type { Instant } from '../../../shared/kit/time.ts';
import type { PlanQuestion, PlanRunRow } from '../../../shared/protocol/console-api/plan-calls.ts';
import type { Ports } from '../kernel/ports.ts';
import { Signal } from '../kernel/signal.ts';
import { passOver, type LiveSource } from '../queries/live-source.ts';
import { canonicalText } from '../records/canonical.ts';
import type { RoadService } from '../roads/road-service.ts';
import { chooseDispatch, gatherDispatch, stillNeeded, type DispatchSources } from './gather/dispatch.ts';
import { refuse, type Gathered } from './gather/gathered.ts';
import { readPlannerFiles, type Needs, type PlannerFiles } from './gather/planner-files.ts';
import { chooseReallocation, gatherReallocation } from './gather/reallocation.ts';
import { readPicture } from './gather/records.ts';
import { travelTimes } from './gather/travel.ts';
import type { OpenPlanLine, PlanLine } from './line.ts';
import type { Told } from './run/run-plan.ts';
import { SOLVER } from './solve/load-highs.ts';

/** Runs that are kept, and those that may compute at a time: the console has to stay quick on two cores (PL10). */
const MOST_KEPT = 9;
const MOST_RUNNING = 2;

export interface PlannerParts {
  readonly ports: Pick<Ports, 'clock' | 'ids' | 'log' | 'paths'>;
  readonly resources: string;
  readonly records: (topic: Topic) => LiveSource;
  readonly roads: RoadService;
  readonly districtAt: (at: LonLat) => string | null;
  readonly now: () => Instant;
  readonly open: OpenPlanLine;
}

interface Run {
  row: PlanRunRow;
  line: PlanLine | null;
  inputs: string | null;
}

const isOver = ({ row }: Run): boolean => row.state.is !== 'gathering' && row.state.is !== 'solving';

/** Askings of the planner: gathers, computes in a line of its own, keeps what was found (PL9, PL10). */
export class Planner {
  readonly name = 'planner';
  readonly #parts: PlannerParts;
  readonly #files: PlannerFiles;
  readonly #runs = new Map<string, Run>();
  readonly #changed = new Signal<{ readonly id: string; readonly row: PlanRunRow | null }>();

  constructor(parts: PlannerParts) {
    this.#parts = parts;
    this.#files = readPlannerFiles(parts.resources, parts.ports.log);
  }

  /** Refused with `plan-unknown-target`, `plan-nothing-to-plan`, `plan-too-large`; once begun, the row tells the rest. */
  async start(question: PlanQuestion): Promise<string> {
    const { ports, records, now } = this.#parts;
    const picture = await readPicture(records, ports.clock);
    const sources: DispatchSources = {
      files: this.#files,
      districtAt: this.#parts.districtAt,
      now: now(),
      travel: (from, to, closures) => travelTimes(this.#parts.roads, ports.log, from, to, closures),
    };
    let gather: () => Promise<Gathered>;
    if (question.is === 'dispatch') {
      const chosen = chooseDispatch(question, picture, this.#files);
      gather = () => gatherDispatch(question, picture, chosen, sources);
    } else {
      const chosen = chooseReallocation(question, picture);
      gather = () => gatherReallocation(question, picture, chosen, sources);
    }
    const id = ports.ids.next();
    const row: PlanRunRow = {
      id,
      askedAt: sources.now,
      question,
      state: { is: 'gathering' },
      options: [],
      points: [],
      solver: SOLVER,
      inputs: null,
      leftOut: [],
    };
    this.#makeRoom();
    this.#runs.set(id, { row, line: null, inputs: null });
    this.#changed.emit({ id, row });
    void this.#compute(id, gather);
    return id;
  }

  /** What was found so far stays. Cancelling one that is over changes nothing. */
  cancel(id: string): void {
    const run = this.#runs.get(id);
    if (!run) throw refuse('plan-unknown-target', id);
    if (isOver(run)) return;
    run.line?.end();
    run.line = null;
    this.#set(id, { state: { is: 'cancelled' } });
  }

  async usualNeeds(incidents: readonly string[]): Promise<{ readonly id: string; readonly needs: Needs }[]> {
    const picture = await readPicture(this.#parts.records, this.#parts.ports.clock);
    return incidents.flatMap((id) => {
      const record = picture.incidents.get(id);
      return record ? [{ id, needs: stillNeeded(id, record, picture, this.#files) }] : [];
    });
  }

  source(): LiveSource {
    return {
      pass: () =>
        passOver([...this.#runs.values()].reverse().map(({ row }) => ({ id: row.id, json: JSON.stringify(row) }))),
      subscribe: (changed) => this.#changed.on(({ id, row }) => changed(id, () => row && JSON.stringify(row))),
    };
  }

  /** The canonical text of the question with all it was computed from; its SHA-256 is the row's `inputs`. */
  inputsOf(id: string): string | null {
    return this.#runs.get(id)?.inputs ?? null;
  }

  /** What a decision says of how its options were computed; the gap is the widest of them. */
  modelOf(id: string): NonNullable<Evidence['model']> | null {
    const row = this.#runs.get(id)?.row;
    if (!row || row.inputs === null || row.options.length === 0) return null;
    const gaps = row.options.map(({ gap }) => gap);
    const milliseconds = row.options.reduce((sum, option) => sum + option.milliseconds, 0);
    const gap = gaps.includes(null) ? null : Math.max(...gaps.map((one) => one ?? 0));
    return { solver: row.solver, inputs: row.inputs, milliseconds, gap };
  }

  stop(): void {
    for (const run of this.#runs.values()) run.line?.end();
  }

  async #compute(id: string, gather: () => Promise<Gathered>): Promise<void> {
    const { log } = this.#parts.ports;
    try {
      const { problem, names, leftOut } = await gather();
      const run = this.#runs.get(id);
      if (!run || isOver(run)) return;
      run.inputs = canonicalText({ question: run.row.question, problem });
      this.#set(id, { leftOut, inputs: createHash('sha256').update(run.inputs).digest('hex') });
      run.line = this.#parts.open({ problem, names }, {
        onTold: (told) => this.#told(id, told),
        onEnded: (how) => {
          log.error('plan thread ended', { how });
          const ended = this.#runs.get(id);
          if (ended && !isOver(ended)) this.#set(id, { state: { is: 'failed', code: 'plan-failed' } });
        },
      }); // prettier-ignore
    } catch (error) {
      log.error('plan not gathered', { error: String(error) });
      const code = error instanceof ProblemError ? error.problem.code : 'plan-failed';
      if (this.#runs.has(id)) this.#set(id, { state: { is: 'failed', code } });
    }
  }

  #told(id: string, told: Told): void {
    const run = this.#runs.get(id);
    if (!run || isOver(run)) return;
    if (told.is === 'found') return this.#set(id, { options: told.options, points: told.points });
    this.#set(id, { state: told.state });
    if (!isOver(run)) return;
    run.line?.end();
    run.line = null;
  }

  #set(id: string, part: Partial<PlanRunRow>): void {
    const run = this.#runs.get(id);
    if (!run) return;
    run.row = { ...run.row, ...part };
    this.#changed.emit({ id, row: run.row });
  }

  /** The oldest go: one that computes is cancelled before that. */
  #makeRoom(): void {
    const running = [...this.#runs.values()].filter((run) => !isOver(run));
    for (const { row } of running.slice(0, Math.max(0, running.length - MOST_RUNNING + 1))) this.cancel(row.id);
    for (const id of [...this.#runs.keys()].slice(0, Math.max(0, this.#runs.size - MOST_KEPT + 1))) {
      this.#runs.delete(id);
      this.#changed.emit({ id, row: null });
    }
  }
}
