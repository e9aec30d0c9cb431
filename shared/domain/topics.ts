import type * as z from 'zod';
import { alert, type Alert } from './alert.ts';
import { conflict, type Conflict } from './conflict.ts';
import { incident, type Incident } from './incident.ts';
import { resource, type Resource } from './resource.ts';
import { supply, type Supply } from './supply.ts';

/** Every topic that a feed may carry, with the schema of its record. Add a line here to add a topic. */
export const topics = { incident, resource, alert, supply, conflict } satisfies Record<string, z.ZodType>;

export type Topic = keyof typeof topics;

export interface TopicRecord {
  incident: Incident;
  resource: Resource;
  alert: Alert;
  supply: Supply;
  conflict: Conflict;
}

export const TOPICS = Object.keys(topics) as Topic[];

export function isTopic(name: string): name is Topic {
  return Object.hasOwn(topics, name);
}
