export const journalCommands = {};
