/** Refusals and failures of the planner. */
export const plannerProblems = {
  'plan-failed': '方案没有算成',
  'plan-no-answer': '限定时间内没有算出方案',
  'plan-nothing-to-plan': '没有可算的内容：事件已办结、没有位置，或不需要力量',
  'plan-too-large': '规模太大，请减少事件或需求再算',
  'plan-unknown-target': '方案里没有“{{target}}”，或这类条件不适用',
};
