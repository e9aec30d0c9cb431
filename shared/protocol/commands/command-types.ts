import { conflictCommands } from './conflict-commands.ts';
import { drawingCommands } from './drawing-commands.ts';
import { incidentCommands } from './incident-commands.ts';
import { supplyCommands } from './supply-commands.ts';
import { unitCommands } from './unit-commands.ts';

/** Every command of the city, named once. Its name is also the action of the permission matrix. */
export const commandTypes = {
  ...incidentCommands,
  ...unitCommands,
  ...supplyCommands,
  ...conflictCommands,
  ...drawingCommands,
};

export type CommandTypeName = keyof typeof commandTypes;

export const COMMAND_TYPES = Object.keys(commandTypes) as CommandTypeName[];

export function isCommandType(name: string): name is CommandTypeName {
  return Object.hasOwn(commandTypes, name);
}
