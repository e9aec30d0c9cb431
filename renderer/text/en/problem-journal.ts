/** Refusals of journal, hand-over and findings. */
export const journalProblems = {
  'finding-due-past': 'The due date is over already',
  'finding-moved': 'Somebody has just dealt with this finding: look again first',
  'finding-not-now': 'The finding is not at this step',
  'finding-own-check': 'Who did it cannot check it',
  'finding-reason': 'A reason is missing',
  'finding-result': 'The result is missing',
  'handover-began-future': 'The shift cannot have begun later than now',
  'handover-own': 'Nobody hands over to himself',
  'handover-taken': 'Somebody has taken over already',
  'handover-unread': 'Red, orange and overdue matters are not all ticked as read',
  'journal-corrected-already': 'This entry has been corrected already',
  'journal-number': 'The number is not of this station',
  'journal-time-future': 'That time is still to come',
  'journal-time-order': 'It was received before it happened',
  'journal-unknown': 'The entry to be corrected is not there',
  'journal-why': 'The reason for the correction is missing',
};
