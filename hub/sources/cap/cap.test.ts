import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../shared/domain/alert.ts';
import type { Fault } from '../refuse.ts';
import { readCapDocument } from './read-document.ts';

const HEAD = `<identifier>A-1</identifier><sender>met@city</sender><sent>2024-06-01T08:00:00+08:00</sent>
<status>Actual</status><msgType>Alert</msgType><scope>Public</scope>`;
const GRADE = '<urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty>';
const AREA = '<area><areaDesc>North</areaDesc><polygon>30,120 30,121 31,121 30,120</polygon></area>';

function info(inner = '', language = 'en-US', event = 'Storm'): string {
  return `<info><language>${language}</language><category>Met</category><event>${event}</event>${GRADE}${inner}</info>`;
}

function cap(body: string, namespace = 'urn:oasis:names:tc:emergency:cap:1.2'): string {
  return `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="${namespace}">${body}</alert>`;
}

function readAll(text: string | Buffer) {
  return readCapDocument(Buffer.from(text)).map(({ result }) => result);
}

function alertOf(text: string): Alert {
  const [result] = readAll(text);
  if (!result || 'code' in result) throw new Error(JSON.stringify(result));
  return result.alert;
}

function faultOf(text: string | Buffer): Fault {
  const [result] = readAll(text);
  if (!result || !('code' in result)) throw new Error('was read');
  return result;
}

