/** Refusals and failures of the planner. */
export const plannerProblems = {
  'plan-failed': 'The plan could not be computed',
  'plan-no-answer': 'No plan was found in the time allowed',
  'plan-nothing-to-plan': 'Nothing to plan: the incidents are over, have no position, or need no units',
  'plan-too-large': 'Too large: ask about fewer incidents or wants',
  'plan-unknown-target': '“{{target}}” is not part of this question, or the condition does not fit it',
};
