import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import type { CapInfo, CapMessage } from '../../domain/cap-message.ts';
import { ProblemError } from '../../kit/problem.ts';
import { faultsOfMessage, isTime } from './faults.ts';
import { writeCap } from './write-cap.ts';
import { writeNational } from './write-national.ts';

const XSD = join(import.meta.dirname, '../../../../shared/data/cap/xsd/CAP-v1.2.xsd');

const INFO: CapInfo = {
  language: 'zh-CN',
  categories: ['Met', 'Safety'],
  event: '暴雨',
  responseTypes: ['Avoid', 'Shelter'],
  urgency: 'Immediate',
  severity: 'Severe',
  certainty: 'Observed',
  audience: '全市 <各街道> & "单位"',
  eventCodes: [{ valueName: 'GB/T 35965.1', value: '11B03' }],
  effective: '2026-06-01T08:00:00+08:00',
  onset: '2026-06-01T09:00:00+08:00',
  expires: '2026-06-01T20:00:00+08:00',
  senderName: '临江市气象台',
  headline: '暴雨橙色预警',
  description: '第一行\r\n第二行 ]]> 💧',
  instruction: '避开低洼处。',
  web: 'https://example.org/1?a=b&c=%E6%9A%B4',
  contact: '12345',
  parameters: [{ valueName: 'warningColour', value: 'orange' }],
  resources: [
    { resourceDesc: '雷达', mimeType: 'image/png', size: 4, uri: 'https://example.org/r', derefUri: 'AAAA', digest: 'x' },
  ],
  areas: [
    {
      areaDesc: '北区',
      polygons: [[[120, 30], [121, 30], [121, 31.000001], [120, 30]]],
      circles: [{ center: [120.0000001, -0.00000005], radius: 1_004.999 }],
      geocodes: [{ scheme: 'GB/T 2260', value: '990102' }],
      altitude: 0,
      ceiling: 500.5,
    },
  ],
}; // prettier-ignore

const MESSAGE: CapMessage = {
  identifier: '99010000000000_20260601080000_1',
  sender: 'met@city.example',
  sent: '2026-06-01T08:00:00+08:00',
  status: 'Actual',
  msgType: 'Update',
  scope: 'Restricted',
  source: 'radar',
  restriction: '值班室',
  addresses: '"EMB FCO" WRB',
  codes: ['profile:x', 'y'],
  note: '电话告知',
  references: [
    { sender: 'met@city.example', identifier: 'A-0', sent: '2026-06-01T06:00:00+08:00' },
    { sender: 'met@city.example', identifier: 'A-1', sent: '2026-06-01T07:00:00+08:00' },
  ],
  incidents: 'I-1',
  national: { senderCode: '99010000000000', methods: [{ name: 'SMS', message: '请避开低洼处' }] },
  infos: [INFO, { ...INFO, language: 'en-US', event: 'Rainstorm' }],
};

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof ProblemError ? error.problem.code : String(error);
  }
}

