import * as z from 'zod';
import { drawing, FORM_OF, type Drawing } from '../../domain/drawing.ts';
import { ProblemError } from '../../kit/problem.ts';
import type { Command } from '../feed/command.ts';
import type { CommandType, Effect, World } from './command-type.ts';

/** What the officer says of a drawing; who and when come with the command. */
export const newDrawing = drawing.pick({
  kind: true,
  name: true,
  note: true,
  geometry: true,
  basis: true,
  incident: true,
  closesRoads: true,
});
export type NewDrawing = z.infer<typeof newDrawing>;

/** Fields to set; null takes an optional one away. */
export const drawingChange = z
  .strictObject({
    name: drawing.shape.name.optional(),
    note: drawing.shape.note.nullable(),
    geometry: drawing.shape.geometry.optional(),
    basis: drawing.shape.basis.nullable(),
    incident: drawing.shape.incident.nullable(),
    closesRoads: drawing.shape.closesRoads.nullable(),
  })
  .partial()
  .refine((set) => Object.keys(set).length > 0, { error: 'nothing-to-change' });
export type DrawingChange = z.infer<typeof drawingChange>;

type Patch = Extract<Effect, { topic: 'drawing'; op: 'patch' }>['data'];

function current(world: World, { entityId }: Command): Drawing {
  const found = world.find('drawing', entityId);
  if (!found) throw refusal('unknown-entity');
  return found;
}

/** A drawing whose form is not that of its kind could not be drawn; only a cordon closes roads. */
function checked<D extends Pick<Drawing, 'kind' | 'geometry' | 'closesRoads'>>(made: D): D {
  if (FORM_OF[made.kind] !== made.geometry.type) throw refusal('drawing-form');
  if (made.closesRoads === true && made.kind !== 'cordon') throw refusal('drawing-closes-roads');
  return made;
}

function change<Payload extends z.ZodType>(
  payload: Payload,
  fields: (before: Drawing, payload: z.output<Payload>, command: Command) => Patch,
): CommandType<'drawing', Payload> {
  return {
    topic: 'drawing',
    payload,
    creates: false,
    commutes: false,
    apply: (world, given, command) => [
      {
        op: 'patch',
        topic: 'drawing',
        id: command.entityId,
        data: fields(current(world, command), given, command),
      },
    ],
  };
}

function refusal(code: string): ProblemError {
  return new ProblemError({ code, origin: 'commands' });
}

export const drawingCommands = {
  'drawing.create': {
    topic: 'drawing',
    payload: newDrawing,
    creates: true,
    commutes: false,
    apply(_world, payload, { entityId, actor, issuedAt }) {
      const data: Drawing = {
        ...checked(payload),
        madeBy: { officer: actor.officer, post: actor.post },
        madeAt: issuedAt,
        status: { state: 'standing' },
      };
      return [{ op: 'put', topic: 'drawing', id: entityId, data }];
    },
  } satisfies CommandType<'drawing', typeof newDrawing>,
  'drawing.change': change(drawingChange, (before, set) => {
    if (before.status.state === 'removed') throw refusal('drawing-removed');
    checked({
      kind: before.kind,
      geometry: set.geometry ?? before.geometry,
      closesRoads: set.closesRoads === null ? undefined : (set.closesRoads ?? before.closesRoads),
    });
    // A geometry that an officer drew has none of the faults that the old one came with.
    return { ...set, ...(set.geometry && before.faults && { faults: null }) } as Patch;
  }),
  'drawing.remove': change(z.object({}), (before, _payload, { actor, issuedAt }) => {
    if (before.status.state === 'removed') throw refusal('drawing-removed');
    return { status: { state: 'removed', since: issuedAt, by: actor.post } };
  }),
  /** Takes a removal back. */
  'drawing.restore': change(z.object({}), (before) => {
    if (before.status.state !== 'removed') throw refusal('drawing-not-removed');
    return { status: { state: 'standing' } };
  }),
};
