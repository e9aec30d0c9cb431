/** Refusals of journal, hand-over and findings. */
export const journalProblems = {
  'finding-due-past': '整改期限已过',
  'finding-moved': '这条发现刚被别人办过，请看过再办',
  'finding-not-now': '这条发现不在这一步',
  'finding-own-check': '自己办结的不能自己核查',
  'finding-reason': '没有写理由',
  'finding-result': '没有写整改结果',
  'handover-began-future': '接班时间还没有到',
  'handover-own': '不能自己交给自己',
  'handover-taken': '已经有人接班',
  'handover-unread': '红色、橙色和超时的事项没有全部勾读',
  'journal-corrected-already': '这一条已经更正过',
  'journal-number': '编号与席位不符',
  'journal-time-future': '时间还没有到',
  'journal-time-order': '收到时间早于发生时间',
  'journal-unknown': '没有要更正的这一条',
  'journal-why': '没有写更正原因',
};
