import { deflateSync, zstdCompressSync } from 'node:zlib';
import { PbfWriter } from 'pbf';

export interface SmallNode {
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
}

export interface SmallWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface SmallMap {
  readonly nodes: readonly SmallNode[];
  readonly ways: readonly SmallWay[];
}

export function writeXml({ nodes, ways }: SmallMap): string {
  const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<osm version="0.6">',
    ...nodes.map(({ id, lon, lat }) => `  <node id="${id}" lat="${lat}" lon="${lon}"/>`),
    ...ways.map(({ id, refs, tags }) =>
      [
        `  <way id="${id}">`,
        ...refs.map((ref) => `    <nd ref="${ref}"/>`),
        ...Object.entries(tags).map(([key, value]) => `    <tag k="${escaped(key)}" v="${escaped(value)}"/>`),
        '  </way>',
      ].join('\n'),
    ),
    '</osm>',
    '',
  ].join('\n');
}

export interface PbfShape {
  readonly compression: 'raw' | 'zlib' | 'zstd';
  readonly isDense: boolean;
  readonly granularity: number;
  readonly features: readonly string[];
}

/** The same map as PBF: a header block, one of nodes, one of ways. */
export function writePbf(map: SmallMap, shape: Partial<PbfShape> = {}): Buffer {
  const { compression = 'zlib', isDense = true, granularity = 100, features = ['OsmSchema-V0.6'] } = shape;
  const offset = { lat: 1_000, lon: -2_000 };
  const unitsOf = (degrees: number, shift: number): number => Math.round((degrees * 1e9 - shift) / granularity);
  const block = (strings: readonly string[], writeGroup: (pbf: PbfWriter) => void): Uint8Array => {
    const pbf = new PbfWriter();
    pbf.writeMessage(1, (_none: null, table) => strings.forEach((text) => table.writeStringField(1, text)), null);
    pbf.writeMessage(2, (_none: null, group) => writeGroup(group), null);
    // Behind the groups on purpose: a reader must not count on their order.
    pbf.writeVarintField(17, granularity);
    pbf.writeVarintField(19, offset.lat);
    pbf.writeVarintField(20, offset.lon);
    return pbf.finish();
  };
  const header = new PbfWriter();
  for (const feature of features) header.writeStringField(4, feature);

  const nodes = block([''], (group) => {
    const ids = map.nodes.map(({ id }) => id);
    const lats = map.nodes.map(({ lat }) => unitsOf(lat, offset.lat));
    const lons = map.nodes.map(({ lon }) => unitsOf(lon, offset.lon));
    if (isDense) {
      group.writeMessage(
        2,
        (_none: null, dense) => {
          dense.writePackedSVarint(1, steps(ids));
          dense.writePackedSVarint(8, steps(lats));
          dense.writePackedSVarint(9, steps(lons));
        },
        null,
      );
      return;
    }
    ids.forEach((id, at) => {
      group.writeMessage(
        1,
        (_none: null, node) => {
          node.writeSVarintField(1, id);
          node.writeSVarintField(8, lats[at] ?? 0);
          node.writeSVarintField(9, lons[at] ?? 0);
        },
        null,
      );
    });
  });

  const strings = ['', ...new Set(map.ways.flatMap(({ tags }) => Object.entries(tags).flat()))];
  const ways = block(strings, (group) => {
    for (const { id, refs, tags } of map.ways) {
      group.writeMessage(
        3,
        (_none: null, way) => {
          way.writeVarintField(1, id);
          way.writePackedVarint(2, Object.keys(tags).map((key) => strings.indexOf(key))); // prettier-ignore
          way.writePackedVarint(3, Object.values(tags).map((value) => strings.indexOf(value))); // prettier-ignore
          way.writePackedSVarint(8, steps(refs));
        },
        null,
      );
    }
  });
  return Buffer.concat([
    blobOf('OSMHeader', header.finish(), 'raw'),
    blobOf('OSMData', nodes, compression),
    blobOf('OSMData', ways, compression),
  ]);
}

function steps(values: readonly number[]): number[] {
  return values.map((value, at) => value - (values[at - 1] ?? 0));
}

function blobOf(type: string, data: Uint8Array, compression: PbfShape['compression']): Buffer {
  const blob = new PbfWriter();
  if (compression === 'raw') blob.writeBytesField(1, data);
  else {
    blob.writeVarintField(2, data.length);
    if (compression === 'zlib') blob.writeBytesField(3, deflateSync(data));
    else blob.writeBytesField(7, zstdCompressSync(data));
  }
  const body = blob.finish();
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, body.length);
  const head = header.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, body]);
}
