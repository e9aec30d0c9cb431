import { distance } from '../../../shared/kit/geo.ts';
import type { Random } from '../../../shared/kit/random.ts';
import { MINUTE, SECOND } from '../../../shared/kit/time.ts';
import type { BackgroundTemplate, BothTexts } from './inputs.ts';
import type { IncidentBoard } from './incidents.ts';
import { fill } from './phrases.ts';
import type { NamedStretch } from './road-network.ts';
import { pickWeighted } from './seed.ts';
import type { Storm } from './storm.ts';
import type { World } from './world.ts';

/** The small things of every day: hotline cases, accidents, fallen trees, lifts. More of them in the rain. */
export interface Background {
  step(): void;
}

/** For how long from the opening something new is promised every 15 to 30 seconds: the newcomer's first look. */
const FIRST_LOOK = 4 * MINUTE;
const AFTERMATH = 180 * MINUTE;
const JOIN_RADIUS = 1_500;
/** From so many open incidents on, the city is as busy as a screen can show: new cases come slower. */
const CROWDED = 27;
/** Share of all small events by district key; the rest of the city gets what is left. */
const BUSYNESS: Readonly<Record<string, number>> = { LP: 4, WJ: 4, GD: 2.2, SL: 1.2 };

export function createBackground(
  world: World,
  board: IncidentBoard,
  templates: readonly BackgroundTemplate[],
  storm: Storm,
  random: Random,
): Background {
  const { outlet } = world;
  const stretches = stretchesByDistrict(world);
  let nextAt = outlet.now + 3 * MINUTE;
  // The first arrival after the opening comes within ten seconds, whatever the gap before it was.
  let greeted = false;

  function gap(): number {
    if (outlet.now < 0) return random.int(70, 140) * SECOND;
    if (outlet.now >= AFTERMATH) return random.int(45, 110) * SECOND;
    if (outlet.now < FIRST_LOOK) return random.int(14, 24) * SECOND;
    const wet = 1 + Math.min(1, storm.rainAt(outlet.now) / 70) * 0.6;
    const crowded = Math.max(1, 1 + (board.openCount - CROWDED) / 8);
    return Math.round((random.int(22, 42) / wet) * crowded) * SECOND;
  }

  function happen(): void {
    const rain = storm.rainAt(outlet.now);
    const template = pickWeighted(
      random,
      templates.map((one) => ({ ...one, weight: Math.max(0, one.weight * (1 + (one.wet * rain) / 30)) })),
    );
    const { list, name: district } = pickWeighted(random, stretches);
    const stretch = random.pick(list);
    const place: BothTexts = { zh: `${district.zh}${stretch.name.zh}`, en: `${stretch.name.en}, ${district.en}` };
    if (template.joins && random.next() < 0.6 && board.join(template.kind, stretch.at, JOIN_RADIUS)) return;
    board.open({
      ...template,
      title: fill(template.title, { road: stretch.name }),
      outcome: random.pick(template.outcomes),
      at: stretch.at,
      place,
    });
  }

  return {
    step() {
      if (!greeted && outlet.now >= 0) {
        greeted = true;
        nextAt = outlet.now + random.int(4, 8) * SECOND;
      }
      if (outlet.now < nextAt) return;
      happen();
      nextAt = outlet.now + gap();
    },
  };
}

/** Where small things may happen: named roads, without motorways and open country. */
function stretchesByDistrict(world: World) {
  const settled = world.places.map((place) => place.at);
  return world.districts.flatMap((district) => {
    const list = world.network.named.filter(
      (stretch: NamedStretch) =>
        !/motorway|express/.test(stretch.roadClass) &&
        settled.some((at) => distance(at, stretch.at) < 1_200) &&
        world.districtAt(stretch.at)?.code === district.code,
    );
    return list.length === 0 ? [] : [{ list, name: district.name, weight: BUSYNESS[district.key] ?? 1 }];
  });
}
