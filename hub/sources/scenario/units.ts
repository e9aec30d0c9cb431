import type { Unit, UnitStatus } from '../../../shared/domain/resource.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { distance } from '../../../shared/kit/geo.ts';
import type { Random } from '../../../shared/kit/random.ts';
import { instant, type Instant } from '../../../shared/kit/time.ts';
import { drive, flight, headingOf, nextNode, positionOf, startJourney, turnOff, type Journey } from './journey.ts';
import { facilityKindOf } from './facilities.ts';
import type { BothTexts, FleetUnit, UnitNeed } from './inputs.ts';
import type { Route } from './road-network.ts';
import { span } from './seed.ts';
import { maxAgeOf } from './feeds.ts';
import { UNIT_HABITS, type UnitHabits } from './unit-habits.ts';
import type { World } from './world.ts';

/** A unit on its way to an incident, as the dispatcher sees it. */
export interface Dispatched {
  readonly unit: string;
  readonly name: BothTexts;
  readonly etaAt: Instant;
}

type UnitNews =
  | { readonly what: 'arrived'; readonly unit: string; readonly name: BothTexts; readonly incident: string }
  /** An ambulance handed a patient over. */
  | { readonly what: 'handedOver'; readonly place: string };

export interface UnitForce {
  putAll(): void;
  /** Sends the fastest free units; fewer than asked when there are not enough. */
  dispatch(incident: string, at: LonLat, needs: readonly UnitNeed[]): readonly Dispatched[];
  /** What an officer ordered: this very unit goes there, whatever it was about. */
  send(unit: string, incident: string, at: LonLat): void;
  /** What an officer ordered: its work there is over. */
  recall(unit: string): void;
  statusOf(unit: string): UnitStatus | undefined;
  /** Ends the work of all units of an incident. `transport`: ambulances carry a patient first. */
  release(incident: string, transport: boolean): void;
  /** One second. `grip` scales all speeds (rain). */
  step(grip: number): readonly UnitNews[];
}

interface Member {
  readonly spec: FleetUnit;
  readonly habits: UnitHabits;
  readonly top: number;
  readonly home: number;
  /** Where its rounds may lead. */
  readonly goals: readonly number[];
  /** Metres before the end of a way where it stops, so that a station's units stand in a row. */
  readonly gap: number;
  readonly every: number;
  readonly turn: number;
  /** Seconds between two words of a unit that stands. */
  readonly heartbeat: number;
  status: UnitStatus;
  trip: Journey;
  moving: boolean;
  /** Earliest start (offset, ms) of the next thing it does by itself. */
  notBefore: number;
  /** The hospital an ambulance is heading to with a patient. */
  carryingTo: string | null;
  homeward: boolean;
}

/** Longest silence of a unit that stands. */
const HEARTBEAT_SECONDS = 30;

/** A unit that stands is heard well within its feed's age limit: a healthy city shows no stale position. */
function heartbeatOf({ feed }: FleetUnit): number {
  return Math.min(HEARTBEAT_SECONDS, Math.floor(maxAgeOf(feed) * 0.7));
}
const CANDIDATES = 4;

