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
  'conflict c1': { title: { zh: '北支 3 号堤段渗水', en: 'Dike 3 seeping' } },
};

function say(language: Language, command: Partial<DescribedCommand>): string {
  const words: Words = {
    t: createI18n(language).getFixedT(language, ['command', 'common', 'incident']),
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
