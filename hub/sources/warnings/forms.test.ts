import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../shared/domain/alert.ts';
import { messageOf } from '../../../shared/domain/alert-message.ts';
import { capMessage } from '../../../shared/domain/cap-message.ts';
import { readWarnings } from './read-warnings.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');
const JUDGE = { keys: () => [], now: 0 };

function resultsOf(text: string) {
  return [...readWarnings(Buffer.from(text), JUDGE)].map(({ result }) => result);
}

function alertsOf(text: string): readonly Alert[] {
  return resultsOf(text).map((result) => {
    if ('code' in result) throw new Error(JSON.stringify(result));
    return result.alert;
  });
}

const FEATURE = {
  type: 'Feature',
  geometry: { type: 'Polygon', coordinates: [[[-90, 30], [-89, 30], [-89, 31], [-90, 30]]] }, // prettier-ignore
  properties: {
    id: 'urn:1',
    sender: 'nws',
    sent: '2026-06-01T08:00:00-05:00',
    status: 'Actual',
    messageType: 'Update',
    category: 'Met',
    severity: 'Severe',
    certainty: 'Likely',
    urgency: 'Expected',
    event: 'Flood Warning',
    response: 'Avoid',
    headline: 'Flood',
    areaDesc: 'Here',
    geocode: { SAME: ['006025'], UGC: ['CAZ567', 'CAZ568'] },
    references: [{ identifier: 'urn:0', sender: 'nws', sent: '2026-06-01T07:00:00-05:00' }],
    parameters: { VTEC: ['/O/'] },
    ends: '2026-06-01T20:00:00-05:00',
  },
};

describe('NWS GeoJSON', () => {
  it('N1: a feature becomes a message of CAP, lon,lat as they are', () => {
    const [alert] = alertsOf(JSON.stringify({ type: 'FeatureCollection', features: [FEATURE] }));
    expect(alert).toMatchObject({
      origin: 'nws',
      identifier: 'urn:1',
      msgType: 'Update',
      references: ['urn:0'],
      level: 2,
      areas: [{ polygons: [FEATURE.geometry.coordinates[0]], geocodes: [{ scheme: 'SAME', value: '006025' }, {}, {}] }],
      verdict: { strict: false, reasons: ['converted'] },
    });
    expect(alert?.cap?.infos[0]).toMatchObject({
      responseTypes: ['Avoid'],
      parameters: [
        { valueName: 'VTEC', value: '/O/' },
        { valueName: 'ends', value: '2026-06-01T20:00:00-05:00' },
      ],
    });
  });

  it('N2: without geometry its geocodes are kept; a bad position is refused by name, the alert comes in', () => {
    expect(alertsOf(JSON.stringify({ ...FEATURE, geometry: null }))[0]?.areas[0]).toMatchObject({ polygons: [] });
    const odd = {
      ...FEATURE,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [1, 2],
            ['x', 3],
            [4, 500],
            [1, 2],
          ],
        ],
      },
    };
    const [result] = resultsOf(JSON.stringify(odd));
    expect(result).toMatchObject({ faults: [{ code: 'bad-number' }], alert: { areas: [{ polygons: [] }] } });
  });

  it('N3: a feature that is no alert, poisoned JSON, half of it, and JSON of another thing are refused by name', () => {
    expect(resultsOf('{"type":"FeatureCollection","features":[{"properties":{"mag":4}}]}')).toEqual([
      { code: 'not-a-warning' },
    ]);
    expect(resultsOf('{"type":"Feature","__proto__":{}}')).toEqual([{ code: 'forbidden-key' }]);
    expect(resultsOf('{"type":"Fea')).toMatchObject([{ code: 'not-json' }]);
    expect(resultsOf('[1]')).toEqual([{ code: 'not-a-warning' }]);
    expect(resultsOf(`${'['.repeat(100)}${']'.repeat(100)}`)).toEqual([{ code: 'too-deep' }]);
  });

  it.skipIf(!existsSync(DATA)).each([
    ['guam-7day-active-alerts.json', 246, 14],
    ['e2e-active-alerts.json', 152, 1],
  ])('N4: %s of api.weather.gov: all %i come in, %i with an outline', (name, count, outlined) => {
    // Its times are written as distances from now, for the tests of their origin.
    const text = readFileSync(join(DATA, 'geojson/nws-alerts', name), 'utf8').replace(
      /date:(now|today)[^"]*/g,
      '2026-06-01T08:00:00-05:00',
    );
    const alerts = alertsOf(text);
    expect(alerts).toHaveLength(count);
    expect(alerts.filter(({ areas }) => areas.some(({ polygons }) => polygons.length > 0))).toHaveLength(outlined);
    for (const alert of alerts) {
      expect(alert.areas).toHaveLength(1);
      expect(capMessage.safeParse(messageOf(alert)).success).toBe(true);
    }
  });
});

