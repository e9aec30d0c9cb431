import type { Level } from '../../../shared/domain/common.ts';
import type { IncidentState } from '../../../shared/domain/incident.ts';
import type { Incident } from '../../../shared/domain/incident.ts';
import type { OrderState } from '../../../shared/domain/order.ts';
import { DAY, HOUR, MINUTE, type Instant } from '../../../shared/kit/time.ts';
import type { Both } from '../api/local-text.ts';

export const KIND: Readonly<Record<Incident['kind'], Both>> = {
  waterlog: { zh: '内涝积水', en: 'Flooding' },
  dike: { zh: '堤坝险情', en: 'Dike in danger' },
  landslide: { zh: '滑坡泥石流', en: 'Landslide' },
  fire: { zh: '火灾', en: 'Fire' },
  traffic: { zh: '交通事故', en: 'Traffic accident' },
  trapped: { zh: '人员被困', en: 'People trapped' },
  outage: { zh: '停电', en: 'Power outage' },
  gas: { zh: '燃气泄漏', en: 'Gas leak' },
  hazmat: { zh: '危化品事故', en: 'Hazardous material' },
  case: { zh: '传染病例', en: 'Infectious cases' },
  collapse: { zh: '建筑坍塌', en: 'Collapse' },
  roadcut: { zh: '道路中断', en: 'Road cut' },
  hotline: { zh: '市民诉求', en: 'Citizen report' },
  missing: { zh: '人员走失', en: 'Missing person' },
  medical: { zh: '医疗急救', en: 'Medical emergency' },
  other: { zh: '其他突发事件', en: 'Other emergency' },
};

export const LEVEL: Readonly<Record<Level, Both>> = {
  0: { zh: '未定级', en: 'not graded' },
  1: { zh: '红色Ⅰ级（特别重大）', en: 'red, level I (extreme)' },
  2: { zh: '橙色Ⅱ级（重大）', en: 'orange, level II (severe)' },
  3: { zh: '黄色Ⅲ级（较大）', en: 'yellow, level III (major)' },
  4: { zh: '蓝色Ⅳ级（一般）', en: 'blue, level IV (moderate)' },
};

const CHANNEL: Readonly<Record<string, Both>> = {
  '12345': { zh: '12345 热线', en: '12345 hotline' },
  hotline: { zh: '12345 热线', en: '12345 hotline' },
  dept: { zh: '部门报来', en: 'told by a department' },
  sensor: { zh: '监测设备', en: 'measured' },
  patrol: { zh: '巡查', en: 'patrol' },
  officer: { zh: '指挥中心登记', en: 'entered at the command centre' },
  console: { zh: '指挥中心登记', en: 'entered at the command centre' },
};

export function channelWord(channel: string): Both {
  return CHANNEL[channel] ?? { zh: channel, en: channel };
}

export const INCIDENT_STATE: Readonly<Record<IncidentState, Both>> = {
  reported: { zh: '已接报', en: 'reported' },
  acknowledged: { zh: '已确认', en: 'acknowledged' },
  dispatched: { zh: '力量已派出', en: 'units sent' },
  onScene: { zh: '力量已到场', en: 'units on scene' },
  controlled: { zh: '已受控', en: 'under control' },
  closed: { zh: '已办结', en: 'closed' },
  merged: { zh: '已并入其他事件', en: 'merged into another' },
};

export const ORDER_STATE: Readonly<Record<OrderState, Both>> = {
  sent: { zh: '已下达', en: 'sent' },
  received: { zh: '已送达', en: 'received' },
  acknowledged: { zh: '已受领', en: 'acknowledged' },
  underWay: { zh: '执行中', en: 'under way' },
  done: { zh: '已完成', en: 'done' },
  refused: { zh: '不能执行', en: 'refused' },
  cancelled: { zh: '已撤销', en: 'cancelled' },
  replaced: { zh: '已被替代', en: 'replaced' },
};

export const UNKNOWN: Both = { zh: '未知', en: 'unknown' };
export const PERSONS: Both = { zh: '人', en: '' };

export const CASUALTY_LABEL = {
  dead: { zh: '死亡', en: 'dead' },
  missing: { zh: '失联', en: 'missing' },
  injured: { zh: '受伤', en: 'injured' },
} as const;

/** What a draft was taken from. */
export const SOURCE = {
  incident: { zh: '事件记录', en: 'Incident record' },
  note: { zh: '事件日志', en: 'Incident log' },
  orders: { zh: '指令、决策与力量记录', en: 'Orders, decisions and units' },
  supplies: { zh: '物资记录', en: 'Stock record' },
  seat: { zh: '本席', en: 'This seat' },
  clock: { zh: '本台时钟', en: 'Clock of this console' },
  record: { zh: '本台记录', en: 'Record of this console' },
} as const;

export function pair(make: (tongue: 'zh' | 'en') => string): Both {
  return { zh: make('zh'), en: make('en') };
}

/** 甲；乙；丙 */
export function joined(parts: readonly Both[]): Both {
  return { zh: parts.map(({ zh }) => zh).join('；'), en: parts.map(({ en }) => en).join('; ') };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 2026年7月18日14时02分, in the zone of the recipient. */
export function fullTime(at: Instant, zone: string): Both {
  const { date, hours, minutes } = parts(at, zone);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  return {
    zh: `${year}年${month + 1}月${day}日${hours}时${minutes}分`,
    en: `${hours}:${minutes} on ${day} ${MONTHS[month] ?? ''} ${year}`,
  };
}

/** 14:02 */
export function shortTime(at: Instant, zone: string): string {
  const { hours, minutes } = parts(at, zone);
  return `${hours}:${minutes}`;
}

function parts(at: Instant, zone: string) {
  const [hour = '0', minute = '0'] = zone.slice(1).split(':');
  const offset = (zone.startsWith('-') ? -1 : 1) * (Number(hour) * HOUR + Number(minute) * MINUTE);
  const date = new Date(at + offset);
  const ofDay = Math.floor(((at + offset) % DAY) / MINUTE);
  const two = (value: number): string => String(value).padStart(2, '0');
  return { date, hours: two(Math.floor(ofDay / 60)), minutes: two(ofDay % 60) };
}

const GOOD_UNIT: Readonly<Record<string, Both>> = {
  L: { zh: '升', en: 'L' },
  t: { zh: '吨', en: 't' },
  kg: { zh: '千克', en: 'kg' },
  m: { zh: '米', en: 'm' },
  m2: { zh: '平方米', en: 'm²' },
  'mm/h': { zh: '毫米/时', en: 'mm/h' },
  piece: { zh: '件', en: 'pieces' },
  kit: { zh: '套', en: 'kits' },
  set: { zh: '套', en: 'sets' },
  meal: { zh: '份', en: 'meals' },
  bottle: { zh: '瓶', en: 'bottles' },
  bag: { zh: '袋', en: 'bags' },
};

/** The word for a unit code of a feed; the code itself when there is none. */
export function goodUnit(code: string): Both {
  return GOOD_UNIT[code] ?? { zh: code, en: code };
}
