import { SECOND } from '../../../shared/kit/time.ts';
import { createAlertDesk } from './alerts.ts';
import { createBackground } from './background.ts';
import { createHotlineDesk } from './cases.ts';
import { createCollector, type ScenarioDraft } from './draft.ts';
import { createFacilities } from './facilities.ts';
import { createHazardRegister } from './hazards.ts';
import { createIncidentBoard } from './incidents.ts';
import type { CityDistricts, FleetUnit, HazardPlan, Place, ScenarioRoads, Storyline } from './inputs.ts';
import { createOpinionDesk, type OpinionPlan } from './opinion.ts';
import { createSensorNet } from './sensors.ts';
import { streamOf } from './seed.ts';
import { createStock } from './stock.ts';
import { createStorm } from './storm.ts';
import { createStory } from './story.ts';
import { createUnitForce, type UnitForce } from './units.ts';
import type { Voices } from './voices.ts';
import { createWorld } from './world.ts';

export interface SimulationInput {
  readonly districts: CityDistricts;
  readonly roads: ScenarioRoads;
  readonly places: readonly Place[];
  readonly fleet: readonly FleetUnit[];
  readonly hazards: readonly HazardPlan[];
  readonly storyline: Storyline;
  readonly voices: Voices;
  readonly opinion: readonly OpinionPlan[];
  readonly seed: number;
}

/** The rainstorm night of the demo city. Pure: no clock, no files; the same input gives the same drafts. */
export interface Simulation {
  /** Everything there is at the opening (offset 0), as whole records. Call it once, before the first `step`. */
  opening(): ScenarioDraft[];
  /** One second later: what changed in it. */
  step(): ScenarioDraft[];
  /** What officers order of its units from outside; without it the same input gives the same drafts. */
  readonly units: Pick<UnitForce, 'send' | 'recall' | 'statusOf'>;
  /** Milliseconds since the opening. */
  readonly offset: number;
  readonly openIncidents: number;
}

/**
 * Part of the fingerprint of a played scenario. Count it up with every change of this folder that changes the drafts of a
 * seed: a log with an older night then begins a new one instead of going on with another story.
 */
export const SIMULATION_VERSION = 2;

/** The night begins before anybody watches: at the opening cases are open and units are under way. */
const PRELUDE = 20 * 60;
/** Length of the written story, ms. After it patrols and small events go on. */
export const STORY_LENGTH = 180 * 60 * SECOND;

export function createSimulation(input: SimulationInput): Simulation {
  const outlet = createCollector();
  outlet.moveTo(-PRELUDE * SECOND);
  const { storyline } = input;
  const stream = (name: string) => streamOf(input.seed, name);
  const world = createWorld(input.districts, input.roads, input.places, outlet);
  const storm = createStorm(storyline.rain);
  const units = createUnitForce(world, input.fleet, stream('units'));
  const hotline = createHotlineDesk(world, input.voices, stream('cases'));
  const board = createIncidentBoard(world, units, storyline.phrases, hotline, stream('incidents'));
  const alerts = createAlertDesk(world);
  const facilities = createFacilities(world, storyline.shelters, stream('facilities'));
  const sensors = createSensorNet(world, storyline.sensors, storm, stream('sensors'));
  const opinion = createOpinionDesk(world, input.opinion, stream('opinion'));
  const stock = createStock(world, storyline.stock, stream('stock'));
  const hazards = createHazardRegister(world, input.hazards);
  const story = createStory(world, { board, alerts, sensors, facilities, stock }, storyline.events);
  const background = createBackground(world, board, storyline.background, storm, stream('background'));

  function advance(): void {
    outlet.moveTo(outlet.now + SECOND);
    story.step();
    background.step();
    board.step();
    hotline.step();
    for (const news of units.step(storm.gripAt(outlet.now))) {
      if (news.what === 'arrived') board.arrived(news.incident, news.name);
      else facilities.admit(news.place);
    }
    alerts.step();
    sensors.step(facilities.isInService);
    facilities.step(storm.rainAt(outlet.now));
    stock.step();
    hazards.step();
    opinion.step();
  }

  let opened = false;
  return {
    opening() {
      if (opened) throw new Error('scenario: opening() is called once');
      opened = true;
      for (let second = 0; second < PRELUDE; second += 1) advance();
      outlet.drain();
      facilities.putAll();
      sensors.putAll();
      units.putAll();
      stock.putAll();
      hazards.putAll();
      opinion.putAll();
      alerts.putAll();
      board.putAll();
      hotline.putAll();
      return outlet.drain();
    },
    step() {
      advance();
      return outlet.drain();
    },
    units,
    get offset() {
      return outlet.now;
    },
    get openIncidents() {
      return board.openCount;
    },
  };
}
