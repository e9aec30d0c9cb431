import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { buildGraph, shapePoint } from '../../electron/core/roads/graph.ts';
import { BARRED, BRIDGE, type RoadData } from '../../electron/core/roads/road-data.ts';
import { createRandom } from '../../shared/kit/random.ts';
import { ProblemError, type Problem } from '../../shared/kit/problem.ts';
import { readNetwork } from './road-network.ts';
import { writePbf, writeXml, type SmallMap } from './testing/write-osm.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'roads-'));
afterAll(() => rmSync(folder, { recursive: true }));
const MONACO = path.resolve(import.meta.dirname, '../../../shared/data/osm/graphhopper/monaco.osm.gz');

function fileOf(content: string | Buffer): string {
  const file = path.join(folder, 'map');
  writeFileSync(file, content);
  return file;
}

async function read(content: string | Buffer): Promise<RoadData> {
  return (await readNetwork(fileOf(content), { en: 'map' }, () => undefined)).data;
}

async function problemOf(content: string | Buffer): Promise<Problem> {
  try {
    await read(content);
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  throw new Error('it was read');
}

/** Two streets that cross at node 2, a one-way drawn the other way round, a roundabout, a way that leaves the extract. */
const map: SmallMap = {
  nodes: [
    { id: 1, lon: 117.5, lat: 30.3 },
    { id: 2, lon: 117.501, lat: 30.3 },
    { id: 3, lon: 117.502, lat: 30.3 },
    { id: 4, lon: 117.501, lat: 30.301 },
    { id: 5, lon: 117.501, lat: 30.299 },
    { id: 6, lon: 117.5015, lat: 30.302 },
    { id: 7, lon: 117.5005, lat: 30.302 },
    { id: 9_000_000_000, lon: 117.503, lat: 30.3 },
  ],
  ways: [
    {
      id: 10,
      refs: [1, 2, 3, 9_000_000_000],
      tags: { highway: 'primary', name: '东“大”街 <1> & "2"', maxspeed: '40' },
    },
    { id: 11, refs: [4, 2, 5], tags: { highway: 'residential', oneway: '-1', bridge: 'yes' } },
    { id: 12, refs: [4, 6, 7, 4], tags: { highway: 'tertiary', junction: 'roundabout' } },
    { id: 13, refs: [5, 99, 98], tags: { highway: 'service' } },
    { id: 14, refs: [1, 5], tags: { highway: 'footway' } },
    { id: 15, refs: [3], tags: { highway: 'primary' } },
    { id: 16, refs: [3, 1], tags: { building: 'yes' } },
  ],
};
const xml = writeXml(map);

/** Each road as what it says, whatever its number. */
function told(data: RoadData) {
  return Array.from(data.from, (_node, road) => ({
    line: Array.from({ length: (data.shapeStart[road + 1] ?? 0) - (data.shapeStart[road] ?? 0) }, (_point, at) =>
      shapePoint(data, (data.shapeStart[road] ?? 0) + at),
    ),
    forward: data.forwardMs[road] !== BARRED,
    backward: data.backwardMs[road] !== BARRED,
    name: data.names[data.nameOf[road] ?? -1] ?? null,
    bridge: data.flags[road] === BRIDGE,
  }));
}

describe('reading roads', () => {
  it('cuts ways into roads where they meet, in their directions, with names as written', async () => {
    const data = await read(xml);
    const name = { zh: '东“大”街 <1> & "2"' };
    const street = { forward: true, backward: true, name, bridge: false };
    const bridge = { forward: false, backward: true, name: null, bridge: true };
    expect(told(data)).toEqual([
      { ...street, line: [[117.5, 30.3], [117.501, 30.3]] },
      { ...street, line: [[117.501, 30.3], [117.502, 30.3], [117.503, 30.3]] },
      { ...bridge, line: [[117.501, 30.301], [117.501, 30.3]] },
      { ...bridge, line: [[117.501, 30.3], [117.501, 30.299]] },
      {
        line: [[117.501, 30.301], [117.5015, 30.302], [117.5005, 30.302], [117.501, 30.301]],
        forward: true, backward: false, name: null, bridge: false,
      },
    ]); // prettier-ignore
    // 95.9 m at 40 km/h.
    expect(data.forwardMs[0]).toBeGreaterThan(8_600);
    expect(data.forwardMs[0]).toBeLessThan(8_700);
    expect([data.from[4], data.from[2]]).toEqual([data.to[4], data.from[4]]);
  });

  it('counts what it read, and tells how far it is', async () => {
    const seen: [string, number][] = [];
    const file = fileOf(xml);
    const { counts } = await readNetwork(file, { en: 'map' }, (pass, bytes) => seen.push([pass, bytes]));
    expect(counts).toEqual({ ways: 7, driven: 4, missing: 2 });
    const size = Buffer.byteLength(xml);
    expect(seen).toEqual(expect.arrayContaining([['ways', size], ['nodes', size]])); // prettier-ignore
  });

  it.each([
    ['zlib, dense', writePbf(map)],
    ['zstd, dense', writePbf(map, { compression: 'zstd' })],
    ['raw, single nodes', writePbf(map, { compression: 'raw', isDense: false })],
    ['another granularity', writePbf(map, { granularity: 1_000 })],
    ['gzipped XML', gzipSync(xml)],
    ['XML with a byte order mark', `\ufeff${xml}`],
    ['XML in single quotes', xml.replaceAll('"', "'")],
  ])('G1: is the same from %s', async (_kind, content) => {
    expect(await read(content)).toEqual(await read(xml));
  });

  it('passes over comments, relations and what stands within them', async () => {
    const more = `<!-- <way id="1"> --><relation id="1"><tag k="highway" v="x>y"/><member type="way" ref="10"/></relation></osm>`;
    expect(await read(xml.replace('</osm>', more))).toEqual(await read(xml));
  });
});

describe('G2: a file that is cut', () => {
  it('as XML, anywhere, says so with the bytes that there were', async () => {
    for (const length of [60, 100, 400, 900, xml.indexOf('</way>') + 3, Buffer.byteLength(xml) - 4]) {
      const part = Buffer.from(xml).subarray(0, length);
      expect(await problemOf(part)).toMatchObject({ code: 'osm-cut', params: { bytes: length } });
    }
  });

  it('as gzip, anywhere behind its head', async () => {
    const whole = gzipSync(xml);
    for (let length = 60; length < whole.length; length += 40) {
      const { code, params } = await problemOf(whole.subarray(0, length));
      // Before its first element nothing tells that it was OSM.
      expect(['osm-cut', 'osm-wrong-type']).toContain(code);
      if (code === 'osm-cut') expect(params?.['bytes']).toBe(length);
    }
  });

  it('as PBF, anywhere but between two blocks, names the block', async () => {
    const whole = writePbf(map);
    const codes = new Map<string, number>();
    for (let length = 15; length < whole.length; length += 1) {
      const { code, params } = await problemOf(whole.subarray(0, length));
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (code === 'osm-cut')
        expect(params).toMatchObject({ bytes: length, where: expect.stringMatching(/^block [123]$/) });
    }
    // Behind the header and behind the nodes: whole blocks, but no roads.
    expect(codes.get('osm-no-roads')).toBe(2);
    expect([...codes.keys()].sort()).toEqual(['osm-cut', 'osm-no-roads']);
  });
});

describe('a file that is no use', () => {
  it.each([
    ['empty', ''],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
    ['JSON', '{"elements":[]}'],
    ['a track', '<?xml version="1.0"?><gpx version="1.1"><wpt lat="1" lon="2"/></gpx>'],
    ['changes', '<osmChange version="0.6"><create/></osmChange>'],
    ['a document type', '<!DOCTYPE osm [<!ENTITY a "aaaa">]><osm></osm>'],
    ['gzip of something else', gzipSync('hello')],
  ])('is of the wrong type: %s', async (_kind, content) => {
    expect((await problemOf(content)).code).toBe('osm-wrong-type');
  });

  it('has no roads, needs what is not there, or is not there', async () => {
    expect((await problemOf(writeXml({ nodes: map.nodes, ways: map.ways.slice(4) }))).code).toBe('osm-no-roads');
    const features = ['OsmSchema-V0.6', 'HistoricalInformation'];
    expect(await problemOf(writePbf(map, { features }))).toMatchObject({
      code: 'osm-unsupported',
      params: { feature: 'HistoricalInformation' },
    });
    await expect(readNetwork(path.join(folder, 'none'), { en: '' }, () => undefined)).rejects.toMatchObject({
      problem: { code: 'file-missing' },
    });
    await expect(readNetwork(folder, { en: '' }, () => undefined)).rejects.toMatchObject({
      problem: { code: 'file-unreadable' },
    });
  });

  it('never ends the tool by an error that nobody foresaw, whichever byte is wrong', async () => {
    const random = createRandom(4);
    const [pbf, gz] = [writePbf(map), gzipSync(xml)];
    for (const whole of [pbf, writePbf(map, { compression: 'raw' }), gz, Buffer.from(xml)]) {
      for (let run = 0; run < 150; run += 1) {
        const changed = Buffer.from(whole);
        for (let count = random.int(1, 3); count > 0; count -= 1) {
          changed[random.int(0, changed.length - 1)] = random.int(0, 255);
        }
        try {
          await read(changed);
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error;
        }
      }
    }
  });

  it('cannot fill the memory with one tag that does not end', async () => {
    expect((await problemOf(`<osm><node id="${'1'.repeat(2_000_000)}`)).code).toBe('osm-damaged');
  });
});

describe.skipIf(!existsSync(MONACO))('a real extract (Monaco)', () => {
  it('is read, and most of its roads connect', async () => {
    const { data, counts } = await readNetwork(MONACO, { en: 'Monaco' }, () => undefined);
    const graph = buildGraph(data);
    expect(counts).toEqual({ ways: 1_944, driven: 501, missing: 0 });
    expect(graph.info).toMatchObject({ roads: 719, junctions: 572 });
    expect(graph.info.connected).toBeGreaterThan(0.9);
    expect(data.names.map(({ en }) => en)).toContain('Boulevard des Moulins');
    for (const ms of [...data.forwardMs, ...data.backwardMs]) if (ms !== BARRED) expect(ms).toBeLessThan(10 * 60_000);
  });

  it('G2: cut in the middle says so', async () => {
    const whole = readFileSync(MONACO);
    const half = whole.subarray(0, whole.length / 2);
    expect(await problemOf(half)).toMatchObject({ code: 'osm-cut', params: { bytes: half.length } });
  });
});
