import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORM_OF, DRAWING_KINDS, type Drawing } from '../../../shared/domain/drawing.ts';
import type { LonLat } from '../../../shared/kit/geo.ts';
import { destination } from '../../../shared/kit/geodesy.ts';
import { ProblemError } from '../../../shared/kit/problem.ts';
import { instant } from '../../../shared/kit/time.ts';
import { GEO_FILE_PART, MAX_GEO_FILE } from '../../../shared/protocol/console-api/drawing-calls.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { AT, drawing } from '../testing/records.ts';
import { readGeoFile, type GeoFile } from './read-geo-file.ts';
import { Uploads } from './uploads.ts';
import { writeGeoFile } from './write-geo-file.ts';

function read(text: string | Uint8Array, name = 'x.geojson'): GeoFile {
  return readGeoFile(name, Buffer.from(text));
}

/** The code that a file is refused with, or what it holds. */
function codeOf(text: string | Uint8Array, name?: string): string | GeoFile {
  try {
    return read(text, name);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}

const kml = (body: string): string =>
  `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${body}</Document></kml>`;
const nested = (levels: number): string => `${'<Folder>'.repeat(levels)}${'</Folder>'.repeat(levels)}`;

const anyText = fc.record({
  zh: fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }),
  en: fc.string({ minLength: 1, maxLength: 30 }),
});
const anyDrawing: fc.Arbitrary<Drawing> = fc
  .record({
    kind: fc.constantFrom(...DRAWING_KINDS),
    name: anyText,
    note: fc.option(anyText, { nil: undefined }),
    incident: fc.option(fc.constantFrom('i1', 'a-b_c'), { nil: undefined }),
    corners: fc.integer({ min: 3, max: 20 }),
    metres: fc.integer({ min: 20, max: 3_000 }),
    at: fc.tuple(fc.double({ min: 117, max: 118, noNaN: true }), fc.double({ min: 30, max: 31, noNaN: true })),
  })
  .map(({ kind, name, note, incident, corners, metres, at }): Drawing => {
    const around = Array.from({ length: corners }, (_, index) => destination(at, (index * 360) / corners, metres));
    const ring = [...around, around[0] as LonLat];
    const form = FORM_OF[kind];
    return drawing({
      kind,
      name: { zh: `名${name.zh.trim()}`, en: `n${name.en.trim()}` },
      ...(note && { note: { zh: `注${note.zh.trim()}` } }),
      ...(incident !== undefined && { incident }),
      closesRoads: kind === 'cordon' ? true : undefined,
      geometry:
        form === 'point'
          ? { type: 'point', at }
          : form === 'line'
            ? { type: 'line', points: around }
            : { type: 'area', polygons: corners % 2 === 0 ? [[ring]] : [[ring], [[...ring].reverse()]] },
      ...(kind === 'buffer' && { basis: { type: 'buffer', around: [at], metres } }),
      ...(kind === 'sector' && { basis: { type: 'sector', center: at, radius: metres, from: 10, to: 90 } }),
    });
  });

