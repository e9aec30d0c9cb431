import type { Catalogue } from '../catalogue.ts';
import type { reportProblems as zh } from '../zh/problem-report.ts';

/** Refusals of information reports. */
export const reportProblems = {
  'report-exists': 'This one is drafted already; open the draft',
  'report-field-missing':
    '“$t(report:field.{{detail}})” is missing. Tick unknown where it cannot be found out; do not leave it empty',
  'report-field-twice': '“$t(report:field.{{detail}})” is there twice',
  'report-final-is-out': 'The final report is out; nothing more is drafted',
  'report-is-out': 'It is out and cannot be changed. Correct it with a follow-up',
  'report-is-received': 'The receipt is entered already',
  'report-moved': 'Somebody has just changed this report; look at it again',
  'report-no-first': 'The first report is not out yet; there is nothing to follow up',
  'report-not-out': 'It is not out yet, so nobody has received it',
  'report-number-wrong': 'The number of the follow-up is wrong',
  'report-phoned': 'The telephone report is entered already',
  'report-set-unknown': 'There are no such report clocks ({{set}})',
  'report-sets-faulty': 'The report clocks “{{set}}” are faulty',
} satisfies Catalogue<typeof zh>;
