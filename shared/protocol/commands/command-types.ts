import { caseCommands } from './case-commands.ts';
import { conflictCommands } from './conflict-commands.ts';
import { drawingCommands } from './drawing-commands.ts';
import { handlingCommands } from './handling-commands.ts';
import { incidentCommands } from './incident-commands.ts';
import { opinionCommands } from './opinion-commands.ts';
import { ownAlertCommands } from './own-alert-commands.ts';
import { ruleCommands } from './rule-commands.ts';
import { releaseCommands } from './release-commands.ts';
import { supplyCommands } from './supply-commands.ts';
import { unitCommands } from './unit-commands.ts';

/** Every command of the city, named once. Its name is also the action of the permission matrix. */
export const commandTypes = {
  ...incidentCommands,
  ...unitCommands,
  ...supplyCommands,
  ...conflictCommands,
  ...drawingCommands,
  ...releaseCommands,
  ...handlingCommands,
  ...ruleCommands,
  ...ownAlertCommands,
  ...caseCommands,
  ...opinionCommands,
};

export type CommandTypeName = keyof typeof commandTypes;

export const COMMAND_TYPES = Object.keys(commandTypes) as CommandTypeName[];

export function isCommandType(name: string): name is CommandTypeName {
  return Object.hasOwn(commandTypes, name);
}
