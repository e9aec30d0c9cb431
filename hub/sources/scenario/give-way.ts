import * as z from 'zod';
import { incident, type IncidentState, type IncidentStatus } from '../../../shared/domain/incident.ts';
import { caseStatus, type CaseStatus } from '../../../shared/domain/case.ts';
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
 * The departments of the demo go on from what an officer did and do not set it back: of an incident or a subject of talk, a field that a command set
 * last stays, but for a status that is a step further, with the officer's units kept. Null: nothing is left to say.
 */
export function giveWay(draft: Draft, held: Held | undefined): Draft | null {
  if (draft.op === 'patch' && draft.topic === 'case' && held) {
    const data = alongTheWay(draft.data, held);
    return data && { ...draft, data };
  }
  if (draft.op !== 'patch' || (draft.topic !== 'incident' && draft.topic !== 'opinion') || !held) return draft;
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

const way = z.object({ status: caseStatus, steps: z.array(caseStatus) });

/**
 * A case goes on along the demo's way only while nobody left it: what stands must be where the demo's own steps have come through.
 * Steps that were made keep the times at which they were made.
 */
function alongTheWay(said: object, { data }: Held): object | null {
  const { joined } = said as { readonly joined?: readonly string[] };
  const before = data['joined'] as readonly string[] | undefined;
  if (joined) return { joined: [...new Set([...(before ?? []), ...joined])] };
  const [stands, says] = [way.safeParse(data), way.safeParse(said)];
  if (!stands.success || !says.success) return said;
  const made: readonly CaseStatus[] = [...stands.data.steps, stands.data.status];
  const told: readonly CaseStatus[] = [...says.data.steps, says.data.status];
  const isOnTheWay = made.every(({ state, by }, index) => told[index]?.state === state && told[index].by === by);
  const fresh = told.slice(made.length);
  const last = fresh.at(-1);
  if (!isOnTheWay || !last) return null;
  return { ...said, status: last, steps: [...made, ...fresh.slice(0, -1)] };
}
