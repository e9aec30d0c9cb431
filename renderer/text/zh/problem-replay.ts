/** Refusals of replay. */
export const replayProblems = {
  'replay-closed': '这份回放已关闭，请重新打开',
  'replay-empty': '这份记录里没有可回放的内容：{{path}}',
};