describe('export and import', () => {
  it.each(['geojson', 'kml'] as const)('round trip by %s: every drawing comes back as it was drawn', (format) => {
    fc.assert(
      fc.property(fc.array(anyDrawing, { minLength: 1, maxLength: 6 }), (drawings) => {
        const file = writeGeoFile(
          format,
          drawings.map((data, index) => ({ id: `d${index}`, data })),
          instant(AT),
        );
        const { features, format: found } = read(file.text, file.name);
        expect(found).toBe(format);
        expect(features.map((feature) => feature.ok && feature.drawing)).toEqual(
          drawings.map(
            ({ kind, name, note, geometry, basis, incident, closesRoads }) =>
              JSON.parse(JSON.stringify({ kind, name, note, geometry, basis, incident, closesRoads })) as unknown,
          ),
        );
        expect(features.flatMap((feature) => (feature.ok ? feature.notes : ['lost']))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('names, kinds, incident and times are in both', () => {
    const data = drawing({ incident: 'i1', note: { zh: '夜间封控' } });
    for (const format of ['geojson', 'kml'] as const) {
      const { text } = writeGeoFile(format, [{ id: 'd1', data }], instant(AT));
      for (const word of ['滨江路警戒区', 'cordon', 'i1', '夜间封控', new Date(AT).toISOString()])
        expect(text).toContain(word);
    }
  });

  it('text of an officer is text in KML too', () => {
    const data = drawing({ name: { zh: ']]></name><script>&amp;"' } });
    const { features } = read(writeGeoFile('kml', [{ id: 'd1', data }], instant(AT)).text);
    expect(features[0]).toMatchObject({ ok: true, drawing: { name: data.name } });
  });
});

describe('what others send', () => {
  it('plain GeoJSON: kinds by form, several geometries are several drawings, names where there are any', () => {
    const at = [117.6, 30.3];
    const ring = [[117.6, 30.3], [117.7, 30.3], [117.7, 30.4], [117.6, 30.3]]; // prettier-ignore
    const { features } = read(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          { type: 'Feature', properties: { name: 'North gate' }, geometry: { type: 'Point', coordinates: at } },
          { type: 'Feature', properties: null, geometry: { type: 'Polygon', coordinates: [ring] } },
          {
            type: 'Feature',
            properties: { kind: 'route' },
            geometry: { type: 'MultiLineString', coordinates: [ring, ring] },
          },
          { type: 'Feature', properties: { title: '空' }, geometry: null },
          { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring.slice(0, 3)] } },
          { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [500, 30] } },
          'nonsense',
        ],
      }),
    );
    expect(features.map((each) => (each.ok ? [each.drawing.kind, ...each.notes] : each.code))).toEqual([
      ['text'], ['cordon'], ['route'], ['route'], 'geo-no-geometry', ['cordon', 'unclosed'], 'coordinate-out-of-range', 'geo-no-geometry',
    ]); // prettier-ignore
    expect(features[0]).toMatchObject({ drawing: { name: { en: 'North gate' } } });
    expect(features[1]).not.toHaveProperty('drawing.closesRoads');
  });

  it('KML with folders, altitudes, CDATA and holes', () => {
    const { features } = read(
      kml(`<Folder><Placemark><name><![CDATA[A & B]]></name><description>d &lt; e</description>
        <Polygon><outerBoundaryIs><LinearRing><coordinates>117.6,30.3,0 117.7,30.3,0
        117.7,30.4,0 117.6,30.3,0</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>
        117.65,30.31 117.68,30.31 117.68,30.33 117.65,30.31</coordinates></LinearRing></innerBoundaryIs></Polygon>
        </Placemark></Folder><Placemark><LineString><coordinates>1,2 x,3 4,5</coordinates></LineString></Placemark>`),
    );
    expect(features[0]).toMatchObject({
      ok: true,
      drawing: { kind: 'cordon', name: { en: 'A & B' }, note: { en: 'd < e' } },
    });
    expect(features[0]).toHaveProperty('drawing.geometry.polygons.0.length', 2);
    expect(features[1]).toMatchObject({
      ok: true,
      notes: ['not-a-number'],
      drawing: { kind: 'route', name: { zh: '2' } },
    });
  });

  it.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'empty-file'],
    ['blank', ' \n ', 'empty-file'],
    ['not UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), 'bad-encoding'],
    ['GB18030', new Uint8Array([...Buffer.from('{"name":"'), 0xbe, 0xaf, 0xbd, 0xe4, ...Buffer.from('"}')]), 'bad-encoding'],
    ['no JSON', '{"type":', 'geo-not-json'],
    ['JSON of another kind', '{"a":1}', 'geo-not-geojson'],
    ['a list', '[]', 'geo-not-geojson'],
    ['no features', '{"type":"FeatureCollection","features":[]}', 'geo-no-features'],
    ['features that are none', '{"type":"FeatureCollection","features":7}', 'geo-not-geojson'],
    ['deep JSON', `{"type":"Feature","properties":${'{"a":'.repeat(100)}1${'}'.repeat(100)}}`, 'too-deep'],
    ['a hostile key', '{"type":"Feature","properties":{"__proto__":{}},"geometry":null}', 'forbidden-key'],
    ['another datum', '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}},"features":[]}', 'geo-other-datum'],
    ['too many', JSON.stringify({ type: 'FeatureCollection', features: Array.from({ length: 501 }, () => ({})) }), 'geo-too-many'],
    ['entities of entities', `<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]><kml><name>&b;</name></kml>`, 'dtd-refused'],
    ['an external DTD', '<!DOCTYPE kml SYSTEM "file:///etc/passwd"><kml/>', 'dtd-refused'],
    ['deep KML', kml(nested(200)), 'too-deep'],
    ['KML cut short', kml('<Placemark>').slice(0, -20), 'not-well-formed'],
    ['other XML', '<gpx></gpx>', 'geo-not-kml'],
    ['KML without placemarks', kml('<Folder/>'), 'geo-no-features'],
  ])('a file that is %s is refused with a reason', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  }); // prettier-ignore

  it('a file of 50 MB is refused as soon as its parts are too much; a lost part is said', () => {
    const uploads = new Uploads(new ManualClock());
    const part = Buffer.alloc(GEO_FILE_PART, 0x20).toString('base64');
    const parts = Math.floor(MAX_GEO_FILE / GEO_FILE_PART);
    for (let index = 0; index < parts; index += 1) expect(uploads.add('f', 'x', index, false, part)).toBeNull();
    expect(() => uploads.add('f', 'x', parts, false, part)).toThrow('file-too-large');
    expect(() => uploads.add('f', 'x', parts + 1, false, part)).toThrow('geo-part-lost');
    expect(() => uploads.add('g', 'x', 1, true, part)).toThrow('geo-part-lost');
  });

  it('only what was shown can be taken, and nothing after it was forgotten', async () => {
    const clock = new ManualClock();
    const uploads = new Uploads(clock);
    const text = JSON.stringify({ type: 'Point', coordinates: [117.6, 30.3] });
    await uploads.add('f', 'x', 0, true, Buffer.from(text).toString('base64'));
    expect(uploads.take('f', [0])).toHaveLength(1);
    expect(() => uploads.take('f', [0, 1])).toThrow('geo-file-gone');
    clock.pass(31 * 60_000);
    expect(() => uploads.take('f', [0])).toThrow('geo-file-gone');
    await expect(uploads.add('g', 'x', 0, true, '')).rejects.toThrow('empty-file');
  });

  it('whatever the bytes are, there is a preview or a reason', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.json().map((json) => Buffer.from(json)),
        ),
        (bytes) => {
          const answer = codeOf(bytes);
          if (typeof answer !== 'string') expect(answer.features.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});
