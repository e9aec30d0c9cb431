export const reportCommands = {};