describe('CAP 1.2', () => {
  it.skipIf(!existsSync(XSD))('RE11: every element there is, in an order that the official XSD takes', async () => {
    const least: CapMessage = { ...MESSAGE, infos: [], scope: 'Public' };
    const bare: CapInfo = { categories: ['Other'], event: '', urgency: 'Past', severity: 'Minor', certainty: 'Likely' };
    const { valid, errors } = await validateXML({
      schema: [readFileSync(XSD, 'utf8')],
      xml: [MESSAGE, least, { ...least, infos: [bare] }].map((message, index) => {
        return { fileName: `${index}.xml`, contents: writeCap(message) };
      }),
    });
    expect(errors.map(({ message }) => message)).toEqual([]);
    expect(valid).toBe(true);
  });

  it('RE11: latitude first, kilometres, no exponents, no empty elements, what is special escaped', () => {
    const xml = writeCap(MESSAGE);
    expect(xml).toContain('<polygon>30,120 30,121 31.000001,121 30,120</polygon>');
    expect(xml).toContain('<circle>-0.00000005,120.0000001 1.004999</circle>');
    expect(xml).toContain('全市 &lt;各街道&gt; &amp; &quot;单位&quot;');
    expect(xml).toContain('第一行&#13;\n第二行 ]]&gt; 💧');
    expect(xml).toContain('<references>met@city.example,A-0,2026-06-01T06:00:00+08:00 met@city.example,A-1,');
    expect(xml).not.toMatch(/<(\w+)><\/\1>|<\w+\/>/);
    expect(xml).not.toContain('SMS');
  });

  it.each<[string, Partial<CapInfo>, string]>([
    ['no category', { categories: [] }, 'message-category-missing'],
    ['a language that is no tag', { language: '中文' }, 'message-language-form'],
    ['the 30th of February', { onset: '2026-02-30T08:00:00+08:00' }, 'message-time-form'],
    ['an offset of 15 hours', { expires: '2026-02-20T08:00:00+15:00' }, 'message-time-form'],
    ['a web address with blanks', { web: 'see page 4 <here>' }, 'message-uri-form'],
    ['a control character', { headline: 'bell \u0007' }, 'message-not-xml'],
    ['half a character', { headline: '\ud83d' }, 'message-not-xml'],
    ['more than a receiver takes', { description: '水'.repeat(1_000_001) }, 'message-large'],
  ])('RE11: %s is refused by name', (_what, part, code) => {
    expect(codeOf(() => writeCap({ ...MESSAGE, infos: [{ ...INFO, ...part }] }))).toBe(code);
  });

  it('RE11: a leap day is one only every fourth year, and midnight has no 24', () => {
    const times = ['2024-02-29', '2026-02-29', '2000-02-29', '1900-02-29'].map((day) => `${day}T00:00:00-00:00`);
    expect([...times, '2026-01-01T24:00:00+08:00', '2026-01-01T00:00:00Z'].map(isTime)).toEqual([
      true, false, true, false, false, false,
    ]); // prettier-ignore
  });

  it('RE4: what the schema does not see is found too', () => {
    const open: CapMessage = {
      ...MESSAGE,
      identifier: 'a b',
      sender: 'x,y',
      restriction: '',
      references: [],
      infos: [
        {
          ...INFO,
          expires: INFO.onset,
          areas: [{ areaDesc: 'x', polygons: [[[0, 0], [1, 0], [1, 1], [0, 1]]], circles: [], geocodes: [] }],
        },
      ],
    }; // prettier-ignore
    expect(faultsOfMessage(open).map(({ code, place }) => `${code} ${place}`)).toEqual([
      'message-identifier-form identifier',
      'message-sender-form sender',
      'message-restriction-missing restriction',
      'message-references-missing references',
      'message-expires-too-early info[1]/expires',
      'message-ring-open info[1]/area[1]/polygon',
    ]);
    expect(faultsOfMessage({ ...MESSAGE, msgType: 'Alert', infos: [] }).map(({ code }) => code)).toEqual([
      'message-info-missing',
    ]);
    expect(faultsOfMessage(MESSAGE)).toEqual([]);
  });
});

describe('the national form', () => {
  it('RE13: no namespace, times with a blank, colour as severity, bare references, one Chinese block', () => {
    const xml = writeNational(MESSAGE);
    expect(xml).toContain('<alert>\n  <identifier>99010000000000_20260601080000_1</identifier>');
    expect(xml).toContain('<sender>临江市气象台</sender>\n  <senderCode>99010000000000</senderCode>');
    expect(xml).toContain('<sendTime>2026-06-01 08:00:00+08:00</sendTime>');
    expect(xml).toContain('<references>A-0 A-1</references>');
    expect(xml).toContain('<eventType>11B03</eventType>');
    expect(xml).toContain('<severity>Orange</severity>');
    expect(xml).toContain('<geocode>990102000000</geocode>');
    expect(xml).toContain('<methodName>SMS</methodName>');
    expect(xml.match(/<info>/g)).toHaveLength(1);
    expect(xml).not.toContain('Rainstorm');
  });

  it.each<[string, CapMessage, string]>([
    ['Chinese', { ...MESSAGE, infos: [{ ...INFO, language: 'en-US' }] }, 'national-no-chinese'],
    ['a colour', { ...MESSAGE, infos: [{ ...INFO, parameters: [] }] }, 'national-no-colour'],
    ['an event type', { ...MESSAGE, infos: [{ ...INFO, eventCodes: [] }] }, 'national-no-event-type'],
    ['a sender code', { ...MESSAGE, national: {} }, 'national-no-sender-code'],
  ])('RE13: without %s it is refused by name', (_what, message, code) => {
    expect(codeOf(() => writeNational(message))).toBe(code);
  });
});
