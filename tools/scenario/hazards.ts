import type { HazardPlan, Place } from '../../hub/sources/scenario/inputs.ts';
import { hazardLevel, HAZARD_STATES, type HazardState } from '../../shared/domain/hazard.ts';
import { distance, type LonLat } from '../../shared/kit/geo.ts';
import { createRandom, type Random } from '../../shared/kit/random.ts';
import { FINDINGS, FOUND_IN_THE_NIGHT, type Finding } from './hazard-findings.ts';

const DAY = 24 * 60;
/** Days from the finding to the date, by level: the register's clocks. */
const DAYS = { 1: 30, 2: 15, 3: 30, 4: 90 } as const;
const VULNERABLE = ['school', 'hospital_l3', 'hospital_l2', 'clinic', 'nursing_home', 'command'];
const NEAR = 300;
const GOVERNMENTS: Readonly<Record<string, string>> = { LP: 'LPD', WJ: 'WJD', SL: 'SLD', GD: 'GDD' };

/**
 * The register of dangers that the demo's night opens with, and what is found in it. Times are minutes from the opening.
 * Nothing is due within two days of it: what is nearer would play at the speed of the story, and a date is the calendar's.
 */
export function createHazards(places: readonly Place[], seed: number): HazardPlan[] {
  const random = createRandom(seed);
  const vulnerable = places.filter(({ kind }) => VULNERABLE.includes(kind));
  const made: HazardPlan[] = [];

  function add(finding: Finding, found: number): void {
    const there = places.filter(({ kind, district }) => finding.places.includes(kind) && GOVERNMENTS[district]);
    const place = random.pick(there);
    const at = beside(random, place.at);
    const graded = {
      likelihood: lower(random, finding.likelihood),
      severity: lower(random, finding.severity),
      nearVulnerable: vulnerable.some((one) => distance(one.at, at) <= NEAR),
    };
    const due = found + DAYS[hazardLevel(graded)] * DAY;
    made.push({
      id: `HD-${String(made.length + 1).padStart(4, '0')}`,
      kind: finding.kind,
      title: { zh: finding.zh, en: finding.en },
      place: place.name,
      at,
      district: place.district,
      ...graded,
      estimated: random.next() < 0.25,
      owner: finding.owner === 'district' ? (GOVERNMENTS[place.district] ?? 'EMB') : finding.owner,
      inspector: finding.inspector,
      persons: random.next() < 0.2 ? null : random.int(2, 60) * graded.severity,
      found,
      due: Math.abs(due) < 2 * DAY ? Math.sign(due || 1) * 2 * DAY : due,
      moves: found > 0 ? movesInTheNight(random, found) : [[found, 'issued'], ...movesBefore(random, found)],
    });
  }

  for (const finding of FINDINGS) {
    for (let number = 0; number < finding.count; number += 1)
      add(finding, -random.int(3, 40) * DAY - random.int(0, 600));
  }
  for (const [minute, index] of FOUND_IN_THE_NIGHT) add(FINDINGS[index] ?? random.pick(FINDINGS), minute);
  return made;
}

/** How far it has come since: each state takes some of the days between then and the opening. */
function movesBefore(random: Random, found: number): [number, HazardState][] {
  const roll = random.next();
  const last: HazardState =
    roll < 0.1 ? 'issued' : roll < 0.2 ? 'accepted' : roll < 0.24 ? 'disputed' : roll < 0.75 ? 'inWork' : roll < 0.9 ? 'reportedDone' : 'struckOff'; // prettier-ignore
  const way = HAZARD_STATES.slice(1, HAZARD_STATES.indexOf(last) + 1).filter(
    (state) => state !== 'disputed' || state === last,
  );
  return way.map((state, step) => [Math.round(found * (1 - (step + 1) / (way.length + 1))), state]);
}

function movesInTheNight(random: Random, found: number): [number, HazardState][] {
  const accepted = found + random.int(4, 12);
  const moves: [number, HazardState][] = [[found, 'issued'], [accepted, 'accepted']]; // prettier-ignore
  if (random.next() < 0.7) moves.push([accepted + random.int(5, 25), 'inWork']);
  return moves;
}

/** The lower of two draws: most dangers are small. */
function lower(random: Random, range: readonly [number, number]): number {
  return Math.min(random.int(...range), random.int(...range));
}

/** Not on the place's own symbol: 60 to 140 m beside it. */
function beside(random: Random, [lon, lat]: LonLat): LonLat {
  const turn = random.next() * 2 * Math.PI;
  const metres = random.int(60, 140);
  const perLon = 111_320 * Math.cos((lat * Math.PI) / 180);
  const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
  return [round(lon + (metres * Math.sin(turn)) / perLon), round(lat + (metres * Math.cos(turn)) / 110_574)];
}
