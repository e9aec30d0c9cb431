import type { DecisionOption } from '../../../shared/domain/decision.ts';
import type { Topic } from '../../../shared/domain/topics.ts';
import type { EntityRow } from '../../../shared/protocol/console-api/rows.ts';
import { distance, type LonLat } from '../../../shared/kit/geo.ts';
import type { Instant } from '../../../shared/kit/time.ts';

/** As many as a decision takes. */
export const MOST_FACTS = 60;
/** Metres around an incident within which a sensor says something about it. */
const NEAR = 1_500;
const MOST_SENSORS = 8;
const MOST_ALERTS = 8;

export interface Fact {
  readonly topic: Extract<Topic, 'incident' | 'resource' | 'supply' | 'alert'>;
  readonly id: string;
}

export interface FactSources {
  readonly incidents: ReadonlyMap<string, EntityRow<'incident'>>;
  readonly resources: ReadonlyMap<string, EntityRow<'resource'>>;
  readonly supplies: ReadonlyMap<string, EntityRow<'supply'>>;
  readonly alerts: ReadonlyMap<string, EntityRow<'alert'>>;
}

function sensorsNear(places: readonly LonLat[], { resources }: FactSources): Fact[] {
  const found: { id: string; away: number; level: number }[] = [];
  for (const { id, data } of resources.values()) {
    if (data.form !== 'sensor' || places.length === 0) continue;
    const away = Math.min(...places.map((place) => distance(place, data.at)));
    if (away <= NEAR) found.push({ id, away, level: data.level === 0 ? 5 : data.level });
  }
  found.sort((a, b) => a.level - b.level || a.away - b.away || (a.id < b.id ? -1 : 1));
  return found.slice(0, MOST_SENSORS).map(({ id }) => ({ topic: 'resource', id }));
}

function warningsInForce({ alerts }: FactSources, now: Instant): Fact[] {
  const replaced = new Set([...alerts.values()].flatMap(({ data }) => data.references));
  const current = [...alerts.values()].filter(
    ({ data }) =>
      data.status === 'Actual' &&
      data.msgType !== 'Cancel' &&
      !replaced.has(data.identifier) &&
      (data.expiresAt === undefined || data.expiresAt > now),
  );
  const rank = (level: number): number => (level === 0 ? 5 : level);
  current.sort((a, b) => rank(a.data.level) - rank(b.data.level) || b.data.sentAt - a.data.sentAt);
  return current.slice(0, MOST_ALERTS).map(({ id }) => ({ topic: 'alert', id }));
}

/**
 * What the choice rests on, in the order in which it stands on the screen and is sealed (DE-V5): incidents concerned, sensors
 * near them, what the option sends and where it takes it from, warnings in force. What is not here is not named.
 */
export function evidenceFacts(
  incidents: readonly string[],
  option: Pick<DecisionOption, 'moves'> | undefined,
  sources: FactSources,
  now: Instant,
): Fact[] {
  const places = incidents.map((id) => sources.incidents.get(id)?.data.at).filter((at) => at !== undefined);
  const facts: Fact[] = incidents.map((id) => ({ topic: 'incident', id }));
  facts.push(...sensorsNear(places, sources));
  for (const move of option?.moves ?? []) {
    if (move.is === 'assign') facts.push({ topic: 'resource', id: move.unit });
    if (move.is !== 'ship') continue;
    facts.push({ topic: 'resource', id: move.to });
    for (const { id, data } of sources.supplies.values())
      if (data.depot === move.from && data.good === move.good) facts.push({ topic: 'supply', id });
  }
  facts.push(...warningsInForce(sources, now));
  const stock = {
    incident: sources.incidents,
    resource: sources.resources,
    supply: sources.supplies,
    alert: sources.alerts,
  };
  const seen = new Set<string>();
  return facts
    .filter(({ topic, id }) => stock[topic].has(id) && !seen.has(`${topic} ${id}`) && seen.add(`${topic} ${id}`))
    .slice(0, MOST_FACTS);
}
