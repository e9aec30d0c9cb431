import type { Level, LocalText } from '../../shared/domain/common.ts';
import type { AlertRow } from '../state/alert-chains.ts';
import type { IncidentRow } from '../state/incident-order.ts';
import type { LiveCollection } from '../state/live-collection.ts';
import type { ResourceRow } from '../state/nearby.ts';

export interface Found {
  readonly topic: 'incident' | 'resource' | 'alert';
  readonly id: string;
  readonly title: LocalText;
  readonly level: Level | null;
}

/** Hits of one kind; more would push the other kinds out of sight. */
const MOST = 6;

export function matches(text: string | undefined, query: string): boolean {
  return text !== undefined && text.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase());
}

function named({ zh, en }: LocalText, query: string): boolean {
  return matches(zh, query) || matches(en, query);
}

function first<Row extends { readonly id: string }>(
  rows: LiveCollection<Row>,
  wanted: (row: Row) => boolean,
  found: (row: Row) => Found,
): Found[] {
  const hits: Found[] = [];
  for (const row of rows.rows.values()) {
    if (!wanted(row)) continue;
    hits.push(found(row));
    if (hits.length === MOST) break;
  }
  return hits;
}

export interface Searched {
  readonly incidents: LiveCollection<IncidentRow>;
  readonly resources: LiveCollection<ResourceRow>;
  readonly alerts: LiveCollection<AlertRow>;
}

/** By title, name, place or number, in both languages. Nothing for an empty query. */
export function findEntities(query: string, { incidents, resources, alerts }: Searched) {
  if (query.trim() === '') return { incidents: [], units: [], places: [], alerts: [] };
  const resource = ({ id, data }: ResourceRow): Found => ({
    topic: 'resource',
    id,
    title: data.name,
    level: data.form === 'sensor' ? data.level : null,
  });
  return {
    incidents: first(
      incidents,
      ({ id, data }) => named(data.title, query) || matches(id, query) || (!!data.place && named(data.place, query)),
      ({ id, data }) => ({ topic: 'incident', id, title: data.title, level: data.level }),
    ),
    units: first(
      resources,
      ({ id, data }) => data.form === 'unit' && (named(data.name, query) || matches(id, query)),
      resource,
    ),
    places: first(
      resources,
      ({ id, data }) => data.form !== 'unit' && (named(data.name, query) || matches(id, query)),
      resource,
    ),
    alerts: first(
      alerts,
      ({ data }) => named(data.headline, query) || named(data.event, query) || matches(data.identifier, query),
      ({ id, data }) => ({ topic: 'alert', id, title: data.headline, level: data.level }),
    ),
  };
}