export function createUnitForce(world: World, fleet: readonly FleetUnit[], random: Random): UnitForce {
  const members = fleet.map((spec, index) => enlist(world, spec, index, random));
  const byIncident = new Map<string, Set<Member>>();
  const { outlet } = world;
  let tick = 0;
  let grip = 1;

  const recordOf = (member: Member): Unit => ({
    form: 'unit',
    kind: member.spec.kind,
    name: member.spec.name,
    department: member.spec.department,
    status: member.status,
    at: positionOf(member.trip),
    heading: headingOf(member.trip),
    speed: speedOf(member),
    positionAt: outlet.now,
    crew: member.spec.crew,
    driver: member.spec.driver,
  });

  /** Status alone: between two steps the position is a second old, and saying it as new would make the unit jump. */
  function sayStatus(member: Member): void {
    outlet.patch(member.spec.feed, sourceOf(member), 'resource', member.spec.id, { status: member.status });
  }

  function say(member: Member, withStatus: boolean): void {
    outlet.patch(member.spec.feed, sourceOf(member), 'resource', member.spec.id, {
      ...(withStatus ? { status: member.status } : {}),
      at: positionOf(member.trip),
      heading: headingOf(member.trip),
      speed: speedOf(member),
      positionAt: outlet.now,
    });
  }

  /** Seconds to get from where the member is to a node, and the way; undefined when there is none. */
  function wayTo(member: Member, node: number): Route | undefined {
    const here = positionOf(member.trip);
    if (member.habits.flies) return flight(here, world.network.nodes[node] ?? here, node, member.top);
    const onward = world.network.route(nextNode(member.trip), node);
    return onward && turnOff(member.trip, onward);
  }

  function setOut(member: Member, way: Route, delay: number): void {
    member.trip = startJourney(way, member.moving ? member.trip.speed : 0, member.gap);
    member.moving = true;
    member.notBefore = outlet.now + delay;
  }

  function rest(member: Member): void {
    member.moving = false;
    member.trip.speed = 0;
    member.homeward = false;
    member.notBefore = outlet.now + span(random, member.habits.rest);
  }

  function goHome(member: Member): void {
    const way = wayTo(member, member.home);
    member.homeward = true;
    if (way) setOut(member, way, 0);
    else rest(member);
  }

  function roam(member: Member): void {
    if (!member.habits.patrols && !member.homeward && distanceHome(world, member) > 250) return goHome(member);
    const way = wayTo(member, member.goals.length > 0 ? random.pick(member.goals) : member.home);
    if (way && way.seconds > 5) setOut(member, way, 0);
    else rest(member);
  }

  function arrive(member: Member, news: UnitNews[]): void {
    member.moving = false;
    member.trip.speed = 0;
    if (member.status.state === 'enRoute') {
      const { incident } = member.status;
      member.status = { state: 'onScene', since: outlet.now, incident };
      say(member, true);
      news.push({ what: 'arrived', unit: member.spec.id, name: member.spec.name, incident });
      return;
    }
    if (member.carryingTo !== null) {
      news.push({ what: 'handedOver', place: member.carryingTo });
      member.carryingTo = null;
      say(member, false);
      member.notBefore = outlet.now + random.int(60, 150) * 1_000;
      return;
    }
    const returned = member.status.state === 'returning';
    if (returned) member.status = { state: 'free', since: outlet.now };
    rest(member);
    say(member, returned);
  }

  function stand(member: Member): void {
    if (outlet.now < member.notBefore) return;
    if (member.status.state === 'free') roam(member);
    else if (member.status.state === 'returning') goHome(member);
  }

  /** Off to an incident along a way; it stands under the incident until that releases it. */
  function turnOut(member: Member, incident: string, way: Route): Instant {
    const delay = span(random, member.moving ? [2, 5] : member.habits.turnout);
    const driving = way.seconds / (member.habits.flies ? 1 : member.habits.urgentPace * grip);
    const etaAt = instant(outlet.now + delay + Math.round(driving) * 1_000);
    member.status = { state: 'enRoute', since: outlet.now, incident, etaAt };
    member.homeward = false;
    setOut(member, way, member.moving ? 0 : delay);
    let crew = byIncident.get(incident);
    if (!crew) byIncident.set(incident, (crew = new Set()));
    crew.add(member);
    sayStatus(member);
    return etaAt;
  }

  function leaveIncidents(member: Member): void {
    for (const crew of byIncident.values()) crew.delete(member);
    member.carryingTo = null;
  }

  /** Back to its rounds, or home. */
  function standDown(member: Member): void {
    if (member.habits.patrols) {
      member.status = { state: 'free', since: outlet.now };
      if (!member.moving) member.notBefore = outlet.now + random.int(10, 40) * 1_000;
    } else {
      member.status = { state: 'returning', since: outlet.now };
      goHome(member);
      member.notBefore = outlet.now + random.int(15, 60) * 1_000;
    }
  }

  const byId = new Map(members.map((member) => [member.spec.id, member]));

  return {
    putAll() {
      for (const member of members) {
        outlet.put(member.spec.feed, sourceOf(member), 'resource', member.spec.id, recordOf(member));
      }
    },

    dispatch(incident, at, needs) {
      const node = world.network.nearestNode(at);
      const sent: Dispatched[] = [];
      for (const need of needs) {
        const near = members
          .filter((member) => fits(member, need) && isAvailable(member))
          .map((member) => ({ member, away: distance(positionOf(member.trip), at) }))
          .sort((a, b) => a.away - b.away || a.member.turn - b.member.turn)
          .slice(0, need.count + CANDIDATES)
          .flatMap(({ member }) => {
            const way = wayTo(member, node);
            return way ? [{ member, way }] : [];
          })
          .sort((a, b) => a.way.seconds - b.way.seconds || a.member.turn - b.member.turn)
          .slice(0, need.count);
        for (const { member, way } of near) {
          sent.push({ unit: member.spec.id, name: member.spec.name, etaAt: turnOut(member, incident, way) });
        }
      }
      return sent;
    },

    send(unit, incident, at) {
      const member = byId.get(unit);
      const way = member && wayTo(member, world.network.nearestNode(at));
      if (!member || !way) return;
      leaveIncidents(member);
      turnOut(member, incident, way);
    },

    recall(unit) {
      const member = byId.get(unit);
      if (!member) return;
      leaveIncidents(member);
      standDown(member);
      sayStatus(member);
    },

    statusOf: (unit) => byId.get(unit)?.status,

    release(incident, transport) {
      for (const member of byIncident.get(incident) ?? []) {
        const hospital = transport && member.spec.kind === 'ambulance' ? nearestHospital(world, member) : undefined;
        const way = hospital && wayTo(member, hospital.node);
        if (hospital && way) {
          member.status = { state: 'returning', since: outlet.now };
          member.carryingTo = hospital.id;
          setOut(member, way, random.int(20, 60) * 1_000);
        } else {
          standDown(member);
        }
        sayStatus(member);
      }
      byIncident.delete(incident);
    },

    step(present) {
      tick += 1;
      grip = present;
      const news: UnitNews[] = [];
      for (const member of members) {
        if (member.moving && outlet.now >= member.notBefore) {
          const urgent = member.status.state === 'enRoute' || member.carryingTo !== null;
          const pace = (urgent ? member.habits.urgentPace : member.habits.pace) * grip;
          if (drive(member.trip, member.habits.flies ? 1 : pace, member.top)) arrive(member, news);
          else if ((tick + member.turn) % member.every === 0) say(member, false);
          continue;
        }
        if (!member.moving) stand(member);
        if ((tick + member.turn * 7) % member.heartbeat === 0) {
          outlet.patch(member.spec.feed, sourceOf(member), 'resource', member.spec.id, { positionAt: outlet.now });
        }
      }
      return news;
    },
  };
}

