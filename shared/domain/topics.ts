import type * as z from 'zod';
import { alert, type Alert, type AlertId } from './alert.ts';
import { conflict, type Conflict, type ConflictId } from './conflict.ts';
import { drawing, type Drawing, type DrawingId } from './drawing.ts';
import { hazard, type Hazard, type HazardId } from './hazard.ts';
import { incident, type Incident, type IncidentId } from './incident.ts';
import { resource, type Resource, type ResourceId } from './resource.ts';
import { supply, type Supply, type SupplyId } from './supply.ts';

/** Every topic that a feed may carry, with the schema of its record. Add a line here to add a topic. */
export const topics = { incident, resource, alert, supply, conflict, drawing, hazard } satisfies Record<
  string,
  z.ZodType
>;

export type Topic = keyof typeof topics;

export interface TopicRecord {
  incident: Incident;
  resource: Resource;
  alert: Alert;
  supply: Supply;
  conflict: Conflict;
  drawing: Drawing;
  hazard: Hazard;
}

/** An id says in its type what it names: a unit's cannot be passed where an incident's is wanted. */
export interface TopicId {
  incident: IncidentId;
  resource: ResourceId;
  alert: AlertId;
  supply: SupplyId;
  conflict: ConflictId;
  drawing: DrawingId;
  hazard: HazardId;
}

export const TOPICS = Object.keys(topics) as Topic[];

export function isTopic(name: string): name is Topic {
  return Object.hasOwn(topics, name);
}
