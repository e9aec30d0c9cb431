import { describe, expect, it } from 'vitest';
import { alert as alertSchema } from './alert.ts';
import { alertOf, capTimeOf, instantOf, messageOf } from './alert-message.ts';
import { capMessage, type CapArea, type CapInfo, type CapMessage } from './cap-message.ts';

const AREA: CapArea = {
  areaDesc: '北区',
  polygons: [
    [
      [120, 30],
      [121, 30],
      [121, 31],
      [120, 30],
    ],
  ],
  circles: [{ center: [120.5, 30.5], radius: 12_500 }],
  geocodes: [{ scheme: 'SAME', value: 'New York' }],
};

function info(more: Partial<CapInfo> = {}): CapInfo {
  return {
    language: 'zh-CN',
    categories: ['Met', 'Safety'],
    event: '暴雨',
    responseTypes: ['Shelter', 'Avoid'],
    urgency: 'Immediate',
    severity: 'Severe',
    certainty: 'Observed',
    audience: '全市',
    eventCodes: [{ valueName: 'GB/T 35965.1', value: '11B03' }],
    effective: '2026-06-01T08:00:00+08:00',
    onset: '2026-06-01T09:00:00+08:00',
    expires: '2026-06-01T20:00:00+08:00',
    senderName: '临江市气象台',
    headline: '暴雨橙色预警',
    description: '三小时内降雨将超过五十毫米。',
    instruction: '避开低洼处。',
    web: 'https://example.org/1',
    contact: '0000-12345678',
    parameters: [{ valueName: 'rain', value: '50' }],
    resources: [{ resourceDesc: '雷达', mimeType: 'image/png', size: 4, derefUri: 'AAAA', digest: 'x' }],
    areas: [{ ...AREA, altitude: 0, ceiling: 500.5 }],
    ...more,
  };
}

function message(more: Partial<CapMessage> = {}): CapMessage {
  return {
    identifier: 'A-1',
    sender: 'met@city',
    sent: '2026-06-01T08:00:00+08:00',
    status: 'Actual',
    msgType: 'Update',
    scope: 'Restricted',
    source: 'radar',
    restriction: 'duty rooms',
    addresses: '"EMB FCO" WRB',
    codes: ['profile:x', 'IPAWSv1.0'],
    note: 'as told by telephone',
    references: [{ sender: 'met@city', identifier: 'A-0', sent: '2026-06-01T06:00:00+08:00' }],
    incidents: 'I-1 "I 2"',
    infos: [info(), info({ language: 'en-US', event: 'Rainstorm', headline: 'Orange rainstorm warning' })],
    ...more,
  };
}

describe('a message and its record', () => {
  it.each<[string, CapMessage]>([
    ['every field', message()],
    ['the least', { ...message(), infos: [] }],
    ['two blocks of one language', message({ infos: [info(), info({ severity: 'Extreme', description: 'more' })] })],
    ['blocks without headline and description', message({ infos: [bare(), bare({ event: '' })] })],
    ['a third language', message({ infos: [info({ language: 'fr-CA', event: 'Orage' }), info()] })],
    ['areas of which each is told twice', message({ infos: [info({ areas: [AREA, AREA] })] })],
    ['areas without outline', message({ infos: [info({ areas: ['a', 'b', 'a'].map(named) })] })],
    ['a text longer than the summary takes', message({ infos: [info({ description: 'x'.repeat(30_000) })] })],
    ['the national part', message({ national: { senderCode: '33', methods: [{ name: 'SMS', message: 'x' }] } })],
    ['outlines that cannot be read', message({ infos: [info({ areas: [{ ...AREA, unread: unreadOf() }] })] })],
  ])('M1: %s comes back as it was', (_case, given) => {
    expect(capMessage.parse(given)).toEqual(given);
    const { alert } = alertOf(given);
    expect(alertSchema.parse(alert)).toEqual(alert);
    expect(messageOf(JSON.parse(JSON.stringify(alert)) as typeof alert)).toEqual(given);
  });

  it('M2: nothing long is stored twice: two languages of one big outline cost one', () => {
    const ring = Array.from({ length: 2_001 }, (_, at) => [120 + Math.sin(at) / 7, 30 + Math.cos(at) / 7] as const);
    const big: CapArea = { ...AREA, polygons: [[...ring, ring[0] ?? [0, 0]]] };
    const [first, second] = [info({ areas: [big] }), info({ areas: [big], language: 'en', event: 'Rainstorm' })];
    const one = JSON.stringify(alertOf(message({ infos: [first] })).alert).length;
    const two = JSON.stringify(alertOf(message({ infos: [first, second] })).alert).length;
    expect(two - one).toBeLessThan(2_500);
    expect(JSON.stringify(alertOf(message()).alert).match(/三小时内/g)).toHaveLength(1 + 1);
  });

  it('M3: the outline that the area table gave is not taken for the sender’s', () => {
    const coded = { ...AREA, polygons: [], circles: [] };
    const { alert } = alertOf(message({ infos: [info({ areas: [coded] })] }));
    const areas = alert.areas.map((area) => ({ ...area, polygons: AREA.polygons, resolved: true as const }));
    expect(messageOf({ ...alert, areas }).infos[0]?.areas).toEqual([coded]);
  });

  it('M4: the colour sets the level and leaves CAP’s severity alone', () => {
    const { alert } = alertOf(message({ infos: [info({ severity: 'Minor' })] }), { colour: 'red' });
    expect(alert).toMatchObject({ colour: 'red', level: 1, severity: 'Minor' });
    expect(alertOf(message()).alert).toMatchObject({ level: 2, severity: 'Severe', eventCode: '11B03' });
  });

  it('M5: a record without its message gives what its summary says', () => {
    const { cap: _, ...old } = alertOf(message()).alert;
    expect(alertSchema.parse(old)).toEqual(old);
    const whole = messageOf(old);
    expect(whole).toMatchObject({
      identifier: 'A-1',
      sent: '2026-06-01T00:00:00-00:00',
      references: [{ identifier: 'A-0' }],
    });
    expect(whole.infos.map(({ event, areas }) => [event, areas?.[0]?.areaDesc])).toEqual([
      ['暴雨', '北区'],
      ['Rainstorm', '北区'],
    ]);
    expect(capMessage.safeParse({ ...whole, status: 'Actual' }).success).toBe(true);
  });

  it('M6: times keep their offset, and UTC is -00:00', () => {
    const at = instantOf('2026-06-01T08:00:00+08:00');
    expect([capTimeOf(at, 480), capTimeOf(at), capTimeOf(at, -210)]).toEqual([
      '2026-06-01T08:00:00+08:00',
      '2026-06-01T00:00:00-00:00',
      '2026-05-31T20:30:00-03:30',
    ]);
  });
});

function bare(more: Partial<CapInfo> = {}): CapInfo {
  return { categories: ['Met'], event: 'Storm', urgency: 'Past', severity: 'Minor', certainty: 'Likely', ...more };
}

function named(areaDesc: string): CapArea {
  return { areaDesc, polygons: [], circles: [], geocodes: [] };
}

function unreadOf() {
  return { polygons: ['30,120 30,x'], circles: ['30'] };
}
