import * as z from 'zod';
import type { Change } from './change.ts';

/**
 * Up, event `pace`, not answered, at any time of a connection: for how many milliseconds the hub may hold back what is not
 * urgent, because the line carries badly; 0 (as every connection begins): nothing is held back. While it holds, a frame
 * covers its range with the superseded values left out (`omitted`), and goes out `packed`. An urgent change ends the
 * holding at once.
 */
export const pace = z.object({ hold: z.int().min(0).max(60_000) });

/**
 * What a later value makes worthless, per topic: positions, readings, loads, stock, counts of talk. A patch of these fields alone may be
 * left out when a later one of the same entity is in the same frame; a patch of anything else (a status, a level) never.
 */
export const VOLATILE_FIELDS: Readonly<Record<string, ReadonlySet<string>>> = {
  resource: new Set(['at', 'heading', 'speed', 'positionAt', 'reading', 'load']),
  supply: new Set(['quantity', 'burnPerHour', 'countedAt']),
  opinion: new Set(['series']),
};

/** May be left out in favour of a later one. What a command did never is: its station waits to see it. */
export function isVolatile({ topic, op, data, commandId }: Change): boolean {
  const fields = Object.hasOwn(VOLATILE_FIELDS, topic) ? VOLATILE_FIELDS[topic] : undefined;
  if (!fields || op !== 'patch' || commandId !== undefined) return false;
  if (typeof data !== 'object' || data === null) return false;
  return Object.keys(data).every((field) => fields.has(field));
}

/** Is never held back: incidents, alerts, conflicts, orders, and whatever an officer's command did. */
export function isUrgent({ topic, commandId }: Change): boolean {
  return commandId !== undefined || !Object.hasOwn(VOLATILE_FIELDS, topic);
}
