/** Refusals of plan templates. */
export const templateProblems = {
  'plan-file-unreadable': '预案文件读不出',
  'template-cycle': '任务互相等待，谁也开始不了：{{tasks}}',
  'template-event-unknown': '没有 {{eventType}} 这类事件',
  'template-level-empty': '预案在 {{level}} 级没有任务',
  'template-moved-on': '预案已被改成第 {{version}} 版，先看那一版',
  'template-need-unknown': '任务 {{task}}：没有 {{kind}} 这种资源',
  'template-off': '预案已停用，不能启动',
  'template-post-fixed': '任务 {{task}}：{{post}} 只属一个区。预案不写定某个区，请用“事发区带班领导”',
  'template-post-unknown': '任务 {{task}}：没有 {{post}} 这个岗位',
  'template-predecessor-unknown': '任务 {{task}}：前置任务 {{after}} 不在预案里',
  'template-report-set-unknown': '没有 {{reportSet}} 这套报送时限',
  'template-task-no-level': '任务 {{task}} 在四个等级都没有时限',
  'template-task-twice': '任务编号 {{task}} 用了两次',
};
