import { caseCommands } from './case-commands.ts';
import { conflictCommands } from './conflict-commands.ts';
import { drawingCommands } from './drawing-commands.ts';
import { handlingCommands } from './handling-commands.ts';
import { incidentCommands } from './incident-commands.ts';
import { opinionCommands } from './opinion-commands.ts';
import { ownAlertCommands } from './own-alert-commands.ts';
import { ruleCommands } from './rule-commands.ts';
import { releaseCommands } from './release-commands.ts';
import { templateCommands } from './template-commands.ts';
import { decisionCommands } from './decision-commands.ts';
import { orderCommands } from './order-commands.ts';
import { reportCommands } from './report-commands.ts';
import { journalCommands } from './journal-commands.ts';
import { handoverCommands } from './handover-commands.ts';
import { findingCommands } from './finding-commands.ts';
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
  ...templateCommands,
  ...decisionCommands,
  ...orderCommands,
  ...reportCommands,
  ...journalCommands,
  ...handoverCommands,
  ...findingCommands,
};

export type CommandTypeName = keyof typeof commandTypes;

export const COMMAND_TYPES = Object.keys(commandTypes) as CommandTypeName[];

export function isCommandType(name: string): name is CommandTypeName {
  return Object.hasOwn(commandTypes, name);
}