function cot(
  attributes: string,
  inside = '<contact callsign="Engine 7"/>',
  point = 'lat="30.5" lon="120.5" hae="1" ce="40" le="9999999"',
) {
  return `<event version="2.0" uid="u-1" time="2026-06-01T00:00:00.123Z" start="2026-06-01T00:00:00Z" stale="2026-06-01T00:10:00Z" ${attributes}><point ${point}/><detail>${inside}</detail></event>`;
}

describe('Cursor-on-Target', () => {
  it('N5: a call for help becomes a warning around its place, in both languages', () => {
    const [alert] = alertsOf(
      cot('type="b-a-o-tbl" how="h-e"', '<contact callsign="Engine 7"/><remarks>man down</remarks>'),
    );
    expect(alert).toMatchObject({
      origin: 'cot',
      identifier: 'u-1',
      sender: 'Engine 7',
      event: { zh: '紧急求救', en: 'Emergency call' },
      severity: 'Severe',
      certainty: 'Likely',
      urgency: 'Immediate',
      expiresAt: Date.parse('2026-06-01T00:10:00Z'),
      areas: [{ circles: [{ center: [120.5, 30.5], radius: 40 }] }],
      description: { en: 'man down' },
    });
  });

  it('N5: unknown error and no position; exercise; the end of it', () => {
    expect(alertsOf(cot('type="b-l-f-a" how="m-g"', '', 'lat="30" lon="120" ce="9999999.0"'))[0]).toMatchObject({
      areas: [{ circles: [{ radius: 100 }] }],
      event: { en: 'Fire alarm' },
    });
    expect(alertsOf(cot('type="b-a" how="h" opex="e-drill"', '', 'lat="0" lon="0"'))[0]).toMatchObject({
      areas: [],
      status: 'Exercise',
    });
    expect(alertsOf(cot('type="b-a-o-can" how="h"'))[0]).toMatchObject({ msgType: 'Cancel' });
  });

  it('N6: a position, a route and a drawing are no warnings, and are refused by their type', () => {
    for (const type of ['a-f-G-U-C', 'b-m-r', 'u-d-f', 'b', '']) {
      expect(resultsOf(cot(`type="${type}" how="m-g"`))).toEqual([
        { code: 'not-a-warning', column: 'type', value: type },
      ]);
    }
    expect(resultsOf(`<events>${cot('type="b-l" how="m"')}${cot('type="a-f" how="m"')}</events>`)).toMatchObject([
      { alert: { origin: 'cot' } },
      { code: 'not-a-warning' },
    ]);
  });
});

describe('QWeather', () => {
  it.skipIf(!existsSync(DATA))('N7: both forms of it, with the colour beside the severity', () => {
    const read = (name: string) => alertsOf(readFileSync(join(DATA, 'cap/qweather', name), 'utf8'));
    expect(read('getWarningNow-zh.json')).toMatchObject([
      {
        sender: '上海中心气象台',
        msgType: 'Alert',
        colour: 'blue',
        severity: 'Minor',
        event: { zh: '大风', en: 'Gale' },
        eventCode: '11B06',
      },
    ]);
    expect(read('getWeatherAlertCurrent-zh.json')).toMatchObject([
      { sender: '临桂区气象台', msgType: 'Update', colour: 'blue', references: ['202510181140100706230391'] },
    ]);
    expect(read('getWeatherAlertCurrent-en.json')).toMatchObject([
      { colour: 'orange', level: 2, severity: 'Moderate', urgency: 'Future', certainty: 'Likely' },
    ]);
  });
});
