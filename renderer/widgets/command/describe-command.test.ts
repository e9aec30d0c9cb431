import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kit/time.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { Supply } from '../../../shared/domain/supply.ts';
import type { Unit } from '../../../shared/domain/resource.ts';
import { COMMAND_TYPES } from '../../../shared/protocol/commands/command-types.ts';
import { worldOf } from '../../../shared/protocol/commands/carry-out.ts';
import { createI18n } from '../../text/i18n.ts';
import type { Language } from '../../text/language.ts';
import { createFormat } from '../../text/use-text.ts';
import { describeCommand, type DescribedCommand } from './describe-command.ts';
import type { Words } from './words.ts';

const now = instant(1_800_000_000_000);

const tunnel: Incident = {
  kind: 'waterlog',
  level: 2,
  title: { zh: '江湾隧道积水', en: 'Jiangwan tunnel flooded' },
  status: { state: 'reported', since: now },
  reportedAt: now,
  channel: '110',
};
const boat: Unit = {
  form: 'unit',
  kind: 'ambulance',
  name: { zh: '急救 0512', en: 'Ambulance 0512' },
  department: 'EMS',
  status: { state: 'free', since: now },
  at: [120, 30],
  positionAt: now,
};
const stock = (depot: string, zh: string, en: string): Supply => ({
  good: 'water',
  name: { zh: '饮用水', en: 'Drinking water' },
  depot,
  depotName: { zh, en },
  unit: 'bottle',
  quantity: 1_300,
  burnPerHour: null,
  countedAt: now,
});
const records: Readonly<Record<string, object>> = {
  'incident i1': tunnel,
  'incident i2': { ...tunnel, title: { zh: '滨江路口积水' } },
  'resource u1': boat,
  'supply s1': stock('D1', '城南物资库', 'South depot'),
  'supply s2': stock('D2', '城南体育馆', 'South stadium'),
  'alert w1': { headline: { zh: '暴雨橙色预警', en: 'Orange rainstorm warning' } },
  'alert w2': { headline: { zh: '积水越限', en: 'Water over the limit' } },
  'case k1': { category: 'C401', place: { zh: '柳荫路', en: 'Liuyin Road' } },
  'case k2': { category: 'C401', place: { zh: '滨江路', en: 'Riverside Road' } },
  'report p1': { incident: 'i1' },
  'decision d1': { question: { zh: '泵车派到哪里？', en: 'Where do the pumps go?' } },
  'order o1': { title: { zh: '封闭滨江路下穿', en: 'Close the underpass' } },
  'release r1': { headline: { zh: '内涝橙色预警', en: 'Orange flood warning' } },
  'conflict c1': { title: { zh: '北支 3 号堤段渗水', en: 'Dike 3 seeping' } },
};

function say(language: Language, command: Partial<DescribedCommand>): string {
  const words: Words = {
    t: createI18n(language).getFixedT(language, ['command', 'common', 'incident', 'alert', 'caseCategory']),
    format: createFormat(language),
    find: worldOf((topic, id) => records[`${topic} ${id}`]).find,
  };
  return describeCommand(words, {
    type: 'incident.acknowledge',
    topic: 'incident',
    entityId: 'i1',
    payload: {},
    title: null,
    ...command,
  });
}