function enlist(world: World, spec: FleetUnit, index: number, random: Random): Member {
  const habits = UNIT_HABITS[spec.kind];
  const base = world.place(spec.home);
  const goals = goalsOf(world, habits, base.at, base.node);
  const slot = index % 9;
  const stand = world.network.route(base.node, goals[0] ?? base.node);
  const trip = startJourney(stand ?? flight(base.at, base.at, base.node, 1));
  trip.travelled = Math.min(trip.length, 4 + slot * 9);
  return {
    spec,
    habits,
    top: spec.topSpeed / 3.6,
    home: base.node,
    goals,
    gap: slot * 9,
    every: 2 + (index % 2),
    turn: index,
    heartbeat: heartbeatOf(spec),
    status: { state: 'free', since: world.outlet.now },
    trip,
    moving: false,
    notBefore: world.outlet.now + random.int(0, habits.rest[1]) * 1_000,
    carryingTo: null,
    homeward: false,
  };
}

function goalsOf(world: World, habits: UnitHabits, home: LonLat, homeNode: number): number[] {
  if (habits.towards.length > 0) {
    const kinds: readonly string[] = habits.towards;
    return world.places
      .filter((place) => kinds.includes(facilityKindOf(place) ?? '') && distance(place.at, home) <= habits.radius)
      .map((place) => place.node)
      .filter((node) => node !== homeNode);
  }
  return world.network.nodes.flatMap((node, index) =>
    distance(node, home) <= habits.radius && distance(node, home) > 300 ? [index] : [],
  );
}

function nearestHospital(world: World, member: Member) {
  const here = positionOf(member.trip);
  return world.places
    .filter((place) => place.kind.startsWith('hospital'))
    .map((place) => ({ ...place, away: distance(place.at, here) }))
    .sort((a, b) => a.away - b.away)[0];
}

function distanceHome(world: World, member: Member): number {
  const here = positionOf(member.trip);
  return distance(world.network.nodes[member.home] ?? here, here);
}

function fits(member: Member, need: UnitNeed): boolean {
  return member.spec.kind === need.kind && (!need.department || member.spec.department === need.department);
}

function isAvailable(member: Member): boolean {
  return member.status.state === 'free' || (member.status.state === 'returning' && member.carryingTo === null);
}

function speedOf(member: Member): number {
  return member.moving ? Math.round(member.trip.speed * 3.6) : 0;
}

function sourceOf(member: Member): string {
  return `${member.spec.department}.avl`;
}
