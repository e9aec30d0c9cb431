import type { Catalogue } from '../catalogue.ts';
import type { templateProblems as zh } from '../zh/problem-template.ts';

export const templateProblems: Catalogue<typeof zh> = {
  'plan-file-unreadable': 'The plan file cannot be read',
  'template-cycle': 'These tasks wait for each other and none can begin: {{tasks}}',
  'template-event-unknown': 'There is no event type {{eventType}}',
  'template-level-empty': 'The plan has no task at level {{level}}',
  'template-moved-on': 'The plan is at version {{version}} now; look at that one first',
  'template-need-unknown': 'Task {{task}}: there is no resource {{kind}}',
  'template-off': 'The plan is switched off and cannot be activated',
  'template-post-fixed':
    'Task {{task}}: {{post}} belongs to one district. A plan names no district; use “leader of the district concerned”',
  'template-post-unknown': 'Task {{task}}: there is no post {{post}}',
  'template-predecessor-unknown': 'Task {{task}}: predecessor {{after}} is not in the plan',
  'template-report-set-unknown': 'There is no set of report clocks {{reportSet}}',
  'template-task-no-level': 'Task {{task}} has no deadline at any level',
  'template-task-twice': 'Task number {{task}} is used twice',
};
