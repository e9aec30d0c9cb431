import { incident, type IncidentState, type IncidentStatus } from '../../../shared/domain/incident.ts';
import type { Draft, Held } from '../source.ts';

/** How far an incident has come; nobody goes on from the last. */
const STAGE: Readonly<Record<IncidentState, number>> = {
  reported: 0,
  acknowledged: 1,
  dispatched: 2,
  onScene: 3,
  controlled: 4,
  closed: 5,
  merged: 5,
};
/** The journal only grows: a later line sets no earlier one back. */
const NEVER_HELD: ReadonlySet<string> = new Set(['note']);

const statusField = incident.shape.status;

/**
 * The departments of the demo go on from what an officer did and do not set it back: of an incident, a field that a command set
 * last stays, but for a status that is a step further, with the officer's units kept. Null: nothing is left to say.
 */
export function giveWay(draft: Draft, held: Held | undefined): Draft | null {
  if (draft.op !== 'patch' || draft.topic !== 'incident' || !held) return draft;
  const fields = Object.entries(draft.data);
  const said = fields.flatMap(([field, value]): [string, unknown][] => {
    if (NEVER_HELD.has(field) || !held.byOfficer(field)) return [[field, value]];
    const status = field === 'status' ? further(held.data['status'], value) : null;
    return status ? [[field, status]] : [];
  });
  return said.length === 0 && fields.length > 0 ? null : { ...draft, data: Object.fromEntries(said) };
}

function further(before: unknown, after: unknown): IncidentStatus | null {
  const [from, to] = [statusField.safeParse(before), statusField.safeParse(after)];
  if (!from.success || !to.success || STAGE[to.data.state] <= STAGE[from.data.state]) return null;
  if (!('units' in to.data) || !('units' in from.data)) return to.data;
  return { ...to.data, units: [...new Set([...from.data.units, ...to.data.units])] };
}
