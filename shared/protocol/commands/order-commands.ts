export const orderCommands = {};
