export const findingCommands = {};
