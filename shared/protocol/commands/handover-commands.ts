export const handoverCommands = {};
