import * as z from 'zod';
import { COMMAND_TYPES } from './commands/command-types.ts';
import type { World } from './commands/command-type.ts';
import type { Command } from './feed/command.ts';

/** What an authority may do at a console besides commands. */
export const STATION_ACTIONS = [
  'people.manage',
  'exchange.manage',
  'exchange.carry',
  'record.export',
  'record.exportPersonal',
] as const;

/** The console's own, by clock and rules: in the matrix like any other, and no officer's. */
export const AUTOMATIC = 'automatic';

const ACTIONS: ReadonlySet<string> = new Set([...COMMAND_TYPES, ...STATION_ACTIONS]);

/**
 * Who may do what: authority → command types and station actions. Data (`resources/authority.json`), default deny: an
 * authority or an action that is not listed is refused, in the core before the outbox and again at the hub.
 */
export const authorityMatrix = z.strictObject({
  version: z.literal(1),
  authorities: z.record(
    z.string().min(1).max(64),
    z.strictObject({
      name: z.strictObject({ zh: z.string(), en: z.string() }),
      may: z.array(z.string().refine((name) => ACTIONS.has(name), { error: 'unknown-action' })),
    }),
  ),
});
export type AuthorityMatrix = z.infer<typeof authorityMatrix>;

export function mayDo(matrix: AuthorityMatrix, authority: string, action: string): boolean {
  if (!Object.hasOwn(matrix.authorities, authority)) return false;
  return matrix.authorities[authority]?.may.includes(action) ?? false;
}

/** The matrix of a place that has none: nobody may do anything. */
export const NOBODY: AuthorityMatrix = { version: 1, authorities: {} };

/**
 * The first action that the command needs and its actor's authority has not; null when he may.
 * Settling a conflict by anything but what stands already is also the action that was in conflict: else the desk would be a
 * way around the matrix.
 */
export function missingAction(matrix: AuthorityMatrix, world: World, command: Command): string | null {
  const needed: string[] = [command.type];
  if (command.type === 'conflict.resolve' && choiceOf(command.payload) !== 'current') {
    const conflict = world.find('conflict', command.entityId);
    if (conflict) needed.push(conflict.commandType);
  }
  return needed.find((action) => !mayDo(matrix, command.actor.authority, action)) ?? null;
}

function choiceOf(payload: unknown): unknown {
  return typeof payload === 'object' && payload !== null && 'choice' in payload ? payload.choice : undefined;
}