const cases: readonly (readonly [Partial<DescribedCommand>, zh: string, en: string])[] = [
  [
    { type: 'rule.put', topic: 'rule', entityId: 'W-01', title: { zh: '小时雨量', en: 'Rain per hour' } },
    '改规则：小时雨量',
    'Rule changed: Rain per hour',
  ],
  [
    { type: 'rule.enable', topic: 'rule', entityId: 'W-01', title: { zh: '小时雨量' }, payload: { enabled: false } },
    '停用规则：小时雨量',
    'Rule switched off: 小时雨量',
  ],
  [
    { type: 'template.word', topic: 'template', entityId: 'RF', title: { zh: '暴雨洪涝', en: 'Rainstorm and flood' } },
    '改预案：暴雨洪涝',
    'Plan changed: Rainstorm and flood',
  ],
  [
    { type: 'template.switch', topic: 'template', entityId: 'TY', title: { zh: '台风' }, payload: { enabled: false } },
    '停用预案：台风',
    'Plan switched off: 台风',
  ],
  [
    { type: 'alert.raise', topic: 'alert', entityId: 'w2' },
    '自动发出预警：积水越限',
    'Warning raised by itself: Water over the limit',
  ],
  [
    { type: 'alert.renew', topic: 'alert', entityId: 'w2' },
    '自动更新预警：积水越限',
    'Warning renewed by itself: Water over the limit',
  ],
  [
    { type: 'alert.end', topic: 'alert', entityId: 'w2' },
    '自动解除预警：积水越限',
    'Warning ended by itself: Water over the limit',
  ],
  [
    { type: 'alert.overrule', topic: 'alert', entityId: 'w2', payload: { level: 3, reason: 'gauge' } },
    '改低预警：积水越限，gauge',
    'Warning put lower: Water over the limit, gauge',
  ],
  [
    { type: 'release.draft', topic: 'release', entityId: 'r2', payload: { headline: { zh: '大风蓝色预警' } } },
    '起草预警：大风蓝色预警',
    'Draft warning: 大风蓝色预警',
  ],
  [
    { type: 'release.change', topic: 'release', entityId: 'r1' },
    '改预警草稿：内涝橙色预警',
    'Change draft of warning: Orange flood warning',
  ],
  [
    { type: 'release.submit', topic: 'release', entityId: 'r1' },
    '送审预警：内涝橙色预警',
    'Submit warning: Orange flood warning',
  ],
  [
    { type: 'release.approve', topic: 'release', entityId: 'r1' },
    '批准发布预警：内涝橙色预警',
    'Approve and release warning: Orange flood warning',
  ],
  [
    { type: 'release.sendBack', topic: 'release', entityId: 'r1', payload: { reason: { zh: '范围太大' } } },
    '退回预警草稿：内涝橙色预警，范围太大',
    'Send draft of warning back: Orange flood warning, 范围太大',
  ],
  [
    { type: 'release.withdraw', topic: 'release', entityId: 'r1' },
    '撤回预警草稿：内涝橙色预警',
    'Withdraw draft of warning: Orange flood warning',
  ],
  [
    { type: 'incident.create', entityId: 'new', title: { zh: '桥下进水' }, payload: { ...tunnel } },
    '登记内涝积水：桥下进水',
    'New report, Waterlogging: 桥下进水',
  ],
  [{}, '确认：江湾隧道积水', 'Acknowledge: Jiangwan tunnel flooded'],
  [
    { type: 'incident.change', payload: { level: 2, place: { zh: '北口' } } },
    '江湾隧道积水，改级为橙 Ⅱ，地点改为北口',
    'Jiangwan tunnel flooded: level to Orange II, place to 北口',
  ],
  [
    { type: 'incident.change', payload: { place: null } },
    '江湾隧道积水，清除地点',
    'Jiangwan tunnel flooded: clear place',
  ],
  [
    { type: 'incident.dispatch', payload: { units: ['u1', 'X9'] } },
    '派急救 0512、X9 到江湾隧道积水',
    'Send Ambulance 0512, X9 to Jiangwan tunnel flooded',
  ],
  [
    { type: 'incident.close', payload: { outcome: { zh: '水退' } } },
    '办结：江湾隧道积水，水退',
    'Close: Jiangwan tunnel flooded, 水退',
  ],
  [
    { type: 'incident.join', payload: { others: ['i2'], reports: 1 } },
    '滨江路口积水并入江湾隧道积水',
    'Merge 滨江路口积水 into Jiangwan tunnel flooded',
  ],
  [
    { type: 'incident.part', payload: { other: 'i2', reports: 1 } },
    '从江湾隧道积水拆出滨江路口积水',
    'Take 滨江路口积水 out of Jiangwan tunnel flooded',
  ],
  [
    { type: 'incident.mergeInto', entityId: 'i2', payload: { into: 'i1' } },
    '滨江路口积水并入江湾隧道积水',
    'Merge 滨江路口积水 into Jiangwan tunnel flooded',
  ],
  [{ type: 'incident.split' }, '江湾隧道积水拆回单列', 'Split off again: Jiangwan tunnel flooded'],
  [
    { type: 'incident.addNote', payload: { text: { zh: '水还在涨' } } },
    '江湾隧道积水，记：水还在涨',
    'Jiangwan tunnel flooded, note: 水还在涨',
  ],
  [
    { type: 'unit.assign', topic: 'resource', entityId: 'u1', payload: { incident: 'i1' } },
    '派急救 0512 到江湾隧道积水',
    'Send Ambulance 0512 to Jiangwan tunnel flooded',
  ],
  [
    { type: 'unit.release', topic: 'resource', entityId: 'u1' },
    '解除急救 0512 的任务',
    'Release Ambulance 0512 from its task',
  ],
  [
    { type: 'stock.move', topic: 'supply', entityId: 's1', payload: { to: 's2', quantity: 60 } },
    '调饮用水 60 瓶，城南物资库到城南体育馆',
    'Move Drinking water, 60 bottles, from South depot to South stadium',
  ],
  [
    { type: 'conflict.resolve', topic: 'conflict', entityId: 'c1', payload: { choice: 'proposed' } },
    '定冲突：北支 3 号堤段渗水，改用另一值',
    'Settle conflict: Dike 3 seeping, take the other value',
  ],
  [
    {
      type: 'drawing.create',
      topic: 'drawing',
      entityId: 'd1',
      payload: { kind: 'cordon', name: { zh: '滨江路封控' }, geometry: null },
      title: { zh: '滨江路封控' },
    },
    '标绘警戒区：滨江路封控',
    'Draw Cordon: 滨江路封控',
  ],
  [
    {
      type: 'drawing.change',
      topic: 'drawing',
      entityId: 'd1',
      payload: { closesRoads: false, incident: 'i1', geometry: { type: 'point', at: [117, 30] }, note: null },
      title: { zh: '滨江路封控' },
    },
    '滨江路封控，封路改为否，所属事件改为江湾隧道积水，图形改为 1 个点，清除记事',
    '滨江路封控: closes roads to no, incident to Jiangwan tunnel flooded, shape to 1 point, clear note',
  ],
  [
    { type: 'drawing.remove', topic: 'drawing', entityId: 'd1', title: { zh: '滨江路封控' } },
    '撤除标绘：滨江路封控',
    'Remove drawing: 滨江路封控',
  ],
  [
    { type: 'drawing.restore', topic: 'drawing', entityId: 'd1', title: { zh: '滨江路封控' } },
    '恢复标绘：滨江路封控',
    'Bring drawing back: 滨江路封控',
  ],
  [
    { type: 'warning.see', topic: 'handling', entityId: 'w1', payload: {} },
    '看过预警：暴雨橙色预警',
    'Seen: Orange rainstorm warning',
  ],
  [
    { type: 'warning.acknowledge', topic: 'handling', entityId: 'w1', payload: { disposition: 'some' } },
    '确认预警：暴雨橙色预警，有影响',
    'Take warning “Orange rainstorm warning”: some impact',
  ],
  [
    { type: 'warning.snooze', topic: 'handling', entityId: 'w1', payload: { until: 'update' } },
    '预警缓办：暴雨橙色预警',
    'Put off warning “Orange rainstorm warning”',
  ],
  [
    { type: 'warning.assign', topic: 'handling', entityId: 'w1', payload: { to: 'WRB-DO' } },
    '预警交 WRB-DO：暴雨橙色预警',
    'Warning “Orange rainstorm warning” to WRB-DO',
  ],
  [
    { type: 'warning.note', topic: 'handling', entityId: 'w1', payload: { text: { zh: '已通知水利' } } },
    '暴雨橙色预警，记：已通知水利',
    'Orange rainstorm warning, note: 已通知水利',
  ],
  [
    { type: 'warning.close', topic: 'handling', entityId: 'w1', payload: { reason: { zh: '雨停' } } },
    '关闭预警：暴雨橙色预警，雨停',
    'Close warning “Orange rainstorm warning”: 雨停',
  ],
  [
    { type: 'warning.reopen', topic: 'handling', entityId: 'w1', payload: {} },
    '预警重新待办：暴雨橙色预警',
    'Warning “Orange rainstorm warning” is open again',
  ],
  [
    { type: 'warning.tie', topic: 'handling', entityId: 'w1', payload: { incident: 'i1' } },
    '预警“暴雨橙色预警”关联江湾隧道积水',
    'Tie warning “Orange rainstorm warning” to Jiangwan tunnel flooded',
  ],
  [
    { type: 'warning.untie', topic: 'handling', entityId: 'w1', payload: { incident: 'i1' } },
    '预警“暴雨橙色预警”不再关联江湾隧道积水',
    'Untie warning “Orange rainstorm warning” from Jiangwan tunnel flooded',
  ],
  [
    { type: 'warning.join', topic: 'handling', entityId: 'w1', payload: { others: ['w2'] } },
    '积水越限并入预警“暴雨橙色预警”',
    'Join Water over the limit into warning “Orange rainstorm warning”',
  ],
  [
    { type: 'warning.part', topic: 'handling', entityId: 'w1', payload: { other: 'w2' } },
    '从预警“暴雨橙色预警”拆出积水越限',
    'Take Water over the limit out of warning “Orange rainstorm warning”',
  ],
  [
    { type: 'warning.joinInto', topic: 'handling', entityId: 'w1', payload: { into: 'w2' } },
    '预警“暴雨橙色预警”并入积水越限',
    'Join warning “Orange rainstorm warning” into Water over the limit',
  ],
  [
    { type: 'warning.leave', topic: 'handling', entityId: 'w1', payload: {} },
    '预警拆回单列：暴雨橙色预警',
    'Warning “Orange rainstorm warning” stands by itself again',
  ],
  [
    { type: 'warning.askAgain', topic: 'handling', entityId: 'w1', payload: {} },
    '预警升级，须再确认：暴雨橙色预警',
    'Warning “Orange rainstorm warning” has become graver and asks again',
  ],
  [
    { type: 'warning.escalate', topic: 'handling', entityId: 'w1', payload: { rung: 0, to: 'CCC-DL', run: 0 } },
    '预警无人确认，报 CCC-DL：暴雨橙色预警',
    'Nobody took “Orange rainstorm warning”: told to CCC-DL',
  ],
  [
    { type: 'case.accept', topic: 'case', entityId: 'k1', payload: {} },
    '诉求接单：柳荫路 停电',
    'Accept citizen case: Liuyin Road Outage',
  ],
  [
    { type: 'case.return', topic: 'case', entityId: 'k1', payload: {} },
    '退回诉求：柳荫路 停电',
    'Return citizen case: Liuyin Road Outage',
  ],
  [
    { type: 'case.contact', topic: 'case', entityId: 'k1', payload: {} },
    '联系来电人：柳荫路 停电',
    'Contact the caller: Liuyin Road Outage',
  ],
  [
    { type: 'case.begin', topic: 'case', entityId: 'k1', payload: {} },
    '开始办理诉求：柳荫路 停电',
    'Begin citizen case: Liuyin Road Outage',
  ],
  [
    { type: 'case.callBack', topic: 'case', entityId: 'k1', payload: {} },
    '回访诉求：柳荫路 停电',
    'Call back on citizen case: Liuyin Road Outage',
  ],
  [
    { type: 'case.close', topic: 'case', entityId: 'k1', payload: {} },
    '办结诉求：柳荫路 停电',
    'Close citizen case: Liuyin Road Outage',
  ],
  [
    { type: 'case.reopen', topic: 'case', entityId: 'k1', payload: {} },
    '重办诉求：柳荫路 停电',
    'Re-open citizen case: Liuyin Road Outage',
  ],
  [
    { type: 'case.reject', topic: 'case', entityId: 'k1', payload: {} },
    '诉求不予受理：柳荫路 停电',
    'Do not take citizen case: Liuyin Road Outage',
  ],
  [
    { type: 'case.extend', topic: 'case', entityId: 'k1', payload: {} },
    '诉求延期：柳荫路 停电',
    'Extend citizen case: Liuyin Road Outage',
  ],
  [
    { type: 'case.keepApart', topic: 'case', entityId: 'k1', payload: {} },
    '记为不是同一件：柳荫路 停电',
    'Keep citizen cases apart: Liuyin Road Outage',
  ],
  [
    { type: 'case.mark', topic: 'case', entityId: 'k1', payload: {} },
    '标记诉求：柳荫路 停电',
    'Mark citizen case: Liuyin Road Outage',
  ],
  [
    {
      type: 'opinion.report',
      topic: 'opinion',
      entityId: 'o1',
      title: { zh: '自来水', en: 'Tap water' },
      payload: { to: 'PIO-DIR' },
    },
    '舆情“自来水”上报 PIO-DIR',
    'Report talk of Tap water to PIO-DIR',
  ],
  [
    {
      type: 'opinion.handle',
      topic: 'opinion',
      entityId: 'o1',
      title: { zh: '自来水', en: 'Tap water' },
      payload: { answer: 'replied', text: { zh: '水质合格' } },
    },
    '舆情“自来水”已处置：水质合格',
    'Talk of Tap water handled: 水质合格',
  ],
  [
    {
      type: 'opinion.flag',
      topic: 'opinion',
      entityId: 'o1',
      title: { zh: '自来水', en: 'Tap water' },
      payload: { claim: { zh: '水有毒' }, fact: { zh: '合格' } },
    },
    '舆情“自来水”标传言：水有毒',
    'Talk of Tap water flagged as a claim: 水有毒',
  ],
  [
    { type: 'case.create', topic: 'case', entityId: 'k1', payload: { text: { zh: '停电三小时' } } },
    '登记诉求：停电三小时',
    'Take citizen case: 停电三小时',
  ],
  [
    { type: 'case.sort', topic: 'case', entityId: 'k1', payload: { category: 'C301' } },
    '诉求分为停水：柳荫路 停电',
    'Sort citizen case as No water: Liuyin Road Outage',
  ],
  [
    { type: 'case.entrust', topic: 'case', entityId: 'k1', payload: { department: 'PWR' } },
    '诉求交 PWR 办：柳荫路 停电',
    'Assign citizen case to PWR: Liuyin Road Outage',
  ],
  [
    { type: 'case.answer', topic: 'case', entityId: 'k1', payload: { text: { zh: '已恢复' } } },
    '答复诉求：柳荫路 停电，已恢复',
    'Answer citizen case: Liuyin Road Outage, 已恢复',
  ],
  [
    { type: 'case.mergeInto', topic: 'case', entityId: 'k1', payload: { into: 'k2' } },
    '诉求柳荫路 停电并入滨江路 停电',
    'Merge citizen case Liuyin Road Outage into Riverside Road Outage',
  ],
  [
    { type: 'case.join', topic: 'case', entityId: 'k1', payload: { others: ['k2'] } },
    '滨江路 停电并入诉求柳荫路 停电',
    'Merge Riverside Road Outage into citizen case Liuyin Road Outage',
  ],
  [
    { type: 'case.split', topic: 'case', entityId: 'k1', payload: {} },
    '诉求柳荫路 停电拆回单列',
    'Take citizen case Liuyin Road Outage out again',
  ],
  [
    { type: 'case.part', topic: 'case', entityId: 'k1', payload: { other: 'k2' } },
    '从诉求柳荫路 停电拆出滨江路 停电',
    'Take Riverside Road Outage out of citizen case Liuyin Road Outage',
  ],
  [
    { type: 'case.link', topic: 'case', entityId: 'k1', payload: { incident: 'i1' } },
    '诉求柳荫路 停电关联江湾隧道积水',
    'Link citizen case Liuyin Road Outage to Jiangwan tunnel flooded',
  ],
  [
    { type: 'case.addNote', topic: 'case', entityId: 'k1', payload: { text: { zh: '再打一次' } } },
    '诉求柳荫路 停电，记：再打一次',
    'Citizen case Liuyin Road Outage, note: 再打一次',
  ],
  [
    { type: 'decision.change', topic: 'decision', entityId: 'd1', payload: {} },
    '改决策：泵车派到哪里？',
    'Change decision: Where do the pumps go?',
  ],
  [
    { type: 'decision.submit', topic: 'decision', entityId: 'd1', payload: { chosen: 0 } },
    '决策送第二人审定：泵车派到哪里？',
    'Hand decision to the second person: Where do the pumps go?',
  ],
  [
    { type: 'decision.decide', topic: 'decision', entityId: 'd1', payload: { chosen: 0 } },
    '定决策：泵车派到哪里？',
    'Decide: Where do the pumps go?',
  ],
  [
    { type: 'decision.approve', topic: 'decision', entityId: 'd1', payload: {} },
    '批准决策：泵车派到哪里？',
    'Approve decision: Where do the pumps go?',
  ],
  [
    { type: 'decision.return', topic: 'decision', entityId: 'd1', payload: {} },
    '退回决策：泵车派到哪里？',
    'Return decision: Where do the pumps go?',
  ],
  [
    { type: 'decision.withdraw', topic: 'decision', entityId: 'd1', payload: {} },
    '撤回决策：泵车派到哪里？',
    'Withdraw decision: Where do the pumps go?',
  ],
  [
    { type: 'decision.ratify', topic: 'decision', entityId: 'd1', payload: {} },
    '补签决策：泵车派到哪里？',
    'Ratify decision: Where do the pumps go?',
  ],
  [
    { type: 'decision.review', topic: 'decision', entityId: 'd1', payload: {} },
    '回看决策：泵车派到哪里？',
    'Review decision: Where do the pumps go?',
  ],
  [
    { type: 'decision.decide', topic: 'decision', entityId: 'd1', payload: { chosen: 0, alone: true } },
    '紧急情况一人定决策，待补签：泵车派到哪里？',
    'Decide alone in an emergency, to be ratified: Where do the pumps go?',
  ],
  [
    { type: 'decision.draft', topic: 'decision', entityId: 'd2', payload: { question: { zh: '先派哪支？' } } },
    '提出决策：先派哪支？',
    'Draft decision: 先派哪支？',
  ],
  [
    {
      type: 'decision.spoken',
      topic: 'decision',
      entityId: 'd3',
      payload: { question: { zh: '关闸？' }, choice: { zh: '关' } },
    },
    '补记口头决策：关闸？，关',
    'Enter spoken decision: 关闸？, 关',
  ],
  [
    {
      type: 'order.give',
      topic: 'order',
      entityId: 'o2',
      payload: { title: { zh: '封闭下穿' }, to: { department: 'TPD' } },
    },
    '指令 TPD：封闭下穿',
    'Order to TPD: 封闭下穿',
  ],
  [
    {
      type: 'order.give',
      topic: 'order',
      entityId: 'o2',
      payload: { title: { zh: '不封了' }, to: { department: 'TPD' }, cancels: 'o1' },
    },
    '撤销给 TPD 的指令：不封了',
    'Cancel order to TPD: 不封了',
  ],
  [
    { type: 'order.step', topic: 'order', entityId: 'o1', payload: { state: 'acknowledged' } },
    '记指令签收：封闭滨江路下穿',
    'Order acknowledged: Close the underpass',
  ],
  [
    { type: 'report.draft', topic: 'report', entityId: 'p1', payload: {} },
    '起草信息报告：江湾隧道积水',
    'Draft report: Jiangwan tunnel flooded',
  ],
  [
    { type: 'report.change', topic: 'report', entityId: 'p1', payload: {} },
    '改信息报告：江湾隧道积水',
    'Change report: Jiangwan tunnel flooded',
  ],
  [
    { type: 'report.phone', topic: 'report', entityId: 'p1', payload: {} },
    '记电话报告：江湾隧道积水',
    'Telephone report made: Jiangwan tunnel flooded',
  ],
  [
    { type: 'report.send', topic: 'report', entityId: 'p1', payload: {} },
    '报出信息报告：江湾隧道积水',
    'Send report: Jiangwan tunnel flooded',
  ],
  [
    { type: 'report.receive', topic: 'report', entityId: 'p1', payload: { by: '李明' } },
    '记信息报告收悉，李明：江湾隧道积水',
    'Report received by 李明: Jiangwan tunnel flooded',
  ],
  [
    {
      type: 'journal.enter',
      topic: 'journal',
      entityId: 'J-S1-7',
      payload: { number: 7, text: { zh: '水位 34.2 米' } },
    },
    '值班日志第 7 号：水位 34.2 米',
    'Journal no. 7: 水位 34.2 米',
  ],
  [
    {
      type: 'journal.enter',
      topic: 'journal',
      entityId: 'J-S1-8',
      payload: { number: 8, text: { en: 'three pumps' }, corrects: 'J-S1-7' },
    },
    '值班日志第 8 号，更正：three pumps',
    'Journal no. 8, correction: three pumps',
  ],
  [
    { type: 'handover.offer', topic: 'handover', entityId: 'h1', payload: { open: [{}, {}] } },
    '交班，2 个事项',
    'Shift hand-over, open matters: 2',
  ],
  [
    { type: 'handover.take', topic: 'handover', entityId: 'h1', payload: { read: ['a'] } },
    '接班，已读 1 个事项',
    'Shift taken over, matters read: 1',
  ],
  [
    { type: 'finding.make', topic: 'finding', entityId: 'f1', payload: { title: { zh: '电话占线' } } },
    '记复盘发现：电话占线',
    'Finding: 电话占线',
  ],
  [
    { type: 'finding.step', topic: 'finding', entityId: 'f1', title: { zh: '电话占线' }, payload: { state: 'done' } },
    '复盘发现待核查：电话占线',
    'Finding to be checked: 电话占线',
  ],
];

describe('K1: a command is one sentence, from its type, its payload and what it is about', () => {
  it.each(cases)('%o', (command, zh, en) => {
    expect(say('zh', command)).toBe(zh);
    expect(say('en', command)).toBe(en);
  });

  it('has a sentence of its own for every type that there is', () => {
    const said = new Set(cases.map(([{ type }]) => type ?? 'incident.acknowledge'));
    expect([...said].sort()).toEqual([...COMMAND_TYPES].sort());
  });

  it('calls a type of a later hub by its name, and does not invent what a payload does not say', () => {
    expect(say('zh', { type: 'unit.fly', topic: 'resource', entityId: 'u1' })).toBe('指令 unit.fly，急救 0512');
    expect(say('en', { type: 'incident.close', payload: null })).toBe(
      'Command incident.close, Jiangwan tunnel flooded',
    );
    expect(say('en', { type: '', payload: null })).toBe('A command that cannot be read, Jiangwan tunnel flooded');
  });

  it('shows the number where no name is known', () => {
    expect(say('en', { entityId: 'LJ-1' })).toBe('Acknowledge: LJ-1');
  });
});
