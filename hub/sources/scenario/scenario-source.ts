import { DAY, instant, SECOND } from '../../../shared/kit/time.ts';
import type { SourceContext } from '../context.ts';
import { createPlayer } from '../player.ts';
import type { Draft, Sink, Source } from '../source.ts';
import { anchorTimes } from './anchor.ts';
import { createDepartments, type DepartmentParts } from './departments.ts';
import { SCENARIO_FEEDS, type ScenarioDraft, type ScenarioFeed } from './draft.ts';
import { FEED_DESCRIPTIONS } from './feeds.ts';
import { giveWay } from './give-way.ts';
import { loadScenario, readRouting } from './load.ts';
import { createLedger, fingerprintOf, leftoversOf, planRun, PROGRESS_KEY } from './progress.ts';
import { createUnitOrders } from './officers-units.ts';
import { createSimulation, STORY_LENGTH, type Simulation, type SimulationInput } from './simulation.ts';

export interface ScenarioOptions {
  readonly seed: number;
  readonly context: SourceContext;
}

/** Drafts in one append, about; a batch ends with a whole second of the simulation. */
const BATCH = 500;
/** The feeds of one second speak one after the other, so that the picture moves evenly and not in one jolt a second. */
const SLICE = SECOND / SCENARIO_FEEDS.length;
/** Real time lost in one turn (a sleeping laptop, a halted hub) that is let go instead of being rushed through. */
const LOST_TIME = 10 * SECOND;

/**
 * The demo city's rainstorm as a source of eight feeds. Rejects with `ProblemError` when its files cannot be read.
 * Rules in this folder's README.
 */
export async function createScenarioSource({ seed, context }: ScenarioOptions): Promise<Source> {
  const input: SimulationInput = { ...(await loadScenario(context.resources)), seed };
  const routing = await readRouting(context.resources);
  const speed = context.speed === 'max' ? 1 : context.speed;
  const departments: DepartmentParts = { routing, voices: input.voices, speed };
  return {
    name: `scenario ${seed}`,
    feeds: FEED_DESCRIPTIONS,
    start: (sink, signal) => play(input, context, departments, sink, signal),
  };
}

async function play(
  input: SimulationInput,
  context: SourceContext,
  parts: DepartmentParts,
  sink: Sink,
  signal: AbortSignal,
): Promise<void> {
  const { clock, speed } = context;
  const departments = createDepartments(parts, sink);
  const simulation = createSimulation(input);
  const unitOrders = createUnitOrders(input.fleet, simulation, sink);
  const run = planRun(fingerprintOf(input), (feed) => sink.progress(feed, PROGRESS_KEY));
  const ledger = createLedger(run);
  // A date of weeks ago or ahead is the calendar's, however fast the night is played.
  // Played at once, the night has just ended: the newest event is now, the others lie before it.
  const end = clock.now();
  const toWall = (offset: number): number =>
    speed === 'max'
      ? Math.round(end + offset - STORY_LENGTH)
      : Math.abs(offset) > DAY
        ? Math.round(clock.now() + offset - simulation.offset)
        : Math.round(clock.now() + (offset - simulation.offset) / speed);

  async function write(
    feed: ScenarioFeed,
    drafts: readonly ScenarioDraft[],
    before: readonly Draft[] = [],
  ): Promise<void> {
    if (drafts.length === 0 || signal.aborted) return;
    const value = ledger.note(feed, drafts, simulation.offset);
    const anchored = drafts
      .map((draft) => anchor(draft, toWall))
      .flatMap((draft) => giveWay(draft, sink.held(feed, draft.topic, draft.id)) ?? []);
    await sink.append(feed, [...before, ...anchored], { key: PROGRESS_KEY, value });
  }

  const opening = simulation.opening();
  for (const feed of SCENARIO_FEEDS) {
    const own = opening.filter((draft) => draft.feed === feed);
    if (run.resumeAt(feed) !== null) ledger.note(feed, own, 0);
    else await write(feed, own, leftoversOf(feed, run, own, instant(toWall(0))));
  }
  await catchUp(simulation, run.resumeFrom, (drafts) => missing(drafts, simulation.offset));

  async function missing(drafts: readonly ScenarioDraft[], offset: number): Promise<void> {
    for (const feed of SCENARIO_FEEDS) {
      const own = drafts.filter((draft) => draft.feed === feed);
      if ((run.resumeAt(feed) ?? 0) >= offset) ledger.note(feed, own, offset);
      else await write(feed, own);
    }
  }

  let player = createPlayer(speed, clock);
  let lastTurn = clock.now();
  const isOver = () => speed === 'max' && simulation.offset >= STORY_LENGTH;
  while (!signal.aborted && !isOver()) {
    if (clock.now() - lastTurn > LOST_TIME) player = createPlayer(speed, clock);
    lastTurn = clock.now();
    await player.until(instant(simulation.offset + SECOND), signal);
    if (signal.aborted) return;
    const batch: ScenarioDraft[] = [];
    do batch.push(...simulation.step());
    while (batch.length < BATCH && !isOver() && player.waitFor(instant(simulation.offset + SECOND)) === 0);
    for (const [index, feed] of SCENARIO_FEEDS.entries()) {
      await player.until(instant(simulation.offset + index * SLICE), signal);
      await write(
        feed,
        batch.filter((draft) => draft.feed === feed),
      );
    }
    if (signal.aborted) return;
    await departments.step(clock.now());
    unitOrders.step(clock.now());
  }
}

/** Runs the simulation silently to an offset; `each` gets every second's drafts and decides what is still missing. */
async function catchUp(
  simulation: Simulation,
  offset: number,
  each: (drafts: readonly ScenarioDraft[]) => Promise<void>,
): Promise<void> {
  while (simulation.offset < offset) await each(simulation.step());
}

function anchor(draft: ScenarioDraft, toWall: (offset: number) => number): Draft {
  const { topic, id, source } = draft;
  const at = instant(toWall(draft.at));
  if (draft.op === 'remove') return { op: 'remove', topic, id, at, source };
  return { op: draft.op, topic, id, at, source, data: anchorTimes(draft.data ?? {}, toWall) };
}
