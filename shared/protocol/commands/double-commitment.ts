import type { Conflict, ConflictField } from '../../domain/conflict.ts';
import type { IncidentStatus } from '../../domain/incident.ts';
import type { Instant } from '../../kit/time.ts';
import type { Command } from '../feed/command.ts';
import type { Effect, World } from './command-type.ts';

/** The incident that a unit's status promises it to. */
function promisedTo(status: unknown): string | null {
  if (typeof status !== 'object' || status === null || !('state' in status) || !('incident' in status)) return null;
  const { state, incident } = status;
  return (state === 'enRoute' || state === 'onScene') && typeof incident === 'string' ? incident : null;
}

export function isDoubleCommitment(type: string, fields: readonly ConflictField[]): boolean {
  if (type !== 'unit.assign') return false;
  return fields.some(({ field, current }) => field === 'status' && promisedTo(current) !== null);
}

/** The incidents that a double commitment is between, as far as the hub has them. */
export function incidentsOf(fields: readonly ConflictField[], has: (incident: string) => boolean): string[] {
  const status = fields.find(({ field }) => field === 'status');
  const both = [promisedTo(status?.current), promisedTo(status?.proposed)].filter((id) => id !== null);
  return [...new Set(both)].filter(has);
}

/**
 * The lists of units follow the decision: the incident that the unit is sent to names it, the other does not; one that has no unit
 * left is acknowledged, and no more than that. Only those that the conflict names: a console shows incidents of other feeds
 * too, which its hub cannot change.
 */
export function followUnit(
  world: World,
  { entity: unit, incidents = [] }: Conflict,
  chosen: unknown,
  { actor, issuedAt }: Command,
): Effect[] {
  const kept = promisedTo(chosen);
  return incidents.flatMap((id): Effect | [] => {
    const before = world.find('incident', id)?.status;
    const status =
      before && (id === kept ? named(before, unit, issuedAt) : without(before, unit, issuedAt, actor.post));
    return status && status !== before ? { op: 'patch', topic: 'incident', id, data: { status } } : [];
  });
}

function without(status: IncidentStatus, unit: string, since: Instant, by: string): IncidentStatus {
  if ((status.state !== 'dispatched' && status.state !== 'onScene') || !status.units.includes(unit)) return status;
  const units = status.units.filter((other) => other !== unit);
  return units.length > 0 ? { ...status, units } : { state: 'acknowledged', since, by };
}

function named(status: IncidentStatus, unit: string, since: Instant): IncidentStatus {
  switch (status.state) {
    case 'reported':
    case 'acknowledged':
      return { state: 'dispatched', since, units: [unit] };
    case 'dispatched':
    case 'onScene':
      return status.units.includes(unit) ? status : { ...status, units: [...status.units, unit] };
    case 'controlled':
    case 'closed':
    case 'merged':
      return status;
  }
}
