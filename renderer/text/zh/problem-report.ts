/** Refusals of information reports. */
export const reportProblems = {
  'report-exists': '这一份已经起草，请打开原稿',
  'report-field-missing': '缺“$t(report:field.{{detail}})”。查不到的勾“未知”，不得空着',
  'report-field-twice': '“$t(report:field.{{detail}})”填了两次',
  'report-final-is-out': '终报已报出，不再起草',
  'report-is-out': '已报出，不能改。用续报更正',
  'report-is-received': '收悉已记过',
  'report-moved': '报告刚被别人改过，请看过再办',
  'report-no-first': '初报还没有报出，不能续报',
  'report-not-out': '还没有报出，谈不上收悉',
  'report-number-wrong': '续报编号不对',
  'report-phoned': '电话报告已记过',
  'report-set-unknown': '没有这套报告时限（{{set}}）',
  'report-sets-faulty': '报告时限“{{set}}”有错',
};