describe('a CAP alert', () => {
  it('S20: turns lat,lon into lon,lat and kilometres into metres', () => {
    const circle = '<area><areaDesc>Round</areaDesc><circle>30.5,120.5 12.5</circle></area>';
    const alert = alertOf(cap(HEAD + info(AREA + circle)));
    expect(alert.areas).toEqual([
      {
        name: { en: 'North' },
        polygons: [
          [
            [120, 30],
            [121, 30],
            [121, 31],
            [120, 30],
          ],
        ],
        circles: [],
        geocodes: [],
      },
      { name: { en: 'Round' }, polygons: [], circles: [{ center: [120.5, 30.5], radius: 12_500 }], geocodes: [] },
    ]);
    expect(alert).toMatchObject({
      identifier: 'A-1',
      level: 2,
      sentAt: Date.parse('2024-06-01T00:00:00Z'),
      headline: { en: 'Storm' },
    });
  });

  it.each(['1.1', '1.2'])('S20: reads version %s with a prefix, too', (version) => {
    const text = cap(HEAD + info(AREA), `urn:oasis:names:tc:emergency:cap:${version}`)
      .replaceAll(/<(\/?)(?=[a-z])/gi, '<$1c:')
      .replace('xmlns=', 'xmlns:c=');
    expect(alertOf(text).areas).toHaveLength(1);
  });

  it('S20: reads 1.0 with its own certainty and without category and scope', () => {
    const body = `${HEAD.replace('<scope>Public</scope>', '')}<info><event>Storm</event>${GRADE.replace('>Likely', '>Very Likely')}</info>`;
    expect(alertOf(cap(body, 'http://www.incident.com/cap/1.0'))).toMatchObject({
      scope: 'Public',
      certainty: 'Likely',
    });
  });

  it('S21: two languages of one area are one alert with one area and both names', () => {
    const zh = info(AREA.replace('North', '北区') + '<headline>暴雨橙色预警</headline>', 'zh-CN', '暴雨');
    const en = info(`${AREA}<headline>Orange rainstorm warning</headline>`, 'en-US', 'Rainstorm');
    const alert = alertOf(cap(HEAD + zh + en));
    expect(alert).toMatchObject({
      event: { zh: '暴雨', en: 'Rainstorm' },
      headline: { zh: '暴雨橙色预警', en: 'Orange rainstorm warning' },
    });
    expect(alert.areas.map(({ name }) => name)).toEqual([{ zh: '北区', en: 'North' }]);
  });

  it('S21: another language speaks in the English slot only when nobody else does', () => {
    expect(alertOf(cap(HEAD + info('', 'fr-CA', 'Orage'))).event).toEqual({ en: 'Orage' });
    expect(alertOf(cap(HEAD + info('', 'fr-CA', 'Orage') + info('', 'en-CA', 'Storm'))).event).toEqual({ en: 'Storm' });
    expect(alertOf(cap(HEAD + info('', 'fr-CA', 'Orage') + info('', 'zh-CN', '雷暴'))).event).toEqual({ zh: '雷暴' });
  });

  it('S21: of several blocks the gravest sets the grade, and the areas of all are kept', () => {
    const minor = info(AREA).replace('Severe', 'Minor');
    const extreme = info(AREA.replace('30,121', '30,122').replace('North', 'South')).replace('Severe', 'Extreme');
    const alert = alertOf(cap(HEAD + minor + extreme));
    expect(alert).toMatchObject({ severity: 'Extreme', level: 1 });
    expect(alert.areas.map(({ name }) => name.en)).toEqual(['North', 'South']);
  });

  it("S22: China's own form: blank in the time, colour, event type, doubled code, bare reference, empty elements", () => {
    const alert = alertOf(`<alert><identifier>33010041600000_20240601080000</identifier><sender>某市气象局</sender>
      <senderCode>33010041600000</senderCode><sendTime>2024-06-01 08:00:00+08:00</sendTime><status>Actual</status>
      <msgType>Update</msgType><scope>Public</scope><references>33010041600000_20240601060000</references>
      <info><language>zh-CN</language><eventType>11B03</eventType><urgency>Unknown</urgency><severity>ORANGE</severity>
      <certainty>Unknown</certainty><onset/><expires/><headline>暴雨橙色预警</headline><area><areaDesc>某市,某市</areaDesc>
      <polygon/><circle/><geocode>330100000000,330100000000</geocode></area></info></alert>`);
    expect(alert).toMatchObject({
      sentAt: Date.parse('2024-06-01T00:00:00Z'),
      severity: 'Severe',
      level: 2,
      eventCode: '11B03',
      event: { zh: '暴雨', en: 'Rainstorm' },
      references: ['33010041600000_20240601060000'],
    });
    expect(alert.areas).toEqual([
      {
        name: { zh: '某市' },
        polygons: [],
        circles: [],
        geocodes: [{ scheme: 'CPEAS Geographic Code', value: '330100000000' }],
      },
    ]);
  });

  it('S23: several alerts in an Atom feed and in EDXL-DE, and entries of an index', () => {
    const alert = cap(HEAD + info()).replace(/<\?.*?\?>/, '');
    expect(
      readAll(
        `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content>${alert}</content></entry><entry><content>${alert.replace('A-1', 'A-2')}</content></entry></feed>`,
      ),
    ).toHaveLength(2);
    expect(
      readAll(
        `<e:EDXLDistribution xmlns:e="urn:oasis:names:tc:emergency:EDXL:DE:1.0"><e:contentObject>${alert}</e:contentObject></e:EDXLDistribution>`,
      ),
    ).toHaveLength(1);
    const index = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:c="urn:oasis:names:tc:emergency:cap:1.1"><entry><id>I-1</id>
      <updated>2024-06-01T08:00:00+08:00</updated><author><name>nws</name></author><title>Wind</title><c:event>Wind</c:event>
      <c:status>Actual</c:status><c:msgType>Alert</c:msgType><c:category>Met</c:category><c:urgency>Expected</c:urgency>
      <c:severity>Minor</c:severity><c:certainty>Likely</c:certainty><c:areaDesc>Hills</c:areaDesc><c:polygon></c:polygon></entry></feed>`;
    expect(alertOf(index)).toMatchObject({
      identifier: 'I-1',
      sender: 'nws',
      scope: 'Public',
      areas: [{ name: { en: 'Hills' } }],
    });
  });

  it('S24: an outline that cannot be read is refused by name, the alert comes in', () => {
    const polygon = (text: string) => `<area><areaDesc>X</areaDesc><polygon>${text}</polygon></area>`;
    const areas = [
      polygon('30,120 30,121 31,121 31,120'),
      polygon('30,120 30,121 30,120'),
      polygon('30,120 30,121 91,121 30,120'),
      polygon('30,120 30,x 31,121 30,120'),
      '<area><areaDesc>X</areaDesc><circle>30,120</circle></area>',
    ];
    const [result] = readAll(cap(HEAD + info(areas.join(''))));
    if (!result || 'code' in result) throw new Error('refused');
    expect(result.alert.areas.every((area) => area.polygons.length + area.circles.length === 0)).toBe(true);
    expect(result.faults.map(({ code, column }) => [code, column])).toEqual([
      ['ring-not-closed', 'info[1]/area[1]/polygon[1]'],
      ['ring-too-short', 'info[1]/area[2]/polygon[1]'],
      ['coordinate-out-of-range', 'info[1]/area[3]/polygon[1]'],
      ['bad-number', 'info[1]/area[4]/polygon[1]'],
      ['bad-number', 'info[1]/area[5]/circle[1]'],
    ]);
  });

  it('S25: an alert without blocks is shown with what it has', () => {
    expect(alertOf(cap(HEAD.replace('>Alert<', '>Cancel<')))).toMatchObject({
      event: { en: 'Cancel' },
      severity: 'Unknown',
      level: 0,
      areas: [],
    });
  });
});

describe('CAP that is wrong in part', () => {
  it.each<[string, string, readonly string[], readonly string[], object]>([
    [
      'no scope',
      cap(HEAD.replace(/<scope>.*<\/scope>/, '') + info()),
      ['missing-field'],
      ['cap-missing-field scope'],
      { scope: 'Restricted' },
    ],
    [
      'no status',
      cap(HEAD.replace('<status>Actual</status>', '') + info()),
      ['missing-field'],
      ['cap-missing-field status'],
      { status: 'Actual' },
    ],
    [
      'an empty urgency',
      cap(HEAD + info().replace('>Expected<', '><')),
      ['missing-field', 'bad-value'],
      ['cap-missing-field info[1]/urgency'],
      { urgency: 'Unknown', severity: 'Severe' },
    ],
    [
      'an area without description',
      cap(HEAD + info('<area><geocode><valueName>SAME</valueName><value>006037</value></geocode></area>')),
      ['missing-field'],
      ['cap-missing-field info[1]/area[1]/areaDesc'],
      {
        areas: [{ name: { en: '006037' }, polygons: [], circles: [], geocodes: [{ scheme: 'SAME', value: '006037' }] }],
      },
    ],
    [
      'a severity that is none',
      cap(HEAD + info().replace('Severe', 'Awful')),
      ['bad-value'],
      ['cap-bad-value info[1]/severity'],
      { severity: 'Unknown', level: 0 },
    ],
    [
      'a colour for a severity',
      cap(HEAD + info().replace('Severe', 'Red')),
      ['bad-value'],
      [],
      { severity: 'Extreme', colour: 'red', level: 1 },
    ],
    ['another case', cap(HEAD.replace('>Actual<', '>ACTUAL<')), ['bad-value'], [], { status: 'Actual' }],
    ['elements out of order', cap(HEAD + '<note>x</note><source>y</source>'), ['element-order'], [], {}],
    ['an element that CAP has not', cap(`${HEAD}<mood>bad</mood>`), ['unknown-element'], [], {}],
    [
      'an expiry that is no time',
      cap(HEAD + info('<expires>soon</expires>')),
      ['bad-time'],
      ['bad-date info[1]/expires'],
      {},
    ],
    [
      'times with Z and fractions',
      cap(HEAD + info('<expires>2024-06-01T08:00:00.5Z</expires>')),
      ['bad-time'],
      [],
      { expiresAt: Date.parse('2024-06-01T08:00:00.5Z') - 500 },
    ],
    ['a namespace of another thing', cap(HEAD, 'urn:other'), ['unknown-namespace'], [], {}],
    ['no namespace', cap(HEAD + info()).replace(/ xmlns="[^"]*"/, ''), ['no-namespace'], [], {}],
  ])('S28: %s: it comes in, and says so', (_case, text, reasons, faults, fields) => {
    const [result] = readAll(text);
    if (!result || 'code' in result) throw new Error(JSON.stringify(result));
    expect(result.alert).toMatchObject({ identifier: 'A-1', ...fields });
    expect(result.alert.verdict).toEqual({ strict: false, reasons });
    expect(result.faults.map(({ code, column }) => `${code} ${column}`)).toEqual(faults);
  });

  it('S29: what the schema does not see is said, too, and the message is strict all the same', () => {
    const late = info('<onset>2024-06-01T09:00:00+08:00</onset><expires>2024-06-01T08:30:00+08:00</expires>');
    const [result] = readAll(cap(HEAD.replace('A-1', 'A 1') + late));
    if (!result || 'code' in result) throw new Error(JSON.stringify(result));
    expect(result.alert.verdict).toEqual({ strict: true, reasons: ['identifier-form', 'expires-before-onset'] });
    expect(result.alert.expiresAt).toBe(Date.parse('2024-06-01T08:30:00+08:00'));
    expect(result.faults).toMatchObject([{ code: 'expires-before-onset', column: 'info[1]/expires' }]);
    expect(alertOf(cap(HEAD.replace('Public', 'Private'))).verdict?.reasons).toEqual(['condition-missing']);
  });

  it('S29: lat and lon are exchanged where they can only be so, and nowhere else', () => {
    const area = (polygon: string) => info(`<area><areaDesc>X</areaDesc><polygon>${polygon}</polygon></area>`);
    const swapped = alertOf(cap(HEAD + area('120,30 121,30 121,31 120,30')));
    expect(swapped.areas[0]?.polygons[0]?.[0]).toEqual([120, 30]);
    expect(swapped.verdict?.reasons).toEqual(['outline-swapped']);
    expect(alertOf(cap(HEAD + area('10,50 11,50 11,51 10,50'))).areas[0]?.polygons[0]?.[0]).toEqual([50, 10]);
  });

  it('S29: an outline of 100,000 corners is simplified, and said', () => {
    const ring = Array.from(
      { length: 100_000 },
      (_, at) => `${30 + Math.sin(at / 15_915)},${120 + Math.cos(at / 15_915)}`,
    );
    const huge = alertOf(
      cap(`${HEAD}${info(`<area><areaDesc>X</areaDesc><polygon>${ring.join(' ')} ${ring[0]}</polygon></area>`)}`),
    );
    expect(huge.areas[0]?.polygons[0]?.length).toBeLessThanOrEqual(2_000);
    expect(huge.verdict?.reasons).toEqual(['outline-simplified']);
  });

  it('S29: an attached file that is too large is named, not kept', () => {
    const resource = `<resource><resourceDesc>map</resourceDesc><mimeType>image/png</mimeType><derefUri>${'A'.repeat(300_000)}</derefUri></resource>`;
    const alert = alertOf(cap(HEAD + info(resource)));
    expect(alert.cap?.infos[0]?.resources).toEqual([{ resourceDesc: 'map', mimeType: 'image/png', dropped: 300_000 }]);
    expect(alert.verdict?.reasons).toEqual(['resource-dropped']);
  });
});

describe('bad CAP', () => {
  it.each<[string, string | Buffer, Partial<Fault>]>([
    [
      'no identifier',
      cap(HEAD.replace(/<identifier>.*<\/identifier>/, '')),
      { code: 'cap-missing-field', column: 'identifier' },
    ],
    [
      'a time without offset',
      cap(HEAD.replace('+08:00', '')),
      { code: 'bad-date', column: 'sent', value: '2024-06-01T08:00:00' },
    ],
    ['XML of another thing', '<gpx/>', { code: 'not-cap', value: 'gpx' }],
    ['an unclosed element', cap(HEAD).replace('</alert>', ''), { code: 'not-well-formed' }],
    ['an entity that nobody declared', cap(HEAD.replace('A-1', '&boom;')), { code: 'not-well-formed' }],
    ['a bare ampersand', cap(HEAD.replace('A-1', 'A & B')), { code: 'not-well-formed' }],
    ['a DTD', `<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]>${cap(HEAD)}`, { code: 'dtd-refused' }],
    ['a DTD behind a comment', `<!-- x --><!doctype alert>${cap(HEAD)}`, { code: 'dtd-refused' }],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from('<alert>'), Buffer.from([0xff, 0xfe, 0xe9]), Buffer.from('</alert>')]),
      { code: 'bad-encoding' },
    ],
    ['an encoding that nobody knows', '<?xml version="1.0" encoding="x-none"?><alert/>', { code: 'bad-encoding' }],
    ['nothing', '', { code: 'empty-file' }],
    ['text', 'Sunny with a chance of rain', { code: 'not-well-formed' }],
    ['a control character', cap(HEAD.replace('A-1', 'A\u0001')), { code: 'not-well-formed' }],
  ])('S26: %s is refused by name', (_case, text, fault) => {
    expect(faultOf(text)).toMatchObject(fault);
  });

  it('S26: nesting without end is refused, not followed', () => {
    for (const depth of [100, 100_000]) {
      expect(['too-deep', 'not-well-formed']).toContain(faultOf(`${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`).code);
    }
  });

  it('S26: a text that is too long is cut and said, the alert comes in', () => {
    const [result] = readAll(cap(HEAD + info(`<description>${'x'.repeat(30_000)}</description>`)));
    expect(result).toMatchObject({ faults: [{ code: 'field-too-long', column: 'description' }] });
  });
});
